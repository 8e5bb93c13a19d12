import { and, asc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Db } from '#server/db/open'
import { NotFound } from '#server/errors'
import { persons } from '#modules/people'
import { mayAdjudicate, readable } from './observation-policy.ts'
import { observations, observationSheets, performances, rubrics } from './observation-schema.ts'
import type { Taker } from './policy.ts'
import { rubricBody } from './rubric-queries.ts'
import type { RubricBody } from './rubric-shape.ts'
import { marksOf, type Mark } from './sheet-queries.ts'

/** The fact of a performance that no later one voids. */
const standing = and(
  eq(observations.performanceId, performances.id),
  sql`not exists (select 1 from observations v where v.voids = ${observations.id})`,
)
const mine = alias(observationSheets, 'mine')
const ownSheetOf = (actor: Taker): SQL | undefined =>
  and(eq(mine.performanceId, performances.id), eq(mine.observerId, actor.person), eq(mine.isAdjudication, false))

/** One performance of an occasion, as a page of that occasion shows it to an observer: never a level. */
export type PerformanceRow = {
  performanceId: number
  personId: number
  rubricCode: string
  tryNumber: number
  state: (typeof performances.$inferSelect)['state']
  /** Sheets sent so far, of those wanted at least. */
  sent: number
  wanted: number
  mySheetId: number | null
  mySheetState: 'draft' | 'sent' | null
  /** Null: not settled, or not for this actor's eyes. */
  passed: boolean | null
}
/** The performances of one occasion, by person, rubric and try. Whose occasion it is, the caller has checked. */
export const performancesOf = (db: Db, actor: Taker, occasion: string): PerformanceRow[] =>
  db
    .select({
      performanceId: performances.id,
      personId: performances.personId,
      rubricCode: rubrics.code,
      tryNumber: performances.tryNumber,
      state: performances.state,
      sent: sql<number>`(select count(*) from observation_sheets s where s."performanceId" = ${performances.id}
        and s.state = 'sent' and not s."isAdjudication")`,
      wanted: performances.wanted,
      mySheetId: mine.id,
      mySheetState: mine.state,
      isReadable: sql<number>`${readable(actor)}`,
      passed: observations.passed,
    })
    .from(performances)
    .innerJoin(rubrics, eq(rubrics.id, performances.rubricId))
    .leftJoin(mine, ownSheetOf(actor))
    .leftJoin(observations, standing)
    .where(eq(performances.occasion, occasion))
    .orderBy(asc(performances.personId), asc(rubrics.code), asc(performances.tryNumber))
    .all()
    .map(({ isReadable, passed, ...row }) => ({ ...row, passed: isReadable ? passed : null }))

const resultRow = (db: Db, actor: Taker, id: number) =>
  db
    .select({ performance: performances, nameKm: persons.nameKm, nameLatin: persons.nameLatin, fact: observations })
    .from(performances)
    .innerJoin(persons, eq(persons.id, performances.personId))
    .leftJoin(observations, standing)
    .where(and(eq(performances.id, id), readable(actor)))
    .get()
const sentSheets = (db: Db, performanceId: number) =>
  db
    .select({ sheet: observationSheets, nameKm: persons.nameKm, nameLatin: persons.nameLatin })
    .from(observationSheets)
    .innerJoin(persons, eq(persons.id, observationSheets.observerId))
    .where(and(eq(observationSheets.performanceId, performanceId), eq(observationSheets.state, 'sent')))
    .orderBy(asc(observationSheets.sentAt), asc(observationSheets.id))
    .all()
export type SentSheet = ReturnType<typeof sentSheets>[number] & { marks: ReadonlyMap<string, Mark> }
export type ObservationResult = NonNullable<ReturnType<typeof resultRow>> & {
  rubric: RubricBody
  /** Of the observers, in the order in which they were sent; drafts are nobody else's. */
  sheets: readonly SentSheet[]
  decision: SentSheet | undefined
}
/** A performance with every sheet that was sent, for whom it is readable; NotFound else. */
export const resultOf = (db: Db, actor: Taker, id: number): ObservationResult => {
  const row = resultRow(db, actor, id)
  if (!row) throw new NotFound()
  const all = sentSheets(db, id).map((one) => ({ ...one, marks: marksOf(db, one.sheet.id) }))
  return {
    ...row,
    rubric: rubricBody(db, row.performance.rubricVersionId),
    sheets: all.filter(({ sheet }) => !sheet.isAdjudication),
    decision: all.find(({ sheet }) => sheet.isAdjudication),
  }
}

/** One thing that waits. `id`: of the sheet for drafts, of the performance else; `at`: since when. */
export type Waiting = {
  id: number
  code: string
  km: string
  en: string
  nameKm: string
  nameLatin: string
  at: number
}
const common = {
  code: rubrics.code,
  km: rubrics.titleKm,
  en: rubrics.titleEn,
  nameKm: persons.nameKm,
  nameLatin: persons.nameLatin,
}
const drafts = (db: Db, actor: Taker): Waiting[] =>
  db
    .select({ ...common, id: observationSheets.id, at: observationSheets.openedAt })
    .from(observationSheets)
    .innerJoin(performances, eq(performances.id, observationSheets.performanceId))
    .innerJoin(rubrics, eq(rubrics.id, performances.rubricId))
    .innerJoin(persons, eq(persons.id, performances.personId))
    .where(sql`${observationSheets.observerId} = ${actor.person} and ${observationSheets.state} = 'draft'`)
    .orderBy(asc(observationSheets.openedAt))
    .all()
const of = (db: Db, where: SQL | undefined): Waiting[] =>
  db
    .select({ ...common, id: performances.id, at: performances.openedAt })
    .from(performances)
    .innerJoin(rubrics, eq(rubrics.id, performances.rubricId))
    .innerJoin(persons, eq(persons.id, performances.personId))
    .where(where)
    .orderBy(asc(performances.openedAt))
    .all()
const disputes = (db: Db, actor: Taker): Waiting[] =>
  mayAdjudicate(actor)
    ? of(
        db,
        sql`${performances.state} = 'adjudicating' and ${performances.personId} <> ${actor.person}
          and not exists (select 1 from observation_sheets s where s."performanceId" = ${performances.id} and s."observerId" = ${actor.person})`,
      )
    : []
const unread = (db: Db, actor: Taker): Waiting[] =>
  of(
    db,
    and(
      eq(performances.personId, actor.person),
      isNotNull(performances.settledAt),
      isNull(performances.acknowledgedAt),
    ),
  )
export type AllWaiting = { drafts: Waiting[]; disputes: Waiting[]; unread: Waiting[] }
/** What waits for the actor: own sheets not sent, performances to adjudicate, and own results not acknowledged. */
export const observationsWaiting = (db: Db, actor: Taker): AllWaiting => ({
  drafts: drafts(db, actor),
  disputes: disputes(db, actor),
  unread: unread(db, actor),
})
