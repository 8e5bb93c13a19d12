import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, once } from '#server/db/columns'
import type { Params } from '#server/i18n'
import { persons } from '#modules/people'

/** What a person is told: a text by its key, so that it speaks the language of whoever reads. */
export const notices = sqliteTable(
  'notices',
  {
    id: integer().primaryKey(),
    /** Names the thing told: told twice it is one notice. */
    once: once(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    key: text().notNull(),
    params: text({ mode: 'json' }).$type<Params>().notNull(),
    href: text().notNull(),
    at: instant().notNull(),
    readAt: instant(),
  },
  (t) => [index('notices_person').on(t.personId, t.id)],
)
