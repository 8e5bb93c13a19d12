import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant, once } from '#server/db/columns'
import type { TextKey } from '#server/i18n'
import { persons } from '#modules/people'
import type { Said } from './words.ts'

/** What a person was told: a text by its key, so that she reads it in her own language, and where it leads. */
export const notices = sqliteTable(
  'notices',
  {
    id: integer().primaryKey(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    /** Names the event and the person: the same event tells her once. */
    once: once(),
    key: text().$type<TextKey>().notNull(),
    params: text({ mode: 'json' }).$type<Said>().notNull(),
    href: text().notNull(),
    at: instant().notNull(),
    readAt: instant(),
  },
  (t) => [
    index('notices_person').on(t.personId, t.at, t.id),
    index('notices_unread')
      .on(t.personId, t.at, t.id)
      .where(sql`"readAt" is null`),
  ],
)
