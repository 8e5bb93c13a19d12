import { readFileSync } from 'node:fs'
import type { Module } from '#server/module'
import type texts from '../../locales/km/people.json'
import { content } from './content.ts'
import { demo } from './demo.ts'
import { persons } from './schema.ts'
import { eraseRows, exportRows, mergeRows } from './privacy.ts'

declare module '#server/i18n' {
  interface Texts {
    people: typeof texts
  }
}
/** Persons, places, postings and roles. Its pages that speak of all modules stand in `home`. */
export const people: Module = {
  name: 'people',
  routes: () => undefined,
  derived: readFileSync(new URL('derived.sql', import.meta.url), 'utf8'),
  content,
  demo,
  isInhabited: (db) => db.select({ id: persons.id }).from(persons).limit(1).get() !== undefined,
  person: { merge: mergeRows, erase: eraseRows, export: exportRows },
}
