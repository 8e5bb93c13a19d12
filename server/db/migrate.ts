import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { migrate as run } from 'drizzle-orm/better-sqlite3/migrator'
import type { Db } from './open.ts'
import { createDerived, derivedState, dropDerived } from './derived.ts'

const folder = fileURLToPath(new URL('../../migrations', import.meta.url))
type Journal = { entries: { when: number }[] }

const has = (db: Db, table: string): boolean =>
  db.$client.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined
const isPending = (db: Db): boolean => {
  if (!has(db, '__drizzle_migrations')) return true
  const { entries } = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as Journal
  const last = db.$client.prepare<[], number | null>('select max(created_at) from __drizzle_migrations').pluck().get()
  return entries.some((entry) => entry.when > (last ?? 0))
}
/**
 * Foreign keys are switched off outside the transaction: with drizzle's own pragma inside it, the rebuild of a table
 * cascaded its child rows to none, silently (seen). What broke is counted afterwards.
 */
const withoutForeignKeys = (db: Db, change: () => void): void => {
  db.$client.pragma('foreign_keys = OFF')
  try {
    change()
    const broken = db.$client.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new Error(`the migration broke references: ${JSON.stringify(broken.slice(0, 3))}`)
  } finally {
    db.$client.pragma('foreign_keys = ON')
  }
}
export type Migrated = 'created' | 'migrated' | 'unchanged'
/**
 * Brings a file to today's tables and derived objects. A file that has tables is copied to `copyTo` first.
 * Throws when views or triggers were changed by hand: the append-only guards must never be lost unseen.
 */
export const migrate = (db: Db, derived: readonly string[], copyTo?: string): Migrated => {
  const isNew = !has(db, '__drizzle_migrations')
  if (!isPending(db)) {
    const state = derivedState(db, derived)
    if (state === 'altered') throw new Error('views or triggers of this file were changed by hand: run `npm run db:migrate -- --repair`')
    if (state === 'stale') createDerived(db, derived)
    return 'unchanged'
  }
  if (copyTo && !isNew) db.$client.prepare('vacuum into ?').run(copyTo)
  withoutForeignKeys(db, () => {
    dropDerived(db)
    run(db, { migrationsFolder: folder })
  })
  createDerived(db, derived)
  return isNew ? 'created' : 'migrated'
}
