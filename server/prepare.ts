import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkViews, derivedOf } from '#server/compose'
import type { Config } from '#server/config'
import { migrate, type Migrated } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { holdsDemo, isHalfWritten, removeFile } from '#server/demo'
import type { Module } from '#server/module'

export type Folders = { file: string; backups: string; assets: string }
/** Where things lie below DATA_DIR; made when missing, and for nobody else on the machine to read. */
export const foldersOf = (given: string): Folders => {
  // The static server takes absolute paths only.
  const folder = resolve(given)
  for (const name of ['backups', 'tmp/assets']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
  return { file: join(folder, 'lms.db'), backups: join(folder, 'backups'), assets: join(folder, 'tmp/assets') }
}
/** A demo that was cut off is written anew; a demo never passes for the real house. */
const opened = (file: string, isDemo: boolean): Db => {
  const db = open(file)
  if (!holdsDemo(db)) return db
  if (!isDemo)
    throw new Error(`${file} holds the demo, with its known password: give production a DATA_DIR of its own.`)
  if (!isHalfWritten(db)) return db
  db.$client.close()
  removeFile(file)
  return open(file)
}
/** Opens the file, brings it to today's tables (a copy first) and content, and reads the common views once. */
export const prepare = (config: Config, modules: readonly Module[], now: number): { db: Db; migrated: Migrated } => {
  const { file, backups } = foldersOf(config.folder)
  const db = opened(file, config.isDemo)
  const migrated = migrate(db, derivedOf(modules), { copyTo: join(backups, `before-migration-${String(now)}.db`) })
  checkViews(db)
  for (const one of modules) one.content?.(db, now)
  const problems = modules.flatMap((one) => one.check?.(db) ?? [])
  if (problems.length > 0) throw new Error(`The content does not fit together:\n  ${problems.join('\n  ')}`)
  return { db, migrated }
}
