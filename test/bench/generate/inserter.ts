import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Db } from '#server/db/open'

type Read = (row: Readonly<Record<string, unknown>>) => unknown
/** As drizzle writes it: the row's value in the driver's form, else the column's default, else null. */
const reading = (key: string, column: SQLiteColumn): Read => {
  const fallback: unknown = column.default
  if (typeof fallback === 'object' && fallback !== null) throw new Error(`${column.name}: a default in SQL is not read`)
  return (row) => {
    const value = row[key] ?? fallback
    return value === null || value === undefined ? null : column.mapToDriverValue(value)
  }
}
/** Inserts rows by one prepared statement of the driver and returns their ids. All constraints of the table hold. */
export const inserter = <Table extends SQLiteTable>(db: Db, table: Table): ((row: Table['$inferInsert']) => number) => {
  const columns = Object.entries(getTableColumns(table) as Record<string, SQLiteColumn>)
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ')
  const reads = columns.map(([key, column]) => reading(key, column))
  const into = `insert into "${getTableName(table)}" (${names}) values (${columns.map(() => '?').join(', ')})`
  const statement = db.$client.prepare(into)
  return (row) => Number(statement.run(...reads.map((read) => read(row))).lastInsertRowid)
}
