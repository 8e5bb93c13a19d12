import { eq } from 'drizzle-orm'
import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import type texts from '../../locales/km/events.json'
import { content } from './content.ts'
import { routes } from './routes.ts'
import { attendances } from './schema.ts'
import { attended, topicSubjects } from './statements.ts'

declare module '#server/i18n' {
  interface Texts {
    events: typeof texts
  }
}
/** Tiers 2–4: what was attended. The events themselves, their planning and their day, come next. */
export const events: Module = {
  name: 'events',
  routes,
  content,
  derived: factTriggers(attendances),
  statements: [attended],
  subjects: [topicSubjects],
  person: {
    merge: (tx, from, into) => {
      tx.update(attendances).set({ personId: into }).where(eq(attendances.personId, from)).run()
    },
    erase: () => undefined,
    export: (db, person) => ({
      attendances: db.select().from(attendances).where(eq(attendances.personId, person)).all(),
    }),
  },
}
