import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { build } from '#server/app'
import { readConfig } from '#server/config'
import { open } from '#server/db/open'
import { makeSite } from '#server/site'
import { modules } from '../../modules/index.ts'
import type { BenchPage } from './pages.ts'
import { statementsOf } from './statements.ts'

/** HTML bytes as sent, plain and compressed, and the statements of a page that was shown before. */
export type Weight = { plain: number; gzip: number; statements: number }

/** Weighs each page in an app of its own on the same file, so that no counting slows the measured one. */
export const weigh = async (file: string, pages: readonly BenchPage[]): Promise<Map<string, Weight>> => {
  const db = open(file)
  const app = build({ config: readConfig({}), db, modules, site: makeSite(join(tmpdir(), 'lms-bench-assets')) })
  const weights = new Map<string, Weight>()
  for (const { name, asks } of pages) {
    const [first] = asks
    if (!first) continue
    const get = async (encoding: string): Promise<{ rawPayload: Buffer }> =>
      await app.inject({ url: first.path, headers: { cookie: `login=${first.token}`, 'accept-encoding': encoding } })
    const gzip = (await get('gzip')).rawPayload
    const seen = await statementsOf(db, () => get('identity'))
    weights.set(name, { plain: gunzipSync(gzip).length, gzip: gzip.length, statements: seen.length })
  }
  await app.close()
  db.$client.close()
  return weights
}
