import type Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { inSnapshot } from './kept.ts'
import type { Db, Tx } from './open.ts'

type Sync<T> = T extends PromiseLike<unknown> ? never : T
type Story = () => unknown
const transactions = new WeakMap<Db, Database.Transaction<(story: Story) => unknown>>()
/** Our own wrapper: drizzle's nested transaction turns SQLITE_FULL into SQLITE_ERROR (seen). */
const transaction = (db: Db): Database.Transaction<(story: Story) => unknown> => {
  const made = transactions.get(db) ?? db.$client.transaction((story: Story) => story())
  transactions.set(db, made)
  return made
}
/** One immediate transaction; inside another `write` a savepoint. Async work inside does not compile. */
export const write = <T>(db: Db, story: (tx: Tx) => Sync<T>): Sync<T> =>
  transaction(db).immediate(() => story(db as Tx)) as Sync<T>
/** One snapshot, and one file lock, for all reads of a page. */
export const read = <T>(db: Db, story: () => Sync<T>): Sync<T> =>
  transaction(db).deferred(() => inSnapshot(db, story)) as Sync<T>

/** A query is built and prepared once for each database, at its first use. */
export const prepared = <Q>(build: (db: Db) => { prepare(): Q }): ((db: Db) => Q) => {
  const kept = new WeakMap<Db, Q>()
  return (db) => {
    const known = kept.get(db)
    if (known !== undefined) return known
    const made = build(db).prepare()
    kept.set(db, made)
    return made
  }
}
/** A LIMIT in the SQL text: drizzle binds it, and SQLite then parses the statement again on every call. */
export const exactly = (n: number): number => sql.raw(String(n)) as unknown as number
