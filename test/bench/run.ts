import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { learnAll } from '#server/compose'
import { open } from '#server/db/open'
import { modules } from '../../modules/index.ts'
import { generate } from './generate/generate.ts'
import type { SizeName } from './generate/sizes.ts'
import { measure, warmUp, type Bench } from './measure.ts'
import { readOptions, type Options } from './options.ts'
import { benchPages, refresh, type BenchPage } from './pages.ts'
import { startHouse, startYardstick, type Running } from './processes.ts'
import { printHead, printRow } from './table.ts'
import { weigh } from './weights.ts'

const root = join(tmpdir(), 'lms-bench')
const ports = { house: 9_101, yardstick: 9_102 }

/** The file of one size, ready to be measured, and its pages. The house is closed again: the server opens its own. */
const prepared = (size: SizeName, { reuse, pages }: Options): { folder: string; chosen: BenchPage[] } => {
  const folder = join(root, size)
  const file = join(folder, 'lms.db')
  const db = reuse && existsSync(file) ? open(file) : generate(folder, size, Date.now())
  refresh(db, Date.now())
  const chosen = benchPages(db).filter(({ name }) => pages?.includes(name) ?? true)
  db.$client.close()
  return { folder, chosen }
}
const measureAll = async (
  size: SizeName,
  bench: Bench,
  chosen: readonly BenchPage[],
  folder: string,
  { ways, connections }: Options,
): Promise<void> => {
  const weights = await weigh(join(folder, 'lms.db'), chosen)
  for (const way of ways) {
    await warmUp(bench, chosen, way)
    for (const page of chosen)
      for (const count of connections) {
        const figure = await measure(bench, page, way, count)
        printRow({ size, page, way, connections: count, figure, weight: weights.get(page.name) })
      }
  }
}
const benchSize = async (size: SizeName, options: Options, yardstick: Running): Promise<void> => {
  const { folder, chosen } = prepared(size, options)
  const house = await startHouse(folder, ports.house, options.profile)
  try {
    await measureAll(size, { house, yardstick, effort: options.effort }, chosen, folder, options)
  } finally {
    await house.stop()
  }
}
const run = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  learnAll(modules)
  mkdirSync(root, { recursive: true })
  const yardstick = await startYardstick(join(root, 'yardstick.db'), ports.yardstick)
  try {
    printHead()
    for (const size of options.sizes) await benchSize(size, options, yardstick)
  } finally {
    await yardstick.stop()
  }
}
run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
