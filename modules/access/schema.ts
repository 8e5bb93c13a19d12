import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { instant } from '#server/db/columns'
import { persons } from '#modules/people'

export const passwords = sqliteTable('passwords', {
  personId: integer()
    .primaryKey()
    .references(() => persons.id),
  hash: text().notNull(),
  changedAt: instant().notNull(),
})
/** A browser that is signed in. The cookie holds a token, the table its digest only. */
export const logins = sqliteTable(
  'logins',
  {
    id: integer().primaryKey(),
    token: text().notNull().unique(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    createdAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    device: text().notNull(),
  },
  (t) => [index('logins_person').on(t.personId), index('logins_expiry').on(t.expiresAt)],
)
