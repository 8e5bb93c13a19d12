import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { write } from '#server/db/write'
import { enqueue, job } from '#server/jobs'
import { startJobs, type Schedule } from '#server/runner'
import { jobs } from '#server/schema'
import { day, minute, second } from '#server/time'
import { aDb } from './support/house.ts'

beforeEach(() => {
  // 02:08 in Phnom Penh.
  vi.useFakeTimers({ now: Date.parse('2026-11-23T19:08:00Z'), toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})
const counted = (): { ran: () => number; nightly: Schedule } => {
  let ran = 0
  const sweep = job('sweep', z.object({}), () => void ran++)
  return { ran: () => ran, nightly: { cron: '10 2 * * *', job: sweep, input: {} } }
}
const quiet = (): void => undefined
const pass = async (ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= second) await vi.advanceTimersByTimeAsync(Math.min(left, second))
}
test('a schedule is planned in Phnom Penh time and asked for once, however many processes run it', async () => {
  const { ran, nightly } = counted()
  const db = aDb()
  const both = [startJobs(db, [nightly.job], [nightly], quiet), startJobs(db, [nightly.job], [nightly], quiet)]
  await pass(3 * minute)
  const keys = db
    .select({ key: jobs.key })
    .from(jobs)
    .all()
    .map(({ key }) => key)
  expect(keys).toEqual(['sweep:2026-11-22T19:10', 'sweep:2026-11-23T19:10'])
  expect(ran()).toBe(2)
  for (const one of both) await one.stop()
})
test('a house that was switched off at night makes up for the missed run, once', async () => {
  const { ran, nightly } = counted()
  const db = aDb()
  for (let start = 0; start < 2; start++) {
    const runner = startJobs(db, [nightly.job], [nightly], quiet)
    await pass(2 * second)
    await runner.stop()
  }
  expect(ran()).toBe(1)
  vi.setSystemTime(Date.now() + day)
  const runner = startJobs(db, [nightly.job], [nightly], quiet)
  await pass(2 * second)
  await runner.stop()
  expect(ran()).toBe(2)
})
test('stopping waits for the job in hand and begins no other', async () => {
  const db = aDb()
  const steps: string[] = []
  let finish = quiet
  const slow = job('slow', z.object({ n: z.number() }), async (_db, { n }) => {
    steps.push(`begin ${String(n)}`)
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    steps.push(`end ${String(n)}`)
  })
  write(db, (tx) => {
    for (const n of [1, 2]) enqueue(tx, slow, String(n), { n }, 0)
  })
  const runner = startJobs(db, [slow], [], quiet)
  const stopped = runner.stop().then(() => steps.push('stopped'))
  finish()
  await stopped
  expect(steps).toEqual(['begin 1', 'end 1', 'stopped'])
})
test('however many jobs are due, a request has its turn between two of them', async () => {
  const db = aDb()
  let ran = 0
  let seen = -1
  const quick = job('quick', z.object({}), () => {
    if (ran === 0)
      setImmediate(() => {
        seen = ran
      })
    ran++
  })
  write(db, (tx) => {
    for (let n = 0; n < 50; n++) enqueue(tx, quick, String(n), {}, 0)
  })
  const runner = startJobs(db, [quick], [], quiet)
  await vi.waitUntil(() => ran === 50 && seen >= 0)
  await runner.stop()
  expect(seen).toBeLessThan(5)
})
test('a failing job is reported with its kind, and a schedule that cannot write does not end the process', async () => {
  const { nightly } = counted()
  const db = aDb()
  const told: string[] = []
  const broken = job('broken', z.object({}), () => {
    throw new Error('no line')
  })
  write(db, (tx) => {
    enqueue(tx, broken, 'a', {}, 0)
  })
  const runner = startJobs(db, [broken, nightly.job], [nightly], (kind, error) => {
    told.push(`${kind}: ${String(error)}`)
  })
  await pass(second)
  expect(told).toEqual(['broken: Error: no line'])
  db.$client.close()
  await pass(3 * minute)
  expect(told.some((line) => line.startsWith('sweep: '))).toBe(true)
  await runner.stop()
})
