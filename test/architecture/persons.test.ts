import { getTableName } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { modules } from '../../modules/index.ts'
import { tables } from './support.ts'

const pointsAtPersons = ({ table }: (typeof tables)[number]): boolean =>
  getTableName(table) === 'persons' ||
  getTableConfig(table).foreignKeys.some((key) => getTableName(key.reference().foreignTable) === 'persons')

test('a module that keeps something about a person can merge, erase and export it', () => {
  const keepers = new Set(tables.filter(pointsAtPersons).map(({ owner }) => owner))
  const able = new Set(modules.filter(({ person }) => person).map(({ name }) => name))
  expect([...keepers].filter((name) => !able.has(name))).toEqual([])
})
