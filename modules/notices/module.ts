import { desc, eq } from 'drizzle-orm'
import type { Module } from '#server/module'
import type texts from '../../locales/km/notices.json'
import { routes } from './routes.ts'
import { notices as table } from './schema.ts'

declare module '#server/i18n' {
  interface Texts {
    notices: typeof texts
  }
}
/** What a person is told: her inbox. Other modules tell; mail and Telegram come later. */
export const notices: Module = {
  name: 'notices',
  routes,
  person: {
    merge: (tx, from, into) => {
      tx.update(table).set({ personId: into }).where(eq(table.personId, from)).run()
    },
    // What somebody was told names events and other people; it is no achievement, so nothing of it stays.
    erase: (tx, person) => {
      tx.delete(table).where(eq(table.personId, person)).run()
    },
    export: (db, person) => ({
      notices: db.select().from(table).where(eq(table.personId, person)).orderBy(desc(table.id)).all(),
    }),
  },
}
