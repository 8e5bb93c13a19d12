import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { fact, factRules, once, rowVersion } from '#server/db/columns'
import { factTriggers } from '#server/db/facts'
import type { Db } from '#server/db/open'

/** Small tables on the platform's columns, as a module would write them. */
export const folk = sqliteTable('test_folk', { id: integer().primaryKey() })
export const deeds = sqliteTable('test_deeds', { ...fact(() => folk.id), minutes: integer().notNull() }, (t) => [
  ...factRules(t),
])
export const notes = sqliteTable('test_notes', {
  id: integer().primaryKey(),
  once: once(),
  words: text().notNull(),
  rowVersion: rowVersion(),
})

const tables = `
create table test_folk (id integer primary key);
create table test_deeds (
  id integer primary key, uuid text not null unique, personId integer not null references test_folk(id),
  happenedAt integer not null, recordedAt integer not null, recordedBy integer references test_folk(id),
  method text not null, evidence text, voids integer unique references test_deeds(id), minutes integer not null);
create table test_notes (id integer primary key, once text not null unique, words text not null, rowVersion integer not null default 1);
insert into test_folk values (1), (2);`
export const createTables = (db: Db): Db => {
  db.$client.exec(tables + factTriggers(deeds))
  return db
}
export const aDeed = (uuid: string): typeof deeds.$inferInsert => ({
  uuid,
  personId: 1,
  happenedAt: 1,
  recordedAt: 2,
  recordedBy: null,
  method: 'paper',
  evidence: 'sheet 12',
  minutes: 60,
})
