import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import type texts from '../../locales/km/courses.json'
import { check, content } from './content.ts'
import { person } from './person.ts'
import { routes } from './routes.ts'
import { coursePasses, lessonCompletions } from './schema.ts'
import { courseSubjects, coursesPassed, lessonsDone, lessonSubjects } from './statements.ts'

declare module '#server/i18n' {
  interface Texts {
    courses: typeof texts
  }
}
/** Tier 1: F1…F8, each a course of lessons that ends with a quiz. */
export const courses: Module = {
  name: 'courses',
  routes,
  nav: [{ place: 20, href: '/courses', text: 'courses:nav', icon: 'book-open', access: 'courses.read', bar: true }],
  derived: factTriggers(lessonCompletions) + factTriggers(coursePasses),
  statements: [lessonsDone, coursesPassed],
  subjects: [courseSubjects, lessonSubjects],
  person,
  content,
  check,
}
