import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import english from '../../locales/en/trainers.json' with { type: 'json' }
import khmer from '../../locales/km/trainers.json' with { type: 'json' }
import { demo } from './demo.ts'
import { routes } from './routes.ts'
import { licences } from './schema.ts'
import { licenceMonths, soonDays } from './settings.ts'
import { licensed, licenceSubject } from './statements.ts'
import { content } from './topics.ts'

declare module '#server/i18n' {
  interface Texts {
    trainers: typeof khmer
  }
}
/** Licences: who may lead what, where and when; who is a candidate. */
export const trainers: Module = {
  name: 'trainers',
  routes,
  content,
  demo,
  derived: factTriggers(licences) + readFileSync(new URL('derived.sql', import.meta.url), 'utf8'),
  statements: [licensed],
  subjects: [licenceSubject({ km: khmer.licence, en: english.licence })],
  settings: [licenceMonths, soonDays],
  nav: [{ place: 45, href: '/trainers', text: 'trainers:title', icon: 'presentation', access: 'trainers.view' }],
  person: {
    merge: (tx, from, into) => {
      tx.update(licences).set({ personId: into }).where(eq(licences.personId, from)).run()
    },
    erase: () => undefined,
    export: (db, person) => ({ licences: db.select().from(licences).where(eq(licences.personId, person)).all() }),
  },
}
