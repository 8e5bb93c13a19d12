import type { Module } from '#server/module'
import type texts from '../../locales/km/home.json'
import { demo } from './demo.ts'
import { routes } from './routes.ts'
import { quietDays } from './settings.ts'

declare module '#server/i18n' {
  interface Texts {
    home: typeof texts
  }
}
/** Each role's first page, and the lists and pages that speak of all modules. */
export const home: Module = {
  name: 'home',
  routes,
  demo,
  settings: [quietDays],
  nav: [
    { place: 10, href: '/', text: 'home:title', icon: 'house', access: 'signed-in', bar: true, exact: true },
    { place: 40, href: '/people', text: 'home:people.title', icon: 'users', access: 'people.list', bar: true },
  ],
}
