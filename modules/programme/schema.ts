import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '#server/db/columns'
import { persons } from '#modules/people'
import type { ProgrammeTree } from './tree.ts'

/** A tree of requirements as it was published; never changed, so a completion stays what it was. */
export const programmeVersions = sqliteTable('programme_versions', {
  id: integer().primaryKey(),
  number: integer().notNull().unique(),
  digest: text().notNull().unique(),
  tree: text({ mode: 'json' }).$type<ProgrammeTree>().notNull(),
  publishedAt: instant().notNull(),
})
/** Which version a person follows. */
export const programmeEnrolments = sqliteTable(
  'programme_enrolments',
  {
    id: integer().primaryKey(),
    personId: integer()
      .notNull()
      .unique()
      .references(() => persons.id),
    versionId: integer()
      .notNull()
      .references(() => programmeVersions.id),
    enrolledAt: instant().notNull(),
  },
  (t) => [index('programme_enrolments_version').on(t.versionId)],
)
