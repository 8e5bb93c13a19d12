import { integer, real, sqliteView, text } from 'drizzle-orm/sqlite-core'
import type { Statement } from '#server/statement'

/** The learning record: every fact of every module. The view is made at boot from what the modules contribute. */
export const statements = sqliteView('statements', {
  uuid: text().notNull(),
  personId: integer().notNull(),
  tier: integer().notNull(),
  kind: text().notNull(),
  subject: text().notNull(),
  occasion: text().notNull(),
  score: real(),
  passed: integer({ mode: 'boolean' }),
  minutes: integer(),
  plannedMinutes: integer(),
  happenedAt: integer().notNull(),
  recordedAt: integer().notNull(),
  recordedBy: integer(),
  method: text().notNull(),
  centreId: integer(),
  href: text().notNull(),
}).existing()
/** Held against the platform's type, so that neither can change alone. */
export type Row = typeof statements.$inferSelect extends Statement ? typeof statements.$inferSelect : never
