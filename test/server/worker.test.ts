import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, describe, expect, test } from 'vitest'
import { derivedOf } from '#server/compose'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { settings } from '#server/schema'
import { inWorker, stopWorker } from '#server/worker'
import { aDb, aFolder } from './support/house.ts'

const task = new URL('./support/worker-task.ts', import.meta.url)
const ask = (db: Db, what: string, ms = 0): Promise<unknown> => inWorker(db, task, { what, ms })
const onDisk = (): Db => {
  const db = open(join(aFolder(), 'lms.db'))
  migrate(db, derivedOf([]))
  return db
}
const add = (db: Db, key: string): void => {
  db.insert(settings).values({ key, value: 1, changedAt: 0 }).run()
}
afterAll(stopWorker)

describe.each([
  ['a file', onDisk],
  ['a database in memory', aDb],
])('over %s', (_name, make) => {
  test('a task reads what was committed, each time anew', async () => {
    const db = make()
    expect(await ask(db, 'count')).toBe(0)
    add(db, 'a')
    expect(await ask(db, 'count')).toBe(1)
    db.$client.close()
  })
})
test('a task cannot write', async () => {
  const db = onDisk()
  await expect(ask(db, 'write')).rejects.toThrow('readonly')
  db.$client.close()
})
describe('a task that fails', () => {
  test('rejects with its message and where it happened, and the next one runs', async () => {
    const db = aDb()
    const error: unknown = await ask(db, 'fail').catch((caught: unknown) => caught)
    expect(error).toMatchObject({ message: 'no such sheet' })
    expect((error as Error).stack).toContain('worker-task')
    expect(await ask(db, 'count')).toBe(0)
  })
  test('with an answer that cannot be copied harms nobody else', async () => {
    const db = aDb()
    const [bad, good] = await Promise.allSettled([ask(db, 'uncopyable'), ask(db, 'count')])
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled'])
  })
  test('with a question that cannot be copied is told at once', async () => {
    await expect(inWorker(aDb(), task, { what: () => 'count' })).rejects.toThrow('could not be cloned')
    expect(await ask(aDb(), 'count')).toBe(0)
  })
  test('by ending its thread rejects, and the next one gets a new thread', async () => {
    const db = aDb()
    await expect(ask(db, 'die')).rejects.toThrow('the worker ended')
    expect(await ask(db, 'count')).toBe(0)
  })
})
test('while a task works, requests have their turn', async () => {
  const db = aDb()
  await ask(db, 'count')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await ask(db, 'spin', 400)
  delay.disable()
  expect(delay.max / 1e6).toBeLessThan(200)
})
test('after a stop the next task starts a new thread', async () => {
  const before = await ask(aDb(), 'spin')
  await stopWorker()
  expect(await ask(aDb(), 'spin')).not.toBe(before)
})
