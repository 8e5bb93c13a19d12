import type { Db } from '#server/db/open'

/** A walk over all rows of a table or index, as SQLite means to do it. `detail`: its own words. */
export type Scan = { table: string; detail: string }
/** What a plan walks that lies in no table: results of views and sub-selects, lists in a parameter. */
const isPassing = (name: string): boolean => /^(\(|CONSTANT$|json_each$|own$|statements$|subjects$)/.test(name)

const textsOf = (db: Db, type: 'view' | 'table'): Map<string, string> =>
  new Map(
    db.$client
      .prepare<[string], [string, string]>('select name, sql from sqlite_master where type = ?')
      .raw()
      .all(type),
  )
/** Which table each short name of a statement stands for, also inside the views that it reads. */
const aliasesIn = (sql: string): Map<string, string> =>
  new Map(
    [...sql.matchAll(/\b(?:from|join)\s+"?(\w+)"?\s+(?:as\s+)?"?(\w+)"?/gi)].map(([, table = '', alias = '']) => [
      alias,
      table,
    ]),
  )
/** Every full walk in the plan of one statement. A name that is neither table, alias nor passing stays as it is. */
export const scansOf = (db: Db, sql: string): Scan[] => {
  const aliases = aliasesIn([...textsOf(db, 'view').values(), sql].join('\n'))
  const tables = textsOf(db, 'table')
  const bound = Array<null>(sql.match(/\?/g)?.length ?? 0).fill(null)
  const plan = db.$client.prepare<null[], { detail: string }>(`explain query plan ${sql}`).all(...bound)
  return plan.flatMap(({ detail }) => {
    const name = /^SCAN (\S+)/.exec(detail)?.[1]
    if (name === undefined || isPassing(name)) return []
    return [{ table: tables.has(name) ? name : (aliases.get(name) ?? name), detail }]
  })
}
