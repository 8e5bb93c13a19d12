import { getTableName } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { derivedOf } from '#server/compose'
import { derivedState } from '#server/db/derived'
import { modules } from '../../modules/index.ts'
import { world } from '../support/world.ts'
import { tables } from './support.ts'

test('views, triggers and full-text tables are those of today’s code', () => {
  expect(derivedState(world().db, derivedOf(modules))).toBe('fresh')
})
type Names = { columns: string[]; indexes: string[] }
const wanted = (table: (typeof tables)[number]['table']): Names => {
  const { columns, indexes } = getTableConfig(table)
  return {
    columns: columns.map(({ name }) => name).toSorted(),
    indexes: indexes.map(({ config }) => config.name).toSorted(),
  }
}
test.each(tables.map(({ table }) => [getTableName(table), table] as const))(
  'the migrations bring %s as its schema says',
  (name, table) => {
    const { $client } = world().db
    const names = (sql: string): string[] => $client.prepare<[string], string>(sql).pluck().all(name).toSorted()
    expect({
      columns: names('select name from pragma_table_info(?)'),
      indexes: names(
        `select name from sqlite_master where type = 'index' and tbl_name = ? and sql is not null and name not like '%_unique'`,
      ),
    }).toEqual(wanted(table))
  },
)
test('every table of the file has an owner', () => {
  const known = new Set(tables.map(({ table }) => getTableName(table)))
  const sql = `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'`
  const there = world().db.$client.prepare<[], string>(sql).pluck().all()
  expect(there.filter((name) => !known.has(name) && !['__drizzle_migrations', 'derived_state'].includes(name))).toEqual(
    [],
  )
})
const facts = tables.filter(({ table }) => {
  const names = getTableConfig(table).columns.map(({ name }) => name)
  return ['uuid', 'happenedAt', 'recordedBy', 'voids'].every((name) => names.includes(name))
})
test('there are tables of facts', () => {
  expect(facts.length).toBeGreaterThan(3)
})
test.each(facts.map(({ table }) => getTableName(table)))('%s keeps its facts and marks whose history grew', (name) => {
  const sql = "select name from sqlite_master where type = 'trigger' and tbl_name = ?"
  const there = world().db.$client.prepare<[string], string>(sql).pluck().all(name)
  expect(there).toEqual(
    expect.arrayContaining(['no_delete', 'no_update', 'marks', 'moves'].map((what) => `${name}_${what}`)),
  )
})
