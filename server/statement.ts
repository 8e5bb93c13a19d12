import type { SQLWrapper } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'

/** One fact of any module in the common columns of the learning record (in the sense of an xAPI statement). */
export type Statement = {
  uuid: string
  personId: number
  tier: number
  kind: string
  subject: string
  /** Key of the event or attempt: facts of one occasion belong together. */
  occasion: string
  score: number | null
  passed: boolean | null
  minutes: number | null
  plannedMinutes: number | null
  happenedAt: number
  recordedAt: number
  recordedBy: number | null
  method: string
  /** Centre of the person on that day, null where there was none. */
  centreId: number | null
  href: string
}
/** A code that requirements may name. */
export type Subject = {
  code: string
  kind: string
  titleKm: string
  titleEn: string
  href: string
  /** When each coming occasion begins, the first one first: a JSON array in the view. One that passed may still be in it. */
  nextOn: readonly number[] | null
}

type Selected<Row> = SQLWrapper & {
  readonly _: { readonly result: Row[]; readonly selectedFields: Record<string, unknown> }
}
export type Statements = Selected<Statement>
export type Subjects = Selected<Subject>

const statementColumns: readonly (keyof Statement)[] = [
  'uuid', 'personId', 'tier', 'kind', 'subject', 'occasion', 'score', 'passed', 'minutes', 'plannedMinutes',
  'happenedAt', 'recordedAt', 'recordedBy', 'method', 'centreId', 'href',
] // prettier-ignore
const subjectColumns: readonly (keyof Subject)[] = ['code', 'kind', 'titleKm', 'titleEn', 'href', 'nextOn']
const dialect = new SQLiteSyncDialect()
/**
 * Drizzle's keys are no SQL names (a type-correct select made a page answer 500, and creating the view did not
 * complain): the list of selected keys names the columns by position.
 */
const select = (one: Selected<never>, columns: readonly string[]): string => {
  const { sql } = dialect.sqlToQuery(one.getSQL().inlineParams())
  const own = Object.keys(one._.selectedFields)
  const names = columns.map(quoted).join(', ')
  return `select ${names} from (with own(${own.map(quoted).join(', ')}) as (${sql}) select * from own)`
}
const quoted = (name: string): string => `"${name}"`
const union = (name: string, columns: readonly string[], all: readonly Selected<never>[]): string => {
  const none = `select ${columns.map((column) => `null as ${quoted(column)}`).join(', ')} where false`
  return `create view ${name} as ${all.length === 0 ? none : all.map((one) => select(one, columns)).join('\nunion all ')};`
}
/** The learning record: every fact of every module. */
export const statementsView = (all: readonly Statements[]): string =>
  union('statements', statementColumns, all as unknown as Selected<never>[])
/** Everything that a requirement can name. */
export const subjectsView = (all: readonly Subjects[]): string =>
  union('subjects', subjectColumns, all as unknown as Selected<never>[])
