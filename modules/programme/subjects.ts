import { sqliteView, text } from 'drizzle-orm/sqlite-core'
import { kept } from '#server/db/kept'
import type { Subject } from '#server/statement'

/** Everything that a requirement can name; the view is made at boot from what the modules contribute. */
export const subjects = sqliteView('subjects', {
  code: text().notNull(),
  kind: text().notNull(),
  titleKm: text().notNull(),
  titleEn: text().notNull(),
  href: text().notNull(),
  nextOn: text({ mode: 'json' }).$type<readonly number[]>(),
}).existing()
export type SubjectsByCode = ReadonlyMap<string, Subject>
/** All subjects by code. Verbs that change a title or the next date of one call `touch`. */
export const subjectsByCode = kept(
  (db): SubjectsByCode =>
    new Map(
      db
        .select()
        .from(subjects)
        .all()
        .map((one) => [one.code, one]),
    ),
)
