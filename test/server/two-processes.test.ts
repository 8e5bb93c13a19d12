import type { ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { open, type Db } from '#server/db/open'
import { write } from '#server/db/write'
import { enqueue, job } from '#server/jobs'
import { jobs, settings } from '#server/schema'
import { minute } from '#server/time'
import { identify, signIn } from '#modules/access'
import { anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'
import { aFolder, noon } from './support/house.ts'
import { kill, next, start } from './support/processes.ts'
import type { Question } from './support/second.ts'

const file = join(aFolder(), 'lms.db')
let db: Db
let both: ChildProcess[]
const ask = async (child: ChildProcess | undefined, asked: Question): Promise<unknown> => {
  child?.send(asked)
  return child && next(child)
}
const askBoth = <T>(asked: Question): Promise<T[]> =>
  Promise.all(both.map((child) => ask(child, asked))) as Promise<T[]>
beforeAll(async () => {
  writeFileSync(file, world().db.$client.serialize())
  db = open(file)
  both = [start('second.ts', [file]), start('second.ts', [file])]
  expect(await Promise.all(both.map(next))).toEqual(['ready', 'ready'])
}, 60_000)
afterAll(async () => {
  await Promise.all(both.map(kill))
  db.$client.close()
})
const count = job('count', z.object({ n: z.number() }), () => undefined)
const hang = job('hang', z.object({}), () => undefined)

test('200 jobs are each done once, and both processes had a share', async () => {
  write(db, (tx) => {
    for (let n = 0; n < 200; n++) enqueue(tx, count, String(n), { n }, noon)
  })
  const done = await askBoth<number[]>({ do: 'jobs', now: noon })
  expect(done.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n))
  expect(Math.min(...done.map((one) => one.length))).toBeGreaterThan(0)
  expect(
    db
      .select()
      .from(jobs)
      .all()
      .every(({ tries, doneAt }) => tries === 1 && doneAt === noon),
  ).toBe(true)
})
test('a limit of 20 tries lets 20 through, not 20 a process', async () => {
  const through = await askBoth<number>({ do: 'throttle', tries: 30, now: noon })
  expect(through.reduce((a, b) => a + b)).toBe(20)
})
test('50 places are taken by one process or the other, none twice', async () => {
  const taken = await askBoth<number[]>({ do: 'claim', until: 50 })
  expect(taken.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
})
test('reference data that one process changed is new in the other', async () => {
  db.insert(settings).values({ key: 'word', value: 'one', changedAt: 0 }).run()
  expect(await askBoth({ do: 'kept' })).toEqual(['one', 'one'])
  await ask(both[0], { do: 'change', word: 'two' })
  expect(await askBoth({ do: 'kept' })).toEqual(['two', 'two'])
})
test('a login made here holds there, and ends there with the same click', async () => {
  const officer = anOfficer(db)
  const token = signIn(db, officer.id, 'Chrome', noon)
  expect(await askBoth({ do: 'identify', token, now: noon })).toEqual([officer.id, officer.id])
  expect(await askBoth({ do: 'identify', token: `${token}x`, now: noon })).toEqual([null, null])
  db.$client.prepare('delete from logins where personId = ?').run(officer.id)
  expect(await askBoth({ do: 'identify', token, now: noon })).toEqual([null, null])
  expect(identify(db, token, noon)).toBeUndefined()
})
test('a job whose process was killed is taken over when its lease has run out, not before', async () => {
  write(db, (tx) => {
    enqueue(tx, hang, 'a', {}, noon)
  })
  const victim = both.pop()
  expect(await ask(victim, { do: 'hang', now: noon })).toBe('claimed')
  if (victim) await kill(victim)
  const row = (): typeof jobs.$inferSelect | undefined =>
    db
      .select()
      .from(jobs)
      .all()
      .find(({ kind }) => kind === 'hang')
  expect(row()).toMatchObject({ tries: 1, doneAt: null, leasedUntil: noon + minute })
  await ask(both[0], { do: 'hang', now: noon + minute })
  expect(row()?.tries).toBe(1)
  await ask(both[0], { do: 'hang', now: noon + minute + 1 })
  expect(row()?.tries).toBe(2)
})
