import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#server/config'
import type { Db } from '#server/db/open'
import type { Module } from '#server/module'

/** The demo is the same on every machine, but for its dates. */
const seed = 20_261_124
/** The staff IDs printed at the start; the other demo persons sign in the same way. */
export const demoSignIns = ['DEMO-OFFICER', 'DEMO-CHIEF', 'DEMO-TRAINER', 'DEMO-ADMIN', 'DEMO-OBSERVER'] as const

/** DEMO_PASSWORD, or one made at the first start and kept beside the file. */
export const demoPassword = ({ demoPassword: given, folder }: Config): string => {
  if (given !== null) return given
  const file = join(folder, 'demo-password')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(6).toString('base64url')}\n`, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
const isSeeded = (db: Db): boolean => db.$client.prepare('select 1 from persons limit 1').get() !== undefined
/** Fills an empty house with the demo programme, by the verbs of the modules, in the order of the list. */
export const seedDemo = async (db: Db, config: Config, modules: readonly Module[]): Promise<void> => {
  if (isSeeded(db)) return
  const now = Date.now()
  console.log('First start: writing the demo programme …')
  for (const one of modules.filter(({ demo }) => demo)) {
    process.stdout.write(`  ${one.name} `)
    const began = performance.now()
    await one.demo?.({ db, now, seed, config })
    console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
}
export const greet = (config: Config): void => {
  const password = demoPassword(config)
  console.log('  Demo sign-ins (staff ID, password):')
  for (const staffId of demoSignIns) console.log(`    ${staffId.padEnd(14)} ${password}`)
  console.log('')
}
