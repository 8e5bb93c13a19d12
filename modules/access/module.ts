import { eq } from 'drizzle-orm'
import type { Module } from '#server/module'
import type texts from '../../locales/km/access.json'
import { commands } from './commands.ts'
import { demoPassword } from './demo.ts'
import { forget } from './jobs.ts'
import { identify } from './logins.ts'
import { logins, passwords } from './schema.ts'
import { routes } from './routes.ts'
import { helpPhone, loginDays } from './settings.ts'

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
  demoPassword,
  settings: [loginDays, helpPhone],
  jobs: [forget],
  person: {
    // Both accounts keep their own password; the logins of the one that goes end with it.
    merge: (tx, from) => {
      tx.delete(logins).where(eq(logins.personId, from)).run()
      tx.delete(passwords).where(eq(passwords.personId, from)).run()
    },
    erase: (tx, person) => {
      tx.delete(logins).where(eq(logins.personId, person)).run()
      tx.delete(passwords).where(eq(passwords.personId, person)).run()
    },
    export: (db, person) => ({
      logins: db
        .select({ device: logins.device, createdAt: logins.createdAt, lastSeenAt: logins.lastSeenAt })
        .from(logins)
        .where(eq(logins.personId, person))
        .all(),
    }),
  },
  schedule: [{ cron: '10 2 * * *', job: forget, input: {} }],
}
