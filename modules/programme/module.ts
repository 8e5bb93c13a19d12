import { readFileSync } from 'node:fs'
import type { Module } from '#server/module'
import type texts from '../../locales/km/programme.json'
import { check, content } from './content.ts'
import { demo } from './demo.ts'
import { person } from './persons.ts'
import { routes } from './routes.ts'

declare module '#server/i18n' {
  interface Texts {
    programme: typeof texts
  }
}
/** The four tiers: a versioned tree of requirements, and who follows which version. */
export const programme: Module = {
  name: 'programme',
  routes,
  derived: readFileSync(new URL('derived.sql', import.meta.url), 'utf8'),
  person,
  content,
  check,
  demo,
}
