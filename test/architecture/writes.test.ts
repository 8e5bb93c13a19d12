import { getTableName } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { code, files, matches, moduleOf, tables } from './support.ts'

const owners = new Map(tables.map(({ table, owner }) => [getTableName(table), owner]))
const sources = files(['server', 'modules'], '.ts')
const ownerOf = (path: string): string => moduleOf(path) ?? 'server'

test('no two modules own a table of one name', () => {
  expect(owners.size).toBe(tables.length)
})
/** Names a file takes from elsewhere: through `#modules/x`, or from the tables of the platform. */
const foreign = (path: string): string[] =>
  matches(path, /import (?:type )?\{([^}]*)\} from '(?:#modules\/[\w-]+|#server\/schema)'/g).flatMap(([, names = '']) =>
    names.split(',').map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
  )
test('a table is written only by its owner, by the query builder', () => {
  const found = sources.flatMap((path) => {
    const names = new Set(path.startsWith('server/') ? [] : foreign(path))
    return [...code(path).matchAll(/\.(?:insert|update|delete)\((\w+)\)/g)].flatMap(([words, name = '']) =>
      names.has(name) ? [`${path}: ${words}`] : [],
    )
  })
  expect(found).toEqual([])
})
test('a table is written only by its owner, in SQL', () => {
  const statement = /\b(?:insert (?:or \w+ )?into|update(?: or \w+)?|delete from|replace into)\s+"?(\w+)"?/gi
  const found = sources.flatMap((path) =>
    [...code(path).matchAll(statement)].flatMap(([words, name = '']) => {
      const owner = owners.get(name)
      return owner !== undefined && owner !== ownerOf(path) ? [`${path}: ${words} (of ${owner})`] : []
    }),
  )
  expect(found).toEqual([])
})
