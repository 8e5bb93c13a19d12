import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import type texts from '../../locales/km/events.json'
import { attendances } from './attendance-schema.ts'
import { check, content } from './content.ts'
import { person } from './privacy.ts'
import { releasePlace } from './places.ts'
import { routes } from './routes.ts'
import { confirmHours } from './settings.ts'
import { attended, topicSubjects } from './statements.ts'

declare module '#server/i18n' {
  interface Texts {
    events: typeof texts
  }
}
/** Tiers 2–4: events with their sessions, places, registers, and what was attended. */
export const events: Module = {
  name: 'events',
  routes,
  content,
  check,
  derived: factTriggers(attendances),
  statements: [attended],
  subjects: [topicSubjects],
  nav: [{ place: 25, href: '/events', text: 'events:nav', icon: 'calendar', access: 'events.read', bar: true }],
  settings: [confirmHours],
  jobs: [releasePlace],
  person,
}
