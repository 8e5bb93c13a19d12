import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Actor } from '#server/actor'
import { keepFact } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { dayOf } from '#server/time'
import { neededOf } from '#modules/programme'
import { attendanceMarks, attendances, type Mark } from './attendance-schema.ts'
import { enrolments } from './enrolment-schema.ts'
import { usualPercent } from './attendance.ts'
import { eventFor, occasionOf, plannedOf, sessionsOf, trainersOf, type EventRow, type Session } from './event-rows.ts'
import { mayMark } from './policy.ts'
import { sessions } from './schema.ts'
import { moveEvent } from './transitions.ts'

const $ = sql.placeholder
/** Minutes late, or gone early, that one tap stands for; the trainer may type others. */
export const usualGap = 15
export type MarkRow = typeof attendanceMarks.$inferSelect
/** Minutes that count for a mark: present is all of them, late and left early all but the gap. */
export const minutesOf = (mark: Mark, planned: number, gap: number): number => {
  if (mark === 'present') return planned
  if (mark === 'late' || mark === 'left') return Math.max(0, planned - gap)
  return 0
}
const openable = new Set(['published', 'held', 'closed'])
/** The session of an event whose register the actor keeps. 404 for another event's, 403 for who may not mark. */
export const registerFor = (db: Db, actor: Actor, id: number, sessionId: number | null): { row: EventRow; all: Session[]; session: Session } => {
  const row = eventFor(db, actor, id)
  const all = sessionsOf(db).all({ event: id })
  if (!mayMark(actor, row.event, trainersOf(db).all({ event: id }))) throw new Forbidden()
  const session = sessionId === null ? (all.find(({ closedAt }) => closedAt === null) ?? all.at(-1)) : all.find((one) => one.id === sessionId)
  if (!session || !openable.has(row.event.state)) throw new NotFound()
  return { row, all, session }
} // prettier-ignore
/** Nobody is present before the day has come. */
const refuseEarly = ({ heldOn }: Session, now: number): void => {
  if (heldOn > dayOf(now)) throw new Refused('events:register.early')
}
const isEnrolled = (tx: Tx, eventId: number, personId: number): boolean =>
  tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.eventId, eventId), eq(enrolments.personId, personId), eq(enrolments.state, 'confirmed')))
    .get() !== undefined
/** Who marks an event may also observe those who came, while it goes on; NotFound for a person who has no place there. */
export const insistMarking = (tx: Tx, actor: Actor, id: number, personId: number, now: number): void => {
  const { event } = eventFor(tx, actor, id)
  if (!mayMark(actor, event, trainersOf(tx).all({ event: id }))) throw new Forbidden()
  if (!isEnrolled(tx, id, personId)) throw new NotFound()
  const begins = sessionsOf(tx).all({ event: id })[0]?.startsAt ?? Infinity
  if (begins > now || event.state === 'closed') throw new Refused('events:watch.notNow')
}
export type Marking = { id: number; sessionId: number; personId: number; mark: Mark; gap?: number; uuid: string }
/** Marks one person in an open register; a later tap replaces the earlier one. Autosaved, so not journalled. */
export const markAttendance = (db: Db, actor: Actor, input: Marking, now: number): MarkRow =>
  write(db, (tx) => {
    const { session } = registerFor(tx, actor, input.id, input.sessionId)
    refuseEarly(session, now)
    if (session.closedAt !== null) throw new Refused('events:register.isClosed')
    if (!isEnrolled(tx, input.id, input.personId)) throw new NotFound()
    return keepMark(tx, actor, session, input, now)
  })
const keepMark = (tx: Tx, actor: Actor, session: Session, { personId, mark, gap = usualGap, uuid }: Omit<Marking, 'id' | 'sessionId'>, now: number): MarkRow => {
  if (personId === actor.person) throw new Refused('events:register.self')
  if (gap > session.plannedMinutes) throw new Refused('events:register.gap', { minutes: session.plannedMinutes })
  const row = { mark, minutes: minutesOf(mark, session.plannedMinutes, gap), method: 'staff' as const, markedAt: now, markedBy: actor.person }
  return tx
    .insert(attendanceMarks)
    .values({ sessionId: session.id, personId, uuid, ...row })
    .onConflictDoUpdate({ target: [attendanceMarks.sessionId, attendanceMarks.personId], set: row })
    .returning()
    .get()
} // prettier-ignore
const unmarked = (tx: Tx, eventId: number, sessionId: number): number[] =>
  tx
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .leftJoin(attendanceMarks, and(eq(attendanceMarks.personId, enrolments.personId), eq(attendanceMarks.sessionId, sessionId)))
    .where(and(eq(enrolments.eventId, eventId), eq(enrolments.state, 'confirmed'), isNull(attendanceMarks.personId)))
    .orderBy(asc(enrolments.personId))
    .all()
    .map(({ personId }) => personId) // prettier-ignore
/** Everybody who is not marked yet is present: one tap for a room. `uuidFor` gives the fact of each its number. */
export const markAllPresent = (db: Db, actor: Actor, { id, sessionId, uuidFor }: { id: number; sessionId: number; uuidFor: () => string }, now: number): number =>
  write(db, (tx) => {
    const { session } = registerFor(tx, actor, id, sessionId)
    if (session.closedAt !== null) throw new Refused('events:register.isClosed')
    refuseEarly(session, now)
    const rest = unmarked(tx, id, sessionId).filter((personId) => personId !== actor.person)
    for (const personId of rest) keepMark(tx, actor, session, { personId, mark: 'present', uuid: uuidFor() }, now)
    return rest.length
  }) // prettier-ignore
type Told = { personId: number; mark: Mark; minutes: number; uuid: string; evidence?: string; voids?: number }
const factOf = (tx: Tx, actor: Actor, row: EventRow, all: readonly Session[], session: Session, told: Told, now: number) => ({
  uuid: told.uuid,
  personId: told.personId,
  topicId: row.topic.id,
  occasion: occasionOf(row.event.id),
  minutes: told.minutes,
  plannedMinutes: plannedOf(all),
  neededPercent: neededOf(tx, told.personId, row.topic.code) ?? usualPercent,
  sessionId: session.id,
  mark: told.mark,
  happenedAt: session.startsAt,
  recordedAt: now,
  recordedBy: actor.person,
  method: 'staff' as const,
  evidence: told.evidence ?? null,
  voids: told.voids ?? null,
}) // prettier-ignore
/**
 * Closes the register of a session: its marks become facts in the same transaction. Whoever is not marked yet must be
 * first. The first one that closes says that the event is held. Twice is once.
 */
export const closeRegister = (db: Db, actor: Actor, { id, sessionId }: { id: number; sessionId: number }, now: number): void => {
  write(db, (tx) => {
    const { row, all, session } = registerFor(tx, actor, id, sessionId)
    if (session.closedAt !== null) return
    if (session.startsAt > now) throw new Refused('events:register.future')
    const rest = unmarked(tx, id, sessionId).length
    if (rest > 0) throw new Refused('events:register.unmarked', { count: rest })
    const marks = tx.select().from(attendanceMarks).where(eq(attendanceMarks.sessionId, sessionId)).all().filter(({ personId }) => isEnrolled(tx, id, personId))
    for (const one of marks) keepFact(tx, attendances, factOf(tx, actor, row, all, session, one, now))
    tx.update(sessions).set({ closedAt: now, closedBy: actor.person }).where(and(eq(sessions.id, sessionId), isNull(sessions.closedAt))).run()
    record(tx, actor, { action: 'events.mark', subject: `events/${String(id)}`, at: now, fields: ['register'], values: { sessionId, marks: marks.length } })
    if (row.event.state === 'published') moveEvent(tx, actor, { id, move: 'hold' }, now)
  })
} // prettier-ignore
const corrected = alias(attendances, 'corrected')
/** The fact that stands for a person in a session, with all that a later one voids left out. */
export const standingFacts = prepared((db) =>
  db
    .select({ fact: attendances })
    .from(attendances)
    .leftJoin(corrected, eq(corrected.voids, attendances.id))
    .where(and(eq(attendances.sessionId, $('session')), isNull(corrected.id))),
)
export type Correction = {
  id: number
  sessionId: number
  personId: number
  mark: Mark
  gap?: number
  reason: string
  uuid: string
}
/** Changes a closed register: a new fact that voids the old one, with the reason. Nothing is overwritten. */
export const correctAttendance = (db: Db, actor: Actor, input: Correction, now: number): void => {
  write(db, (tx) => {
    const { row, all, session } = registerFor(tx, actor, input.id, input.sessionId)
    if (session.closedAt === null) throw new Refused('events:register.isOpen')
    const old = standingFacts(tx).all({ session: session.id }).find(({ fact }) => fact.personId === input.personId)?.fact
    if (!old && !isEnrolled(tx, input.id, input.personId)) throw new NotFound()
    const { personId, mark, gap = usualGap, reason, uuid } = input
    if (personId === actor.person) throw new Refused('events:register.self')
    if (gap > session.plannedMinutes) throw new Refused('events:register.gap', { minutes: session.plannedMinutes })
    const minutes = minutesOf(mark, session.plannedMinutes, gap)
    if (old?.mark === mark && old.minutes === minutes) return
    const told = { personId, mark, minutes, uuid, evidence: reason, ...(old ? { voids: old.id } : {}) }
    keepFact(tx, attendances, factOf(tx, actor, row, all, session, told, now))
    record(tx, actor, { action: 'events.mark', subject: `events/${String(input.id)}`, at: now, fields: ['attendance', 'reason'], values: { personId, before: old?.mark ?? null, after: mark, minutes, reason } })
  })
} // prettier-ignore
