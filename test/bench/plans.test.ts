import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, type Built } from '#server/app'
import { derivedOf, learnAll } from '#server/compose'
import { readConfig } from '#server/config'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { makeSite } from '#server/site'
import { modules } from '../../modules/index.ts'
import { fillHouse } from './generate/generate.ts'
import { sizes, tokens } from './generate/sizes.ts'
import { benchPages, type Ask } from './pages.ts'
import { scansOf } from './plans.ts'
import { statementsOf } from './statements.ts'

let db: Db
let app: Built
beforeAll(() => {
  learnAll(modules)
  db = open(':memory:')
  migrate(db, derivedOf(modules))
  fillHouse(db, sizes.S, Date.now())
  app = build({ config: readConfig({}), db, modules, site: makeSite(join(tmpdir(), 'lms-test-assets')) })
})
afterAll(async () => {
  await app.close()
  db.$client.close()
})
const show = async ({ path, token }: Ask): Promise<void> => {
  const { statusCode } = await app.inject({ url: path, headers: { cookie: `login=${token}` } })
  expect(statusCode).toBe(200)
}
test('print', async () => {
  for (const { name, asks } of [...benchPages(db), { name: 'home, chief', asks: [{ path: '/', token: tokens.chief }] }]) {
    const first = await statementsOf(db, () => show(asks[0]!))
    const again = await statementsOf(db, () => show(asks[1] ?? asks[0]!))
    for (const [when, all] of [['first', first], ['again', again]] as const)
      console.log(name, when, all.length, new Set(all.flatMap((sql) => scansOf(db, sql).map(({ table, detail }) => `${table} | ${detail}`))))
  }
})
