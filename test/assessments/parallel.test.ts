import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { open, type Db } from '#server/db/open'
import { second } from '#server/time'
import { anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'
import { aQuiz } from './quiz.ts'

const run = promisify(execFile)
const starter = fileURLToPath(new URL('starter.ts', import.meta.url))
/** Long enough for two processes to be ready at one moment. */
const ready = 4 * second
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A file with one officer and one quiz, and what two processes come to that start ten times each at one moment. */
const race = async (submits: boolean, more: Parameters<typeof aQuiz>[1]): Promise<{ said: string[]; db: Db }> => {
  const { db } = world()
  aQuiz(db, more)
  const officer = anOfficer(db).id
  const folder = mkdtempSync(join(tmpdir(), 'lms-parallel-'))
  folders.push(folder)
  const file = join(folder, 'lms.db')
  writeFileSync(file, db.$client.serialize())
  open(file).$client.close()
  const words = [
    '--import',
    'tsx',
    starter,
    file,
    String(officer),
    '10',
    String(Date.now() + ready),
    submits ? 'yes' : 'no',
  ]
  const outputs = await Promise.all([1, 2].map(() => run(process.execPath, words)))
  return { said: outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[]), db: open(file) }
}
const rows = (db: Db): { number: number; state: string }[] =>
  db.$client.prepare<[], { number: number; state: string }>('select number, state from attempts order by id').all()

test('twenty parallel starts from two processes are one open attempt', { timeout: 60_000 }, async () => {
  const { said, db } = await race(false, {})
  expect(said).toEqual(Array.from({ length: 20 }, () => '1'))
  expect(rows(db)).toEqual([{ number: 1, state: 'open' }])
  expect(db.$client.prepare('select count(*) from attempt_questions').pluck().get()).toBe(3)
  expect(db.$client.prepare('select count(*) from jobs').pluck().get()).toBe(1)
  db.$client.close()
})
test(
  'of twenty parallel starts and submissions only as many become attempts as the limit allows',
  { timeout: 60_000 },
  async () => {
    const { said, db } = await race(true, { attemptLimit: 3 })
    expect(rows(db)).toEqual([1, 2, 3].map((number) => ({ number, state: 'submitted' })))
    expect(db.$client.prepare('select count(*) from results').pluck().get()).toBe(3)
    expect(said.filter((one) => one === 'assessments:refused.limit').length).toBeGreaterThanOrEqual(14)
    expect(said.filter((one) => !/^\d+$/.test(one) && one !== 'assessments:refused.limit')).toEqual([])
    db.$client.close()
  },
)
