import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { aFolder } from '../support/house.ts'
import {
  columnsOf,
  entriesOf,
  fill,
  migrationsWith,
  ownMigrations,
  statements,
  sumsOf,
  type Sums,
} from '../support/migrations.ts'

/** A parent under a view, with a child that would be cascaded away, and the parent's rebuild as drizzle-kit writes it. */
const family = statements(
  'create table parents (id integer primary key not null, name text not null)',
  'create table children (id integer primary key not null, parentId integer not null references parents(id) on delete cascade)',
)
const rebuild = statements(
  'PRAGMA foreign_keys=OFF',
  'create table __new_parents (id integer primary key not null, name text not null, born integer)',
  'insert into __new_parents (id, name) select id, name from parents',
  'drop table parents',
  'alter table __new_parents rename to parents',
  'PRAGMA foreign_keys=ON',
)
const view = [
  'create view names as select name from parents; create trigger parents_stay before delete on parents begin select raise(abort, "no"); end;',
]

const filled = (upTo: number, more: readonly string[]): Db => {
  const db = open(':memory:')
  migrate(db, [], { folder: migrationsWith({ upTo, more }) })
  fill(db)
  return db
}
/** What of the earlier sums is no longer there. */
const lost = (before: Sums, after: Sums): string[] =>
  Object.entries(before).flatMap(([table, { rows, columns }]) => {
    const now = after[table]
    if (now?.rows !== rows) return [`${table}: ${String(rows)} rows → ${String(now?.rows)}`]
    return Object.entries(columns).flatMap(([name, sum]) =>
      name in now.columns && now.columns[name] !== sum ? [`${table}.${name}`] : [],
    )
  })

describe('all migrations, replayed over a filled copy', () => {
  const all = entriesOf(ownMigrations)
  test.each(all.map(({ tag }, at) => [tag, at + 1] as const))(
    'keep every row and value that stood there after %s',
    (_tag, upTo) => {
      const db = filled(upTo, [])
      const before = sumsOf(db)
      expect(Object.values(before).every(({ rows }) => rows > 0)).toBe(true)
      migrate(db, [], { folder: migrationsWith({ more: [family] }) })
      expect(lost(before, sumsOf(db))).toEqual([])
    },
  )
  test('stand in the order of their times: one from a branch that came late would never run', () => {
    const times = all.map(({ when }) => when)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(new Set(times).size).toBe(times.length)
  })
})
test('the rebuild of a table keeps its children, under a view and a trigger, and references are on again', () => {
  const db = filled(Infinity, [family])
  migrate(db, view, { folder: migrationsWith({ more: [family] }) })
  const before = sumsOf(db)
  migrate(db, view, { folder: migrationsWith({ more: [family, rebuild] }) })
  expect(lost(before, sumsOf(db))).toEqual([])
  expect(before.children?.rows).toBe(2)
  expect(columnsOf(db, 'parents').map(({ name }) => name)).toContain('born')
  expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(() => db.$client.exec('delete from parents')).toThrow('no')
})
test('the comparison sees a lost row and a changed value', () => {
  const db = filled(Infinity, [family])
  const before = sumsOf(db)
  db.$client.exec(`delete from children where id = 2; update parents set name = 'x' where id = 1`)
  expect(lost(before, sumsOf(db))).toEqual(['children: 2 rows → 1', 'parents.name'])
})
test('a migration that breaks references is refused, at every later start too, and the copy from before is whole', () => {
  const file = join(aFolder(), 'lms.db')
  const copyTo = `${file}.copy`
  const db = open(file)
  migrate(db, [], { folder: migrationsWith({ more: [family] }) })
  fill(db)
  const before = sumsOf(db)
  const broken = migrationsWith({ more: [family, 'delete from parents where id = 1'] })
  expect(() => migrate(db, [], { folder: broken, copyTo })).toThrow('broke references')
  expect(() => migrate(db, [], { folder: broken, copyTo })).toThrow('broke references')
  db.$client.close()
  const copy = open(copyTo)
  expect(sumsOf(copy)).toEqual(before)
  copy.$client.pragma('ignore_check_constraints = ON')
  expect(copy.$client.pragma('integrity_check', { simple: true })).toBe('ok')
  copy.$client.close()
})
