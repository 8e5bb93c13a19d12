import { createHash } from 'node:crypto'
import type { Db } from './open.ts'

type Found = { type: string; name: string; sql: string }
const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
/** Every view, trigger and virtual table is derived by definition; so there is no list to keep. */
const found = (db: Db): Found[] =>
  db.$client
    .prepare<[], Found>(
      `select type, name, sql from sqlite_master
       where type in ('view', 'trigger') or lower(sql) like 'create virtual table%' order by type desc, name`,
    )
    .all()
const drop = (db: Db): void => {
  for (const { type, name } of found(db)) db.$client.exec(`drop ${type} if exists "${name}"`)
}
const table = 'create table if not exists derived_state (texts text not null, made text not null)'

/** Views, triggers and full-text tables out of the way of a migration. The state row goes first: a crash reads as stale. */
export const dropDerived = (db: Db): void => {
  db.$client.exec(`${table}; delete from derived_state`)
  drop(db)
}
/** Creates them again, in order, and remembers what was made. */
export const createDerived = (db: Db, texts: readonly string[]): void => {
  db.$client.transaction(() => {
    drop(db)
    for (const text of texts) db.$client.exec(text)
    db.$client.exec(`${table}; delete from derived_state`)
    db.$client.prepare('insert into derived_state values (?, ?)').run(digest(texts), digest(found(db)))
  })()
}
/**
 * 'altered': somebody else changed the file's objects (a lost trigger is no small thing, so it is told before anything else).
 * 'stale': our texts changed since, or a migration ended half-way.
 */
export const derivedState = (db: Db, texts: readonly string[]): 'fresh' | 'stale' | 'altered' => {
  if (!db.$client.prepare("select 1 from sqlite_master where name = 'derived_state'").get()) return 'stale'
  const kept = db.$client.prepare<[], { texts: string; made: string }>('select texts, made from derived_state').get()
  if (!kept) return 'stale'
  if (kept.made !== digest(found(db))) return 'altered'
  return kept.texts === digest(texts) ? 'fresh' : 'stale'
}
