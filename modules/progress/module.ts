import type { Module } from '#server/module'
import type texts from '../../locales/km/progress.json'
import { routes } from './routes.ts'

declare module '#server/i18n' {
  interface Texts {
    progress: typeof texts
  }
}
/** The learning record and the standing that follows from it. Owns no table: all of it is read from the facts of others. */
export const progress: Module = {
  name: 'progress',
  routes,
  nav: [{ place: 30, href: '/record', text: 'progress:nav', icon: 'file-text', access: 'people.view', bar: true }],
}
