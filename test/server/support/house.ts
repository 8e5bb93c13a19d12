import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyServerOptions } from 'fastify'
import { afterAll, afterEach } from 'vitest'
import type { Actor } from '#server/actor'
import { build, type Built } from '#server/app'
import { derivedOf, learnAll } from '#server/compose'
import { readConfig } from '#server/config'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import type { App, Module } from '#server/module'
import { makeSite } from '#server/site'

/** The platform alone, with a module of the test's own: what a real module does must not decide these tests. */
learnAll([])
export const noon = Date.parse('2026-11-24T05:00:00Z')
export const site = makeSite(join(tmpdir(), 'lms-test-assets'))
const template = (() => {
  const db = open(':memory:')
  migrate(db, derivedOf([]))
  return db.$client.serialize()
})()
/** A person who is signed in, with no permissions but those given. */
export const anActor = (given: Partial<Actor> = {}): Actor => ({
  person: 1,
  login: 1,
  nameKm: 'សុខ ចន្ថា',
  nameLatin: 'SOK CHANTHA',
  language: 'km',
  numerals: 'auto',
  roles: ['officer'],
  reach: {},
  ...given,
})
export const everywhere = { country: true, provinces: [], centres: [], self: 1 } as const

type Given = {
  routes?: (app: App) => void
  module?: Partial<Module>
  environment?: Record<string, string>
  /** Who a cookie `login=<name>` stands for. */
  actors?: Record<string, Actor>
  log?: NonNullable<FastifyServerOptions['logger']>
  db?: Db
}
export type House = { app: Built; db: Db; clock: { now: number } }
const opened: House[] = []
export const aDb = (): Db => open(template)
/** An app over an empty database. Closed after the test. */
export const house = ({
  routes = () => undefined,
  module = {},
  environment = {},
  actors = {},
  log = false,
  db = aDb(),
}: Given = {}): House => {
  const clock = { now: noon }
  const own: Module = { name: 'house', routes, identify: (_db, token) => actors[token], ...module }
  const app = build({ config: readConfig(environment), db, modules: [own], site, log, now: () => clock.now })
  const made = { app, db, clock }
  opened.push(made)
  return made
}
const folders: string[] = []
/** A folder of the test's own, away after the file. */
export const aFolder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'lms-test-'))
  folders.push(made)
  return made
}
afterEach(async () => {
  for (const { app, db } of opened.splice(0)) {
    await app.close()
    if (db.$client.open) db.$client.close()
  }
})
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
export type Answer = Awaited<ReturnType<Built['inject']>>
/** Sends a form as a browser of our own pages does. */
export const post = (
  app: Built,
  url: string,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  app.inject({
    method: 'POST',
    url,
    payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    headers: { ...urlencoded, ...headers },
  })
