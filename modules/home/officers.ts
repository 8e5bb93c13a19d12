import { and, asc, count, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { pageSize, slice, type Cursor, type Slice } from '#server/http/lists'
import { foundBy, hasRole, persons, postedAt, postings, visibleTo } from '#modules/people'

export type OfficerFilter = {
  q?: string | undefined
  province?: number | undefined
  centre?: number | undefined
  after?: Cursor | undefined
  before?: Cursor | undefined
}
export type OfficerRow = {
  id: number
  staffId: string
  nameKm: string
  nameLatin: string
  sex: string | null
  sortKey: string
  centreId: number | null
  isTrainer: number
}
/** The one condition of the list, its count and its downloads: who may be seen, who learns here, what was chosen. */
const conditionOf = (actor: Actor, { q, province, centre }: OfficerFilter): SQL | undefined =>
  and(
    visibleTo(actor, 'people.list'),
    // With places chosen, "+" keeps SQLite from walking all active persons instead of the few who are posted there.
    province === undefined && centre === undefined ? eq(persons.status, 'active') : sql`+${persons.status} = 'active'`,
    hasRole('officer'),
    q === undefined ? undefined : (foundBy(q) ?? sql`false`),
    centre === undefined ? undefined : sql`${persons.id} in (${postedAt(sql`${centre}`)})`,
    province === undefined
      ? undefined
      : sql`${persons.id} in (${postedAt(sql`select c.id from centres c where c."provinceId" = ${province}`)})`,
  )
const beyond = ({ after, before }: OfficerFilter): SQL | undefined => {
  if (after) return sql`(${persons.sortKey}, ${persons.id}) > (${after.key}, ${after.id})`
  return before ? sql`(${persons.sortKey}, ${persons.id}) < (${before.key}, ${before.id})` : undefined
}
const rowsOf = (db: Db, condition: SQL | undefined, isBackwards: boolean) =>
  db
    .select({
      id: persons.id,
      staffId: persons.staffId,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      sex: persons.sex,
      sortKey: persons.sortKey,
      centreId: postings.centreId,
      isTrainer: hasRole('trainer'),
    })
    .from(persons)
    .leftJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .where(condition)
    .orderBy(...(isBackwards ? [desc(persons.sortKey), desc(persons.id)] : [asc(persons.sortKey), asc(persons.id)]))
/** One page of the officers whom the actor may list. */
export const officersPage = (db: Db, actor: Actor, filter: OfficerFilter): Slice<OfficerRow> => {
  const condition = conditionOf(actor, filter)
  const rows = rowsOf(db, and(condition, beyond(filter)), filter.before !== undefined)
    .limit(exactly(pageSize + 1))
    .all()
  const total = db.select({ n: count() }).from(persons).where(condition).get()?.n ?? 0
  return slice(rows, total, { after: filter.after, before: filter.before }, (row) => ({ key: row.sortKey, id: row.id }))
}
/** Every officer of the filter, for the downloads: the same condition, no page. */
export const allOfficers = (db: Db, actor: Actor, filter: OfficerFilter): OfficerRow[] =>
  rowsOf(db, conditionOf(actor, filter), false).all()
