import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { build } from '#server/app'
import { open } from '#server/db/open'
import { runOne } from '#server/jobs'
import { makeSite } from '#server/site'
import { signIn } from '#modules/access'
import { approveBatch, draftBatch, issueBatch } from '#modules/certificates'
import { modules } from '../../modules/index.ts'
import { noon } from '../support/world.ts'
import { aGraduate, batchOf, house, lms } from './house.ts'

const people = 500
/** The middle and the slowest twentieth, in ms. */
const spread = (times: readonly number[]): { p50: number; p95: number; most: number } => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10
  return { p50: at(0.5), p95: at(0.95), most: at(1) }
}
test('500 certificates are issued and drawn while a page is served all the time', async () => {
  const { db: made, admin, config } = house()
  const graduates = Array.from({ length: people }, () => aGraduate(made, admin.actor).id)
  const folder = mkdtempSync(join(tmpdir(), 'lms-batch-'))
  writeFileSync(join(folder, 'lms.db'), made.$client.serialize())
  const db = open(join(folder, 'lms.db'))
  const app = build({ config, db, modules, site: makeSite(join(folder, 'assets')), now: () => noon })
  const cookie = `login=${signIn(db, admin.actor.person, 'Chrome', noon)}`
  const { id } = draftBatch(db, admin.actor, batchOf(graduates), noon)
  approveBatch(db, admin.actor, id, noon)
  issueBatch(db, admin.actor, id, lms, noon)
  const known = modules.flatMap((one) => one.jobs ?? [])
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const state = { isDone: false }
  const served: number[] = []
  const serve = async (): Promise<void> => {
    while (!state.isDone) {
      const from = performance.now()
      expect((await app.inject({ url: '/', headers: { cookie } })).statusCode).toBe(200)
      served.push(performance.now() - from)
      await pause(20)
    }
  }
  delay.enable()
  const serving = serve()
  const from = performance.now()
  for (;;) {
    const ran = await runOne(db, known, noon)
    if (!ran) break
    expect(ran.error).toBeNull()
  }
  const took = performance.now() - from
  state.isDone = true
  await serving
  delay.disable()
  const count = (sql: string): unknown => db.$client.prepare(sql).pluck().get()
  expect(count('select count(*) from certificates')).toBe(people)
  expect(count('select count(*) from certificate_papers')).toBe(people)
  expect(count('select max(serial) from certificates')).toBe(people)
  console.info(
    `500 certificates: ${(took / 1000).toFixed(1)} s · page beside it, ms: ${JSON.stringify(spread(served))} · event-loop delay, ms: p50 ${(delay.percentile(50) / 1e6).toFixed(1)} p99 ${(delay.percentile(99) / 1e6).toFixed(1)} most ${(delay.max / 1e6).toFixed(1)}`,
  )
  await app.close()
  db.$client.close()
  rmSync(folder, { recursive: true })
}, 600_000)
