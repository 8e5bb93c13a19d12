import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { derivedOf } from '#server/compose'
import { migrate } from '#server/db/migrate'
import { open } from '#server/db/open'
import { verify } from '#server/journal'
import { settings } from '#server/schema'
import { aFolder } from './support/house.ts'
import { kill, next, start } from './support/processes.ts'

const kills = 10
/** Lets a writer run for a moment and kills it in the middle; the numbers that it acknowledged. */
const acknowledged = async (child: ChildProcess, ms: number): Promise<number[]> => {
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.send('go')
  while (said === '') await wait(2)
  await wait(ms)
  const closed = new Promise((resolve) => child.once('close', resolve))
  await kill(child)
  await closed
  return said.split('\n').slice(0, -1).map(Number)
}
test('ten kills in the middle of writing lose nothing that was acknowledged', async () => {
  const file = join(aFolder(), 'lms.db')
  const first = open(file)
  migrate(first, derivedOf([]))
  first.$client.close()
  const said: number[] = []
  // While one writes, the next one is already loading.
  let waiting = start('writer.ts', [file, '0'])
  for (let n = 1; n <= kills; n++) {
    const writer = waiting
    await next(writer)
    waiting = start('writer.ts', [file, String(n * 1_000_000)])
    said.push(...(await acknowledged(writer, 15 * n)))
  }
  await kill(waiting)
  const db = open(file)
  const kept = new Set(
    db
      .select({ key: settings.key })
      .from(settings)
      .all()
      .map(({ key }) => Number(key)),
  )
  expect(said.length).toBeGreaterThan(kills)
  expect(said.filter((n) => !kept.has(n))).toEqual([])
  // At most the one write that was under way when the process died was kept without being acknowledged.
  expect(kept.size - said.length).toBeLessThanOrEqual(kills)
  expect(verify(db)).toEqual({ checked: kept.size, fault: null })
  expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok')
  db.$client.close()
}, 120_000)
