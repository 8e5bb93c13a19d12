import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#server/config'
import type { Db } from '#server/db/open'
import type { Module } from '#server/module'

/** The demo is the same on every machine, but for its dates. */
const seed = 20_261_124
/** The staff IDs printed at the start; the other demo persons sign in the same way. */
const demoSignIns = ['DEMO-OFFICER', 'DEMO-CHIEF', 'DEMO-TRAINER', 'DEMO-ADMIN', 'DEMO-OBSERVER'] as const

/** What a file says of itself, in SQLite's field for that: "DEMO", and "DEM_" while the demo is still being written. */
const marks = { begun: 0x44_45_4d_5f, written: 0x44_45_4d_4f } as const
const mark = (db: Db): number => db.$client.pragma('application_id', { simple: true }) as number
const setMark = (db: Db, value: number): void => {
  db.$client.pragma(`application_id = ${String(value)}`)
}
/** Whether invented people with a known password live in this file; also when their writing was cut off. */
export const holdsDemo = (db: Db): boolean => Object.values<number>(marks).includes(mark(db))
export const isHalfWritten = (db: Db): boolean => mark(db) === marks.begun
/** The database file and SQLite's own two beside it. */
export const removeFile = (file: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}

const noteOf = ({ folder }: Config): string => join(folder, 'demo-password')
const noted = (config: Config): string | null =>
  existsSync(noteOf(config)) ? readFileSync(noteOf(config), 'utf8').trim() : null
/** DEMO_PASSWORD, or the one that was made at the first start and is kept beside the file. */
const knownPassword = (config: Config): string | null => config.demoPassword ?? noted(config)
const give = async (db: Db, config: Config, modules: readonly Module[], now: number): Promise<void> => {
  const password = knownPassword(config) ?? randomBytes(6).toString('base64url')
  for (const one of modules) await one.demoPassword?.(db, password, now)
  writeFileSync(noteOf(config), `${password}\n`, { mode: 0o600 })
}
/**
 * Fills an empty house with the demo programme, by the verbs of the modules, in the order of the list. A demo that is
 * there already only gets its password anew when DEMO_PASSWORD became another; other people are never touched.
 */
export const seedDemo = async (db: Db, config: Config, modules: readonly Module[]): Promise<void> => {
  const now = Date.now()
  if (modules.some(({ isInhabited }) => isInhabited?.(db))) {
    if (!holdsDemo(db))
      console.warn('These people were not written by the demo. If they are real, set LMS_ENV=production.')
    else if (noted(config) === null || knownPassword(config) !== noted(config)) await give(db, config, modules, now)
    return
  }
  console.log('First start: writing the demo programme …')
  setMark(db, marks.begun)
  for (const one of modules.filter(({ demo }) => demo)) {
    process.stdout.write(`  ${one.name} `)
    const began = performance.now()
    await one.demo?.({ db, now, seed })
    console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
  await give(db, config, modules, now)
  setMark(db, marks.written)
}
/** Prints the sign-ins; nothing where nobody knows a password that would fit. */
export const greet = (config: Config): void => {
  const password = knownPassword(config)
  if (password === null) return
  console.log('  Demo sign-ins (staff ID, password):')
  for (const staffId of demoSignIns) console.log(`    ${staffId.padEnd(14)} ${password}`)
  console.log('')
}
