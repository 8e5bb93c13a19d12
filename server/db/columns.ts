import { sql, type SQL } from 'drizzle-orm'
import { foreignKey, integer, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core'

/** Milliseconds UTC. */
export const instant = () => integer()
/** `YYYY-MM-DD` in Phnom Penh. */
export const dayColumn = () => text()

/** How a fact came in. `paper`: an administrator typed it from a paper record, with a note of the evidence. */
export const methods = ['self', 'device', 'staff', 'paper', 'import'] as const
export type Method = (typeof methods)[number]

type Ref = () => AnySQLiteColumn
/**
 * The columns of a fact: inserted once, never updated. `persons` gives the table of `personId` and `recordedBy`;
 * `voids` names the earlier row of the same table that this one corrects.
 */
export const fact = (persons: Ref) => ({
  id: integer().primaryKey(),
  uuid: text().notNull().unique(),
  personId: integer().notNull().references(persons),
  happenedAt: instant().notNull(),
  recordedAt: instant().notNull(),
  recordedBy: integer().references(persons),
  method: text({ enum: methods }).notNull(),
  evidence: text(),
  voids: integer().unique(),
})
/** The rule no column can carry: what is voided is an earlier row of the same table. */
export const factRules = (table: { id: AnySQLiteColumn; voids: AnySQLiteColumn }) => [
  foreignKey({ columns: [table.voids], foreignColumns: [table.id] }),
]
/** Made when a create form is shown: the second POST finds the first row. */
export const once = () => text().notNull().unique()
/** Counts edits; raises itself whoever writes, so a stale edit form is found. */
export const rowVersion = () =>
  integer()
    .notNull()
    .default(1)
    .$onUpdate((): SQL => sql`"rowVersion" + 1`)
