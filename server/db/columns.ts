import { sql, type SQL } from 'drizzle-orm'
import { foreignKey, integer, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core'

/** Milliseconds UTC. */
export const instant = () => integer() // eslint-disable-line @typescript-eslint/explicit-function-return-type
/** `YYYY-MM-DD` in Phnom Penh. */
export const dayColumn = () => text() // eslint-disable-line @typescript-eslint/explicit-function-return-type

/** How a fact came in. `paper`: an administrator typed it from a paper record, with a note of the evidence. */
export const methods = ['self', 'device', 'staff', 'paper', 'import'] as const
export type Method = (typeof methods)[number]

type Ref = () => AnySQLiteColumn
/**
 * The columns of a fact: inserted once, never updated. `persons` gives the table of `personId` and `recordedBy`;
 * `voids` names the earlier row of the same table that this one corrects.
 */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- drizzle's column types are the point
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
export const factRules = (table: {
  id: AnySQLiteColumn
  voids: AnySQLiteColumn
}): ReturnType<ReturnType<typeof foreignKey>['onDelete']>[] => [
  foreignKey({ columns: [table.voids], foreignColumns: [table.id] }),
]
/** Made when a create form is shown: the second POST finds the first row. */
export const once = () => text().notNull().unique() // eslint-disable-line @typescript-eslint/explicit-function-return-type
/** Counts edits; raises itself whoever writes, so a stale edit form is found. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type
export const rowVersion = () =>
  integer()
    .notNull()
    .default(1)
    .$onUpdate((): SQL => sql`"rowVersion" + 1`)
