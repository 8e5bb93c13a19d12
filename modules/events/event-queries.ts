import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly, prepared } from '#server/db/write'
import { hasRole, persons, postings, visibleTo } from '#modules/people'
import { requirementOf, type NodeStanding } from '#modules/progress'
import { personClashes, type Clash } from './clashes.ts'
import { enrolments, type enrolmentStates } from './enrolment-schema.ts'
import {
  eventFor,
  movesOf,
  sessionsOf,
  trainersOf,
  type EventRow,
  type Session,
  type TrainerRow,
} from './event-rows.ts'
import { mayMark, mayPlan, mayPublish } from './policy.ts'
import { draftOf, readinessOf, type Point } from './readiness.ts'
import { movesFor, type Move } from './transitions.ts'

const $ = sql.placeholder
/** The most names of one list to choose from. */
const mostNominees = 500
export type EnrolmentState = (typeof enrolmentStates)[number]
export type MemberRow = {
  personId: number
  state: EnrolmentState
  seat: number | null
  queued: number | null
  staffId: string
  nameKm: string
  nameLatin: string
  sortKey: string
  sex: string | null
  centreId: number | null
  position: string | null
}
/** Everybody at an event in the order of names; who waits, in the order of arrival. Exported for the test of its plan. */
export const membersOf = prepared((db) =>
  db
    .select({
      personId: enrolments.personId,
      state: enrolments.state,
      seat: enrolments.seat,
      queued: enrolments.queued,
      staffId: persons.staffId,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      sortKey: persons.sortKey,
      sex: persons.sex,
      centreId: postings.centreId,
      position: postings.position,
    })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .leftJoin(postings, and(eq(postings.personId, persons.id), sql`${postings.endsOn} is null`))
    .where(and(eq(enrolments.eventId, $('event')), inArray(enrolments.state, ['nominated', 'confirmed', 'waitlisted'])))
    .orderBy(asc(enrolments.state), asc(enrolments.queued), asc(persons.sortKey)),
)
const mine = prepared((db) =>
  db
    .select({ state: enrolments.state, queued: enrolments.queued, confirmBy: enrolments.confirmBy })
    .from(enrolments)
    .where(and(eq(enrolments.eventId, $('event')), eq(enrolments.personId, $('person')))),
)
const counted = prepared((db) =>
  db
    .select({
      confirmed: sql<number>`coalesce(sum(${enrolments.state} = 'confirmed'), 0)`.as('confirmed'),
      waiting: sql<number>`coalesce(sum(${enrolments.state} = 'waitlisted'), 0)`.as('waiting'),
    })
    .from(enrolments)
    .where(eq(enrolments.eventId, $('event'))),
)
export type May = {
  override: boolean
  plan: boolean
  publish: boolean
  mark: boolean
  enrol: boolean
  nominate: boolean
  moves: readonly Move[]
}
export type EventDesk = {
  row: EventRow
  sessions: readonly Session[]
  trainers: readonly TrainerRow[]
  mine: { state: EnrolmentState; queued: number | null; confirmBy: number | null } | null
  confirmed: number
  waiting: number
  /** The entry rule held against the person who looks; null where there is none, or she has no record. */
  entry: NodeStanding | null
  clashes: readonly Clash[]
  may: May
  now: number
  /** What forbids publishing it, or would today; null for who does not run it, and once it began. */
  missing: Point | null
  /** Whether the one who looks leads it: she takes no place. */
  isTrainer: boolean
  moves: ReturnType<typeof movesOf>
}
const mayOf = (db: Db, actor: Actor, row: EventRow, trainers: readonly TrainerRow[]): May => ({
  override: actor.reach['events.override'] !== undefined,
  plan: mayPlan(actor, row.event) && (row.event.state === 'draft' || row.event.state === 'postponed'),
  publish: mayPublish(actor, row.event),
  mark: mayMark(actor, row.event, trainers),
  enrol: actor.reach['events.enrol'] !== undefined && row.topic.kind !== 'tot',
  nominate: row.topic.kind === 'tot' && row.event.state === 'published' && actor.reach['events.nominate'] !== undefined,
  moves: movesFor(db, actor, row.event),
})
const planned = new Set(['draft', 'submitted', 'published', 'postponed'])
/** A published event is looked at again: its lead may have lost the licence since (PRODUCT rule 4). */
const missingOf = (db: Db, row: EventRow, all: readonly Session[], now: number): Point | null => {
  const isOver = (all[0]?.startsAt ?? now) < now && row.event.state === 'published'
  return planned.has(row.event.state) && !isOver ? readinessOf(db, draftOf(db, row)).missing : null
}
/** All that the page of one event shows; a fixed number of statements. NotFound for who may not know of it. */
export const eventDesk = (db: Db, actor: Actor, id: number, now: number): EventDesk => {
  const row = eventFor(db, actor, id)
  const all = sessionsOf(db).all({ event: id })
  const trainers = trainersOf(db).all({ event: id })
  const may = mayOf(db, actor, row, trainers)
  const { confirmed = 0, waiting = 0 } = counted(db).get({ event: id }) ?? {}
  const isTeam = may.publish || may.mark || may.plan
  return {
    row,
    sessions: all,
    trainers,
    mine: mine(db).get({ event: id, person: actor.person }) ?? null,
    confirmed,
    waiting,
    entry:
      row.topic.entry && actor.roles.includes('officer') ? requirementOf(db, actor.person, row.topic.entry, now) : null,
    clashes: actor.reach['events.enrol'] ? personClashes(db, actor.person, all, id) : [],
    may,
    now,
    missing: isTeam ? missingOf(db, row, all, now) : null,
    isTrainer: trainers.some(({ personId }) => personId === actor.person),
    moves: isTeam ? movesOf(db, id) : [],
  }
}
/** What a person attended so far, of the planned minutes of the sessions in which she is marked. */
export type Attended = { minutes: number; of: number }
/** Attendance so far at an event, by person: marks of open registers and facts of closed ones. */
export const minutesAt = (db: Db, eventId: number): ReadonlyMap<number, Attended> => {
  const rows = db.all<
    Attended & { personId: number }
  >(sql`select "personId", sum(minutes) minutes, sum(planned) "of" from (
    select m."personId", m.minutes, s."plannedMinutes" planned from event_sessions s join attendance_marks m on m."sessionId" = s.id
    where s."eventId" = ${eventId} and s."closedAt" is null
    union all select a."personId", a.minutes, s."plannedMinutes" from event_sessions s join attendances a on a."sessionId" = s.id
    where s."eventId" = ${eventId} and not exists (select 1 from attendances v where v.voids = a.id)) group by "personId"`)
  return new Map(rows.map(({ personId, ...attended }) => [personId, attended]))
}
export type Nominee = { personId: number; nameKm: string; nameLatin: string }
/** Officers whom the actor may nominate and who have no place yet, in the order of names. */
export const nomineesOf = (db: Db, actor: Actor, eventId: number): Nominee[] =>
  db
    .select({ personId: persons.id, nameKm: persons.nameKm, nameLatin: persons.nameLatin })
    .from(persons)
    .where(
      and(
        visibleTo(actor, 'events.nominate'),
        hasRole('officer'),
        eq(persons.status, 'active'),
        sql`not exists (select 1 from event_enrolments n where n."eventId" = ${eventId} and n."personId" = "persons"."id" and n.state in ('nominated', 'confirmed', 'waitlisted'))`,
      ),
    )
    .orderBy(asc(persons.sortKey))
    .limit(exactly(mostNominees))
    .all()
