import type Database from 'better-sqlite3'
import type { Db, Tx } from './open.ts'

const versions = new WeakMap<Db, Database.Statement<[], number>>()
const stored = (db: Db): number => {
  const known = versions.get(db)
  if (known) return known.get() ?? 0
  const made = db.$client.prepare<[], number>('select version from reference_state').pluck()
  versions.set(db, made)
  return made.get() ?? 0
}
/** Inside a snapshot the version cannot change: one read of it serves the whole page. Null until it was read. */
const snapshots = new WeakMap<Db, { at: number | null }>()
const version = (db: Db): number => {
  const snapshot = snapshots.get(db)
  return snapshot ? (snapshot.at ??= stored(db)) : stored(db)
}
/** Runs a story whose reads all see one state of the file. */
export const inSnapshot = <T>(db: Db, story: () => T): T => {
  if (snapshots.has(db)) return story()
  snapshots.set(db, { at: null })
  try {
    return story()
  } finally {
    snapshots.delete(db)
  }
}
/**
 * Reference data and settings, read once and again after `touch`. The version lies in the file, so a change made by
 * another process is seen too (one small read a page). Never for anything that decides access.
 */
export const kept = <T>(build: (db: Db) => T): ((db: Db) => T) => {
  const memo = new WeakMap<Db, { at: number; value: T }>()
  return (db) => {
    const at = version(db)
    const known = memo.get(db)
    if (known?.at === at) return known.value
    const value = build(db)
    memo.set(db, { at, value })
    return value
  }
}
/**
 * Every verb that writes what a `kept` reads calls this in its transaction. The version is a number by chance (53 bits),
 * never the next one: what was read before a rollback must not look fresh after the next change.
 */
export const touch = (tx: Tx): void => {
  snapshots.delete(tx)
  tx.$client.exec('update reference_state set version = random() >> 11')
}
