import type { Module } from '#server/module'
import type texts from '../../locales/km/access.json'
import { commands } from './commands.ts'
import { demo } from './demo.ts'
import { forget } from './jobs.ts'
import { identify } from './logins.ts'
import { routes } from './routes.ts'

declare module '#server/i18n' {
  interface Texts {
    access: typeof texts
  }
}
/** Who sends a request: sign-in, logins, passwords. */
export const access: Module = {
  name: 'access',
  routes,
  identify,
  commands,
  demo,
  jobs: [forget],
  schedule: [{ cron: '10 2 * * *', job: forget, input: {} }],
}
