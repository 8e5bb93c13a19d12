import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { open } from '#server/db/open'
import { second } from '#server/time'
import { aGraduate, house, rows } from './house.ts'

const run = promisify(execFile)
const starter = fileURLToPath(new URL('starter.ts', import.meta.url))
/** Long enough for two processes to be ready at one moment. */
const ready = 8 * second
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

test('ten parallel clicks from two processes are one certificate with one number', { timeout: 90_000 }, async () => {
  const { db, admin } = house()
  const person = aGraduate(db, admin.actor)
  const folder = mkdtempSync(join(tmpdir(), 'lms-certificates-'))
  folders.push(folder)
  const file = join(folder, 'lms.db')
  writeFileSync(file, db.$client.serialize())
  open(file).$client.close()
  const input = [file, String(admin.actor.person), String(person.id), '5', String(Date.now() + ready)]
  const outputs = await Promise.all([1, 2].map(() => run(process.execPath, ['--import', 'tsx', starter, ...input])))
  const said = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[])
  const after = open(file)
  expect(said).toEqual(Array.from({ length: 10 }, () => '1'))
  expect(rows(after)).toMatchObject([{ personId: person.id, serial: 1 }])
  expect(after.$client.prepare('select last from certificate_series').pluck().all()).toEqual([1])
  expect(after.$client.prepare("select count(*) from certificate_batch_members where state = 'issued'").pluck().get()).toBe(10) // prettier-ignore
  after.$client.close()
})
