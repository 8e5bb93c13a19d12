import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db } from '#server/db/open'
import { aFolder } from './house.ts'

export const ownMigrations = fileURLToPath(new URL('../../../migrations', import.meta.url))
type Entry = { idx: number; version: string; when: number; tag: string; breakpoints: boolean }
type Journal = { entries: Entry[] }
export const entriesOf = (folder: string): Entry[] =>
  (JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal).entries

/** A copy of our migrations: only the first `upTo` of them, and more SQL after these. */
export const migrationsWith = ({ upTo = Infinity, more = [] }: { upTo?: number; more?: readonly string[] }): string => {
  const folder = aFolder()
  cpSync(ownMigrations, folder, { recursive: true })
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal
  const last = Math.max(...journal.entries.map(({ when }) => when))
  const added = more.map((sql, at) => {
    const tag = `9${String(at).padStart(3, '0')}_test`
    writeFileSync(join(folder, `${tag}.sql`), sql)
    return { idx: 9_000 + at, version: '6', when: last + 1 + at, tag, breakpoints: true }
  })
  const entries = [...journal.entries.slice(0, upTo), ...added]
  writeFileSync(file, JSON.stringify({ ...journal, entries }))
  return folder
}
/** Splits statements as drizzle-kit writes them. */
export const statements = (...all: readonly string[]): string => all.join('\n--> statement-breakpoint\n')

type Column = { name: string; type: string; notnull: number; pk: number; dflt_value: string | null }
export type Sums = Record<string, { rows: number; columns: Record<string, string> }>
export const tablesOf = (db: Db): string[] =>
  db.$client
    .prepare<[], string>(
      `select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' and name not like 'sqlite%' and name <> 'derived_state'
      and sql not like 'create virtual%' and name not glob '*_data' and name not glob '*_idx' and name not glob '*_content' and name not glob '*_docsize' and name not glob '*_config' order by name`,
    )
    .pluck()
    .all()
export const columnsOf = (db: Db, table: string): Column[] => db.$client.pragma(`table_info("${table}")`) as Column[]
/** Rows of each table, and everything that stands in each column, in the order of the key. */
export const sumsOf = (db: Db): Sums =>
  Object.fromEntries(
    tablesOf(db).map((table) => {
      const rows = db.$client.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0
      const sum = (name: string): string =>
        db.$client.prepare<[], string>(`select group_concat(quote("${name}"), ' ') from "${table}"`).pluck().get() ?? ''
      return [table, { rows, columns: Object.fromEntries(columnsOf(db, table).map(({ name }) => [name, sum(name)])) }]
    }),
  )
type Reference = { from: string; to: string | null }
/** Two rows in every table, whatever its columns: row n points to row n of other tables, so every reference holds. */
export const fill = (db: Db): void => {
  db.$client.pragma('foreign_keys = OFF')
  db.$client.pragma('ignore_check_constraints = ON')
  for (const table of tablesOf(db)) {
    const references = new Map(
      (db.$client.pragma(`foreign_key_list("${table}")`) as Reference[]).map(({ from, to }) => [from, to ?? 'id']),
    )
    const columns = columnsOf(db, table)
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const value = ({ name, type, pk }: Column, n: number): unknown => {
      if (pk || type.toLowerCase() === 'integer') return n
      // A reference to a code holds what that code holds in row n.
      const aim = references.get(name) ?? name
      if (aim === 'id') return n
      return type.toLowerCase() === 'blob'
        ? Buffer.from(`${name} ${String(n)}`)
        : JSON.stringify(`${aim} ${String(n)} ខ្មែរ`)
    }
    for (const n of [1, 2])
      db.$client
        .prepare(`insert or ignore into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`)
        .run(...columns.map((one) => value(one, n)))
  }
  db.$client.pragma('foreign_keys = ON')
}
