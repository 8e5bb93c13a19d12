import { sql, type SQL } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly, read } from '#server/db/write'
import { pageSize, slice, type Cursor, type Slice } from '#server/http/lists'
import type { Task } from '#server/worker'
import { persons } from '#modules/people'
import { acts, type ReachedFilter, type ReportSex } from './acts.ts'

export const counts = ['persons', 'participations'] as const
export type Count = (typeof counts)[number]
/** A cell of the report, as one asks what stands behind it. `isNamed`: the reader may know who it was. */
export type FactsAsk = {
  filter: ReachedFilter
  count: Count
  isNamed: boolean
  after?: Cursor | undefined
  before?: Cursor | undefined
}
type Who = { personId: number; staffId: string; nameKm: string; nameLatin: string }
/**
 * One participation, or one person by the latest of hers. `participations` and `facts`: how many the row stands for.
 * Without leave to know names, `who` never leaves the query.
 */
export type FactRow = {
  mark: string
  sex: ReportSex
  province: number
  tier: number
  kind: string
  subject: string
  method: string
  happenedAt: number
  participations: number
  facts: number
  who: Who | null
}
type Read = Omit<FactRow, 'who'> & { personId: number }

/** The rows behind a cell: as many as the cell says. */
const rowsOf: Record<Count, SQL> = {
  participations: sql`select *, 1 as participations from acts`,
  // SQLite takes the plain columns of a group from the row that has the maximum: her latest participation.
  persons: sql`select "personId", sex, province, "tier", "kind", subject, "method", "happenedAt", max(mark) as mark,
    count(*) as participations, sum(facts) as facts from acts group by "personId"`,
}
const listed = (filter: ReachedFilter, count: Count): SQL => sql`with ${acts(filter)}, listed as (${rowsOf[count]})`
const columns = sql`l.mark, l.sex, l.province, l."tier", l."kind", l.subject, l."method", l."happenedAt", l.participations, l.facts, l."personId"`
const beyond = ({ after, before }: FactsAsk): SQL => {
  if (after) return sql`l.mark < ${after.key}`
  return before ? sql`l.mark > ${before.key}` : sql`true`
}
const named = (db: Db, rows: readonly Read[], isNamed: boolean): FactRow[] => {
  const ids = JSON.stringify([...new Set(rows.map(({ personId }) => personId))])
  const known = isNamed
    ? db.all<Who>(
        sql`select id as "personId", "staffId", "nameKm", "nameLatin" from ${persons} where id in (select value from json_each(${ids}))`,
      )
    : []
  const byId = new Map(known.map((one) => [one.personId, one]))
  return rows.map(({ personId, ...row }) => ({ ...row, who: byId.get(personId) ?? null }))
}
/** One page of what stands behind a cell, newest first, with the total, which equals the cell. */
export const factsPage = (db: Db, ask: FactsAsk): Slice<FactRow> =>
  read(db, () => {
    const start = listed(ask.filter, ask.count)
    const order = sql.raw(ask.before ? 'asc' : 'desc')
    const rows = db.all<Read>(
      sql`${start} select ${columns} from listed l where ${beyond(ask)} order by l.mark ${order} limit ${exactly(pageSize + 1)}`,
    )
    const total = db.get<{ n: number }>(sql`${start} select count(*) as n from listed`).n
    const walk = { after: ask.after, before: ask.before }
    return slice(named(db, rows, ask.isNamed), total, walk, ({ mark }) => ({ key: mark, id: 0 }))
  })
/** All rows behind a cell, for its file. */
export const allFacts = (db: Db, { filter, count, isNamed }: FactsAsk): FactRow[] =>
  named(db, db.all<Read>(sql`${listed(filter, count)} select ${columns} from listed l order by l.mark desc`), isNamed)

const facts: Task<FactsAsk, Slice<FactRow>> = factsPage
export default facts
