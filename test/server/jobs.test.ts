import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { enqueue, forgetDone, job, runOne } from '#server/jobs'
import { jobs } from '#server/schema'
import { day, hour, minute, second } from '#server/time'
import { aDb, noon } from './support/house.ts'

let done: string[] = []
beforeEach(() => {
  done = []
})
const Letter = z.object({ to: z.string() })
const send = job('send', Letter, (_db, { to }) => void done.push(to))
const fail = job('fail', Letter, () => {
  throw new Error('no line')
})
const all = [send, fail]
const ask = (db: Db, one: typeof send, key: string, to: string, dueAt = noon): void => {
  write(db, (tx) => {
    enqueue(tx, one, key, { to }, dueAt)
  })
}
const row = (db: Db): typeof jobs.$inferSelect | undefined => db.select().from(jobs).get()

test('a job asked for in a story that is refused is never done', async () => {
  const db = aDb()
  const story = (): void => {
    write(db, (tx) => {
      ask(tx, send, 'a', 'Dara')
      throw new Error('refused')
    })
  }
  expect(story).toThrow('refused')
  expect(await runOne(db, all, noon)).toBeNull()
})
test('the same kind and key is the same job, also after it was done', async () => {
  const db = aDb()
  ask(db, send, 'a', 'Dara')
  ask(db, send, 'a', 'Dara')
  await runOne(db, all, noon)
  ask(db, send, 'a', 'Dara')
  expect(await runOne(db, all, noon)).toBeNull()
  expect(done).toEqual(['Dara'])
  ask(db, fail, 'a', 'Dara')
  expect((await runOne(db, all, noon))?.kind).toBe('fail')
})
test('jobs are done when due, the earliest first', async () => {
  const db = aDb()
  ask(db, send, 'late', 'late', noon + hour)
  ask(db, send, 'b', 'second', noon - 1)
  ask(db, send, 'a', 'first', noon - 2)
  for (let n = 0; n < 4; n++) await runOne(db, all, noon)
  expect(done).toEqual(['first', 'second'])
  await runOne(db, all, noon + hour)
  expect(done.at(-1)).toBe('late')
})
describe('a job that fails', () => {
  test('waits 10 s, then twice as long each time, keeps its error, and after eight tries stands as failed', async () => {
    const db = aDb()
    ask(db, fail, 'a', 'Dara')
    const waits: number[] = []
    let now = noon
    for (let n = 0; n < 8; n++) {
      expect((await runOne(db, all, now))?.error).toBeInstanceOf(Error)
      const { dueAt = 0, failedAt } = row(db) ?? {}
      if (failedAt === null) {
        expect(await runOne(db, all, dueAt - 1)).toBeNull()
        waits.push((dueAt - now) / second)
        now = dueAt
      }
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640])
    expect(row(db)).toMatchObject({ tries: 8, failedAt: now, doneAt: null, leasedUntil: null, error: 'Error: no line' })
    expect(await runOne(db, all, now + day)).toBeNull()
  })
  test('does not hold up the others', async () => {
    const db = aDb()
    ask(db, fail, 'a', 'Dara', noon - 1)
    ask(db, send, 'b', 'Bopha')
    await runOne(db, all, noon)
    await runOne(db, all, noon)
    expect(done).toEqual(['Bopha'])
  })
  test('is told apart when nobody knows its kind or its input no longer fits', async () => {
    const db = aDb()
    ask(db, send, 'a', 'Dara')
    expect(String((await runOne(db, [], noon))?.error)).toContain('no job of kind send')
    db.update(jobs)
      .set({ input: { to: 5 }, dueAt: noon })
      .run()
    expect((await runOne(db, all, noon))?.error).toBeInstanceOf(z.ZodError)
  })
})
describe('a lease', () => {
  const hang = job('hang', Letter, () => new Promise<void>(() => undefined))
  test('keeps others off for a minute; then a job whose process died is taken over', async () => {
    const db = aDb()
    ask(db, hang, 'a', 'Dara')
    void runOne(db, [hang], noon)
    expect(await runOne(db, [hang], noon + minute)).toBeNull()
    void runOne(db, [hang], noon + minute + 1)
    expect(row(db)).toMatchObject({ tries: 2, leasedUntil: noon + 2 * minute + 1 })
  })
  test('of a job that takes its process down each time is not given a ninth time', async () => {
    const db = aDb()
    ask(db, hang, 'a', 'Dara')
    for (let n = 0; n < 8; n++) void runOne(db, [hang], noon + n * hour)
    const ran = await runOne(db, [hang], noon + 9 * hour)
    expect(String(ran?.error)).toContain('ended each time')
    expect(row(db)?.failedAt).toBe(noon + 9 * hour)
  })
})
test('done jobs are forgotten after a month, failed ones stay', async () => {
  const db = aDb()
  ask(db, send, 'a', 'Dara')
  ask(db, fail, 'a', 'Dara')
  await runOne(db, all, noon)
  await runOne(db, all, noon)
  db.update(jobs).set({ failedAt: noon }).where(eq(jobs.kind, 'fail')).run()
  forgetDone(db, noon + 30 * day)
  expect(db.select().from(jobs).all()).toHaveLength(2)
  forgetDone(db, noon + 30 * day + 1)
  expect(db.select().from(jobs).all()).toMatchObject([{ kind: 'fail' }])
})
test('a job that takes an hour is not taken over while its process lives', async () => {
  vi.useFakeTimers({ now: noon })
  try {
    const db = aDb()
    let release = (): void => undefined
    const slow = job('slow', z.object({}), () => new Promise<void>((resolve) => (release = resolve)))
    write(db, (tx) => {
      enqueue(tx, slow, 'a', {}, noon)
    })
    const first = runOne(db, [slow], noon)
    await vi.advanceTimersByTimeAsync(hour)
    expect(await runOne(db, [slow], Date.now())).toBeNull()
    release()
    expect(await first).toEqual({ kind: 'slow', error: null })
    expect(row(db)?.tries).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})
