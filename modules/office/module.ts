import type { Module } from '#server/module'
import type texts from '../../locales/km/office.json'
import { routes } from './routes.ts'

declare module '#server/i18n' {
  interface Texts {
    office: typeof texts
  }
}
/** Pages of the office: settings and journal. */
export const office: Module = {
  name: 'office',
  routes,
  nav: [
    {
      place: 80,
      href: '/settings',
      text: 'office:settings.title',
      icon: 'settings',
      access: 'settings.change',
      aside: true,
    },
    {
      place: 90,
      href: '/journal',
      text: 'office:journal.title',
      icon: 'scroll-text',
      access: 'journal.view',
      aside: true,
    },
  ],
}
