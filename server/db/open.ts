import type Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { connect } from './driver.ts'

export type Db = BetterSQLite3Database & { readonly $client: Database.Database }
declare const writing: unique symbol
/** The same connection while a transaction is open; only `write()` makes one, so a sub-step cannot be called outside. */
export type Tx = Db & { readonly [writing]: true }

/** How long a statement waits for another process's write, in ms. */
const busyTimeout = 5_000
/** Pages of 4 KB that one connection keeps, as SQLite wants it (negative: KiB). */
const cacheSize = -16_384

/**
 * Opens a file, ':memory:' or the bytes of a serialized database.
 * FULL: an acknowledged write survives a power cut. `analysis_limit`: a plain ANALYZE fills sqlite_stat4, and
 * SQLite then parses every statement again at each bind (measured: half the speed). `recursive_triggers`: without it
 * `insert or replace` removes a row past the triggers that keep facts and journal append-only.
 */
export const open = (source: string | Buffer, readonly = false): Db => {
  const client = connect(source, readonly)
  client.pragma(`busy_timeout = ${String(busyTimeout)}`)
  if (!readonly) client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  client.pragma('recursive_triggers = ON')
  client.pragma('analysis_limit = 400')
  client.pragma(`cache_size = ${String(cacheSize)}`)
  client.pragma('temp_store = MEMORY')
  return drizzle({ client })
}
/** The file's name, or the bytes of a database in memory: what another thread needs to open the same rows. */
export const sourceOf = (db: Db): string | Buffer => (db.$client.memory ? db.$client.serialize() : db.$client.name)
