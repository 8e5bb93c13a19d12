import type { Module } from '#server/module'
import type texts from '../../locales/km/reports.json'
import { routes } from './routes.ts'

declare module '#server/i18n' {
  interface Texts {
    reports: typeof texts
  }
}
/** Figures that can be traced to their evidence; reads only. */
export const reports: Module = {
  name: 'reports',
  routes,
  nav: [
    { place: 50, href: '/reports', text: 'reports:title', icon: 'chart-column', access: 'reports.view', bar: true },
  ],
}
