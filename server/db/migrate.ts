import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { migrate as run } from 'drizzle-orm/better-sqlite3/migrator'
import type { Db } from './open.ts'
import { createDerived, derivedState, dropDerived } from './derived.ts'

const ownFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
type Journal = { entries: { when: number }[] }

const has = (db: Db, table: string): boolean =>
  db.$client.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined
const isPending = (db: Db, folder: string): boolean => {
  if (!has(db, '__drizzle_migrations')) return true
  const { entries } = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as Journal
  const last = db.$client.prepare<[], number | null>('select max(created_at) from __drizzle_migrations').pluck().get()
  return entries.some((entry) => entry.when > (last ?? 0))
}
const checkReferences = (db: Db): void => {
  const broken = db.$client.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0) throw new Error(`the migration broke references: ${JSON.stringify(broken.slice(0, 3))}`)
}
/**
 * Foreign keys are switched off outside the transaction: with drizzle's own pragma inside it, the rebuild of a table
 * cascaded its child rows to none, silently (seen).
 */
const withoutForeignKeys = (db: Db, change: () => void): void => {
  db.$client.pragma('foreign_keys = OFF')
  try {
    change()
  } finally {
    db.$client.pragma('foreign_keys = ON')
  }
}
const refuseAltered = (db: Db, derived: readonly string[]): void => {
  if (derivedState(db, derived) === 'altered')
    throw new Error('views or triggers of this file were changed by hand: run `npm run db:migrate -- --repair`')
}
export type Migrated = 'created' | 'migrated' | 'unchanged'
type Options = {
  /** Where a file that has tables is copied before a migration. */
  copyTo?: string
  /** Makes views and triggers anew although they were changed by hand. */
  repair?: boolean
  /** Another folder of migrations, for tests. */
  folder?: string
}
/**
 * Brings a file to today's tables and derived objects.
 * Throws when views or triggers were changed by hand: the append-only guards must never be lost unseen. Throws for
 * broken references, and at the next start again: the derived objects are made only when all is sound.
 */
export const migrate = (
  db: Db,
  derived: readonly string[],
  { copyTo, repair = false, folder = ownFolder }: Options = {},
): Migrated => {
  const isNew = !has(db, '__drizzle_migrations')
  const mustRun = isPending(db, folder)
  if (!repair) refuseAltered(db, derived)
  if (mustRun) {
    if (copyTo && !isNew) db.$client.prepare('vacuum into ?').run(copyTo)
    withoutForeignKeys(db, () => {
      dropDerived(db)
      run(db, { migrationsFolder: folder })
    })
  }
  if (derivedState(db, derived) !== 'fresh') {
    checkReferences(db)
    createDerived(db, derived)
  }
  if (!mustRun) return 'unchanged'
  return isNew ? 'created' : 'migrated'
}
