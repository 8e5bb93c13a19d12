import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { open } from '#server/db/open'
import { second } from '#server/time'
import { desk } from './observation-desk.ts'

const opener = fileURLToPath(new URL('observation-opener.ts', import.meta.url))

test(
  'two trainers who begin at once, from two processes, have one performance and a sheet each',
  { timeout: 90_000 },
  async () => {
    const { db, officer, trainer, ...house } = desk()
    const folder = mkdtempSync(join(tmpdir(), 'lms-parallel-'))
    const file = join(folder, 'lms.db')
    writeFileSync(file, db.$client.serialize())
    open(file).$client.close()
    const at = String(Date.now() + 6 * second)
    const run = (observer: number) =>
      promisify(execFile)(process.execPath, [
        '--import',
        'tsx',
        opener,
        file,
        String(observer),
        String(officer.actor.person),
        at,
      ])
    const said = await Promise.all([trainer, house.second].map(({ actor }) => run(actor.person)))
    expect(new Set(said.flatMap(({ stdout }) => JSON.parse(stdout) as number[])).size).toBe(1)
    const after = open(file)
    expect(after.$client.prepare('select count(*) from performances').pluck().get()).toBe(1)
    expect(after.$client.prepare('select count(*) from observation_sheets').pluck().get()).toBe(2)
    after.$client.close()
    rmSync(folder, { recursive: true })
  },
)
