import type { Module } from '#server/module'
import type texts from '../../locales/km/people.json'
import { content } from './content.ts'
import { demo } from './demo.ts'

declare module '#server/i18n' {
  interface Texts {
    people: typeof texts
  }
}
/** Persons, places, postings and roles. Its pages that speak of all modules stand in `home`. */
export const people: Module = { name: 'people', routes: () => undefined, content, demo }
