import { expect, test } from 'vitest'
import { derivedOf } from '#server/compose'
import { createDerived, derivedState, dropDerived } from '#server/db/derived'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { aDb } from '../support/house.ts'
import { migrationsWith } from '../support/migrations.ts'

const texts = derivedOf([])
const has = (db: Db, name: string): boolean =>
  db.$client.prepare('select 1 from sqlite_master where name = ?').get(name) !== undefined

test('an empty file gets all tables, views and triggers; the second start changes nothing', () => {
  const db = open(':memory:')
  expect(migrate(db, texts)).toBe('created')
  expect(['journal', 'jobs', 'statements', 'subjects', 'journal_no_delete'].filter((name) => !has(db, name))).toEqual(
    [],
  )
  const changes = db.$client.prepare<[], number>('select total_changes()').pluck()
  const before = changes.get()
  expect(migrate(db, texts)).toBe('unchanged')
  expect(changes.get()).toBe(before)
})
test('a text that we changed is made again at the next start', () => {
  const db = aDb()
  const more = [...texts, 'create view ours as select 1 as one;']
  expect(derivedState(db, more)).toBe('stale')
  migrate(db, more)
  expect(has(db, 'ours')).toBe(true)
  migrate(db, texts)
  expect(has(db, 'ours')).toBe(false)
})
test.each([
  ['lost', 'drop trigger journal_no_delete'],
  ['added', 'create trigger thief after insert on journal begin select 1; end'],
  [
    'changed',
    'drop trigger journal_no_delete; create trigger journal_no_delete before delete on journal begin select 1; end',
  ],
])(
  'a trigger that somebody %s stops the start, also when our texts changed or a migration waits; repair mends it',
  (_what, act) => {
    const db = aDb()
    db.$client.exec(act)
    const waiting = migrationsWith({ more: ['create table later (id integer primary key)'] })
    expect(() => migrate(db, texts)).toThrow('--repair')
    expect(() => migrate(db, [...texts, 'create view ours as select 1 as one;'])).toThrow('--repair')
    expect(() => migrate(db, texts, { folder: waiting })).toThrow('--repair')
    expect(has(db, 'later')).toBe(false)
    expect(migrate(db, texts, { repair: true })).toBe('unchanged')
    expect(migrate(db, texts)).toBe('unchanged')
    db.$client.exec(
      `insert into journal (at, action, subject, fields, details, previous, digest) values (1, '', '', '[]', '', '', '')`,
    )
    expect(() => db.$client.exec('delete from journal')).toThrow('append-only')
    expect(has(db, 'thief')).toBe(false)
  },
)
test('a crash between a migration and the views reads as unfinished, and the next start finishes', () => {
  const db = aDb()
  dropDerived(db)
  expect(has(db, 'journal_no_delete')).toBe(false)
  expect(derivedState(db, texts)).toBe('stale')
  expect(migrate(db, texts)).toBe('unchanged')
  expect(has(db, 'journal_no_delete')).toBe(true)
})
test('a text that fails leaves the old objects as they were', () => {
  const db = aDb()
  expect(() => {
    createDerived(db, [...texts, 'create view broken as nonsense;'])
  }).toThrow()
  expect(derivedState(db, texts)).toBe('fresh')
})
test('a full-text table is derived too: it goes out of the way and comes again', () => {
  const db = aDb()
  migrate(db, [...texts, 'create virtual table words using fts5(text);'])
  expect(has(db, 'words_data')).toBe(true)
  dropDerived(db)
  expect(has(db, 'words_data')).toBe(false)
})
