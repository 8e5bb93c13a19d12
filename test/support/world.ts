import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Actor } from '#server/actor'
import { build, type Built } from '#server/app'
import { checkViews, derivedOf, learnAll } from '#server/compose'
import { readConfig, type Config } from '#server/config'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { present } from '#server/errors'
import { makeSite } from '#server/site'
import { identify, signIn } from '#modules/access'
import { modules } from '../../modules/index.ts'

/** Noon in Phnom Penh on a Tuesday: the clock of every test that does not choose its own. */
export const noon = Date.parse('2026-11-24T05:00:00Z')
const config: Config = readConfig({ DEMO_PASSWORD: 'demo-password' })
learnAll(modules)
const site = makeSite(join(tmpdir(), 'lms-test-assets'))
/** Migrated once a worker and with all content in it; each test opens its own copy of these bytes (< 1 ms). */
const template = (() => {
  const db = open(':memory:')
  migrate(db, derivedOf(modules))
  for (const one of modules) one.content?.(db, noon)
  checkViews(db)
  return db.$client.serialize()
})()

type Answer = Awaited<ReturnType<Built['inject']>>
type FormFields = Record<string, string | string[]>
/** A browser that is signed in (or not: `visitor`), with its own cookies. */
export type Browser = {
  get: (url: string, headers?: Record<string, string>) => Promise<Answer>
  post: (url: string, form?: FormFields, headers?: Record<string, string>) => Promise<Answer>
}
export type World = {
  db: Db
  app: Built
  config: Config
  now: number
  /** Moves the clock of the app, in ms. */
  later: (ms: number) => void
  as: (personId: number) => Browser & { actor: Actor }
  visitor: Browser
}
const encoded = (form: FormFields): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string])),
  ).toString()
const browser = (app: Built, cookie: string): Browser => ({
  get: (url, headers = {}) => app.inject({ url, headers: { cookie, ...headers } }),
  post: (url, form = {}, headers = {}) =>
    app.inject({
      method: 'POST',
      url,
      headers: {
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      payload: encoded(form),
    }),
})
const opened: World[] = []
/** A whole house of its own: real database, real app, no network. Closed after the test. */
export const world = (): World => {
  const db = open(template)
  let clock = noon
  const app = build({ config, db, modules, site, now: () => clock })
  const as = (personId: number): Browser & { actor: Actor } => {
    const token = signIn(db, personId, 'Chrome Android', clock)
    return { ...browser(app, `login=${token}`), actor: present(identify(db, token, clock), 'the actor') }
  }
  const made: World = {
    db, app, config, as,
    get now() { return clock },
    later: (ms) => { clock += ms },
    visitor: browser(app, ''),
  } // prettier-ignore
  opened.push(made)
  return made
}
afterEach(async () => {
  for (const { app, db } of opened.splice(0)) {
    await app.close()
    db.$client.close()
  }
})
