import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { open } from '#server/db/open'
import { second } from '#server/time'
import { anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'
import { published, pursat, team } from './house.ts'

const run = promisify(execFile)
const enroller = fileURLToPath(new URL('enroller.ts', import.meta.url))
/** Long enough for two processes to be ready at one moment. */
const ready = 5 * second
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
test('50 enrolments for 20 places from two processes at once: 20 have a place, 30 wait in order', { timeout: 60_000 }, async () => {
  const { db } = world()
  const event = published(db, team(db), { topic: 'W1', sessions: [{ heldOn: '2026-12-14', startsAt: 1_797_000_000_000, endsAt: 1_797_005_400_000, plannedMinutes: 90 }], capacity: 20 })
  const persons = Array.from({ length: 50 }, () => anOfficer(db, pursat).id)
  const folder = mkdtempSync(join(tmpdir(), 'lms-places-'))
  folders.push(folder)
  const file = join(folder, 'lms.db')
  writeFileSync(file, db.$client.serialize())
  open(file).$client.close()
  const beginAt = String(Date.now() + ready)
  const outputs = await Promise.all(
    [0, 1].map((half) => run(process.execPath, ['--import', 'tsx', enroller, file, String(event.id), beginAt, ...persons.filter((_, n) => n % 2 === half).map(String)])),
  )
  const said = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[])
  expect(said.toSorted()).toEqual([...Array.from({ length: 20 }, () => 'confirmed'), ...Array.from({ length: 30 }, () => 'waitlisted')])
  const after = open(file)
  const column = (sql: string): unknown[] => after.$client.prepare(sql).pluck().all()
  expect(column('select seat from event_enrolments where seat is not null order by seat')).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  expect(column('select queued from event_enrolments where queued is not null order by id')).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
  after.$client.close()
}) // prettier-ignore
