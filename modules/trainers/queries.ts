import { and, asc, count, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { NotFound } from '#server/errors'
import { pageSize, slice, type Cursor, type Slice } from '#server/http/lists'
import { persons, postedAt, postings, visibleTo } from '#modules/people'
import { trainerIds } from './licences.ts'
import { licences, suspensions } from './schema.ts'

export type TrainerFilter = { province?: number | undefined; after?: Cursor | undefined; before?: Cursor | undefined }
export type TrainerRow = {
  id: number
  staffId: string
  nameKm: string
  nameLatin: string
  sortKey: string
  centreId: number | null
}
/** Trainers whom the actor may see; a province is where they work today. */
const conditionOf = (actor: Actor, { province }: TrainerFilter): SQL | undefined =>
  and(
    visibleTo(actor, 'trainers.view'),
    sql`+${persons.status} = 'active'`,
    sql`${persons.id} in (${trainerIds})`,
    province === undefined
      ? undefined
      : sql`${persons.id} in (${postedAt(sql`select c.id from centres c where c."provinceId" = ${province}`)})`,
  )
const beyond = ({ after, before }: TrainerFilter): SQL | undefined => {
  if (after) return sql`(${persons.sortKey}, ${persons.id}) > (${after.key}, ${after.id})`
  return before ? sql`(${persons.sortKey}, ${persons.id}) < (${before.key}, ${before.id})` : undefined
}
/** One page of the trainers whom the actor may see, by name. Two statements. */
export const trainersPage = (db: Db, actor: Actor, filter: TrainerFilter): Slice<TrainerRow> => {
  const condition = conditionOf(actor, filter)
  const turn = filter.before ? desc : asc
  const rows = db
    .select({
      id: persons.id,
      staffId: persons.staffId,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      sortKey: persons.sortKey,
      centreId: postings.centreId,
    })
    .from(persons)
    .leftJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .where(and(condition, beyond(filter)))
    .orderBy(turn(persons.sortKey), turn(persons.id))
    .limit(exactly(pageSize + 1))
    .all()
  const total = db.select({ n: count() }).from(persons).where(condition).get()?.n ?? 0
  return slice(rows, total, { after: filter.after, before: filter.before }, ({ sortKey, id }) => ({ key: sortKey, id }))
}
const granter = alias(persons, 'granter')
const lifter = alias(persons, 'lifter')
export type LicencePaper = ReturnType<typeof papersOf>[number]
/** What the office kept with each licence of a person: on what evidence, by whom and when. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the row type follows from the columns
export const papersOf = (db: Db, personId: number) =>
  db
    .select({
      id: licences.id,
      evidence: licences.evidence,
      overrideReason: licences.overrideReason,
      recordedAt: licences.recordedAt,
      by: { km: granter.nameKm, en: granter.nameLatin },
    })
    .from(licences)
    .leftJoin(granter, eq(granter.id, licences.recordedBy))
    .where(eq(licences.personId, personId))
    .all()
export type SuspensionRow = ReturnType<typeof suspensionsOf>[number]
/** Every suspension of a person's licences, the newest first. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the row type follows from the columns
export const suspensionsOf = (db: Db, personId: number) =>
  db
    .select({
      id: suspensions.id,
      licenceId: suspensions.licenceId,
      fromDay: suspensions.fromDay,
      reason: suspensions.reason,
      at: suspensions.at,
      by: { km: granter.nameKm, en: granter.nameLatin },
      liftedDay: suspensions.liftedDay,
      liftReason: suspensions.liftReason,
      liftedAt: suspensions.liftedAt,
      liftedBy: { km: lifter.nameKm, en: lifter.nameLatin },
    })
    .from(suspensions)
    .innerJoin(licences, eq(licences.id, suspensions.licenceId))
    .leftJoin(granter, eq(granter.id, suspensions.by))
    .leftJoin(lifter, eq(lifter.id, suspensions.liftedBy))
    .where(eq(licences.personId, personId))
    .orderBy(desc(suspensions.id))
    .all()
/** Whose licence it is. NotFound where there is none. */
export const holderOf = (db: Db, licenceId: number): number => {
  const found = db.select({ personId: licences.personId }).from(licences).where(eq(licences.id, licenceId)).get()
  if (!found) throw new NotFound()
  return found.personId
}
