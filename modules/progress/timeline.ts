import { desc, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly, prepared } from '#server/db/write'
import { encodeCursor, pageSize, type Cursor } from '#server/http/lists'
import { subjectsByCode, type SubjectsByCode } from '#modules/programme'
import { standingOf } from './queries.ts'
import type { Standing } from './standing.ts'
import { statements } from './statements.ts'

const $ = sql.placeholder
/** Lessons of one course and day are one line, and so are the sessions of one event; every other statement is a line of its own. */
const line = sql<string>`case "kind" when 'lesson' then substr("subject", 1, instr("subject", '/')) || date("happenedAt" / 1000 + 25200, 'unixepoch')
  when 'attendance' then "occasion" else "uuid" end`
/** SQLite takes the plain columns of a group from the row that has the maximum. */
const at = sql<number>`max("happenedAt")`
/** Exported for the test of its plan. */
export const linesOf = prepared((db) =>
  db
    .select({
      line: line.as('line'),
      tier: statements.tier,
      kind: statements.kind,
      subject: statements.subject,
      score: statements.score,
      passed: statements.passed,
      minutes: sql<number | null>`sum("minutes")`.as('minutes'),
      plannedMinutes: statements.plannedMinutes,
      method: statements.method,
      href: statements.href,
      at: at.as('at'),
      count: sql<number>`count(*)`.as('count'),
    })
    .from(statements)
    .where(sql`"personId" = ${$('person')}`)
    .groupBy(sql`"line"`)
    .having(sql`(${at}, "line") < (${$('at')}, ${$('line')})`)
    .orderBy(desc(sql`"at"`), desc(sql`"line"`))
    .limit(exactly(pageSize + 1)),
)
export type Line = {
  line: string
  tier: number
  kind: string
  subject: string
  score: number | null
  passed: boolean | null
  minutes: number | null
  plannedMinutes: number | null
  method: string
  href: string
  at: number
  count: number
}
export type Timeline = { readonly lines: readonly Line[]; readonly before: string | null }
const start: Cursor = { key: '', id: Number.MAX_SAFE_INTEGER }

/** One page of what was recorded, newest first. `before`: where the page before it ended. */
export const timelineOf = (db: Db, person: number, before: Cursor = start): Timeline => {
  const rows = linesOf(db).all({ person, at: before.id, line: before.key })
  const lines = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? lines.at(-1) : undefined
  return { lines, before: last ? encodeCursor({ key: last.line, id: last.at }) : null }
}
/** All that a learning record is made of; a fixed number of statements. */
export type RecordRows = {
  readonly standing: Standing
  readonly timeline: Timeline
  readonly subjects: SubjectsByCode
  readonly now: number
}
export const recordOf = (db: Db, person: number, now: number, before?: Cursor): RecordRows => ({
  standing: standingOf(db, person, now),
  timeline: timelineOf(db, person, before),
  subjects: subjectsByCode(db),
  now,
})
