import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '#server/db/columns'

/** What was done, by whom, to what; append-only, each row carries the digest of the one before. */
export const journal = sqliteTable(
  'journal',
  {
    id: integer().primaryKey(),
    at: instant().notNull(),
    personId: integer(),
    action: text().notNull(),
    subject: text().notNull(),
    fields: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Salted digest of the before and after values, which lie in journal_details and may be erased. */
    details: text().notNull(),
    previous: text().notNull(),
    digest: text().notNull(),
  },
  (t) => [index('journal_person').on(t.personId), index('journal_subject').on(t.subject)],
)
export const journalDetails = sqliteTable('journal_details', {
  journalId: integer()
    .primaryKey()
    .references(() => journal.id),
  salt: text().notNull(),
  values: text({ mode: 'json' }).$type<unknown>().notNull(),
})
/** Work to be done after the transaction that asked for it: durable, leased, tried again. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: integer().primaryKey(),
    key: text().notNull().unique(),
    kind: text().notNull(),
    input: text({ mode: 'json' }).$type<unknown>().notNull(),
    dueAt: instant().notNull(),
    leasedUntil: instant(),
    doneAt: instant(),
    failedAt: instant(),
    tries: integer().notNull().default(0),
    error: text(),
  },
  (t) => [
    index('jobs_due')
      .on(t.dueAt)
      .where(sql`"doneAt" is null and "failedAt" is null`),
  ],
)
/** Tries counted in windows of time, so that a limit holds in every process. */
export const throttles = sqliteTable('throttles', {
  key: text().primaryKey(),
  windowStart: instant().notNull(),
  tries: integer().notNull(),
})
export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text({ mode: 'json' }).$type<unknown>().notNull(),
  changedAt: instant().notNull(),
})
/** One row: counts changes of reference data and settings, for `kept`. */
export const referenceState = sqliteTable(
  'reference_state',
  { id: integer().primaryKey(), version: integer().notNull() },
  (t) => [check('reference_state_one', sql`${t.id} = 1`)],
)
/**
 * One row a person with facts: a number by chance (53 bits) that every new fact of hers changes, by the triggers of all
 * tables of facts. The same mark means the same history: what was worked out of it may be remembered.
 */
export const factMarks = sqliteTable('fact_marks', {
  personId: integer().primaryKey(),
  mark: integer().notNull(),
})
