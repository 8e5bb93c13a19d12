import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { exactly, write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { personFor } from '#modules/people'
import { requirementOf } from '#modules/progress'
import { enrolmentMoves, enrolments, type enrolmentStates } from './enrolment-schema.ts'
import { eventFor, trainersOf, type EventRow } from './event-rows.ts'
import { mayMark, mayPublish } from './policy.ts'
import { tellPersons } from './telling.ts'

export type Enrolment = typeof enrolments.$inferSelect
type State = (typeof enrolmentStates)[number]
type Place = Pick<Enrolment, 'seat' | 'queued'> & { state: State }

const seatsOf = (tx: Tx, eventId: number): Set<number> =>
  new Set(
    tx
      .select({ seat: enrolments.seat })
      .from(enrolments)
      .where(and(eq(enrolments.eventId, eventId), isNotNull(enrolments.seat)))
      .all()
      .map(({ seat }) => seat ?? 0),
  )
/** The lowest free place, or the end of the waiting list. Unique in the schema: two persons never get one. */
const placeAt = (tx: Tx, { event }: EventRow): Place => {
  const taken = seatsOf(tx, event.id)
  for (let seat = 1; seat <= event.capacity; seat++)
    if (!taken.has(seat)) return { state: 'confirmed', seat, queued: null }
  const last = tx
    .select({ queued: sql<number | null>`max(${enrolments.queued})` })
    .from(enrolments)
    .where(eq(enrolments.eventId, event.id))
    .get()
  return { state: 'waitlisted', seat: null, queued: (last?.queued ?? 0) + 1 }
}
const enrolmentAt = (tx: Tx, eventId: number, personId: number): Enrolment | undefined =>
  tx
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.eventId, eventId), eq(enrolments.personId, personId)))
    .get()
type Moved = { eventId: number; personId: number; once: string; place: Place; reason: string }
/** Brings a person's one row at an event to a state, with the move beside it. */
const put = (tx: Tx, actor: Actor, { eventId, personId, once, place, reason }: Moved, now: number): Enrolment => {
  const known = enrolmentAt(tx, eventId, personId)
  const row = known
    ? tx.update(enrolments).set(place).where(eq(enrolments.id, known.id)).returning().get()
    : tx
        .insert(enrolments)
        .values({ once, eventId, personId, ...place, createdAt: now, createdBy: actor.person })
        .returning()
        .get()
  tx.insert(enrolmentMoves)
    .values({ enrolmentId: row.id, from: known?.state ?? null, to: place.state, by: actor.person, at: now, reason })
    .run()
  record(tx, actor, {
    action: personId === actor.person ? 'events.enrol' : 'events.publish',
    subject: `events/${String(eventId)}`,
    at: now,
    fields: ['enrolment'],
    values: { personId, before: known?.state ?? null, after: place.state, reason },
  })
  return row
}
const isHolding = (one: Enrolment | undefined): one is Enrolment =>
  one !== undefined && (one.state === 'confirmed' || one.state === 'waitlisted')
const refuseClosed = ({ event }: EventRow): void => {
  if (event.state !== 'published') throw new Refused('events:enrol.notOpen')
}
/** Who leads an event has no place among its participants: nobody marks herself present. */
const refuseTrainer = (tx: Tx, { event }: EventRow, personId: number): void => {
  if (trainersOf(tx).all({ event: event.id }).some((one) => one.personId === personId)) throw new Refused('events:enrol.trainer') // prettier-ignore
}
const refuseEntry = (tx: Tx, { topic }: EventRow, personId: number, now: number): void => {
  if (!topic.entry) return
  const { status, reason } = requirementOf(tx, personId, topic.entry, now)
  if (status !== 'done')
    throw new Refused('events:enrol.entry', { done: reason.params.done ?? 0, total: reason.params.total ?? 0 })
}
/**
 * Takes a place for oneself, or the next one on the waiting list. Twice is once. A workshop for trainers is nominated
 * for, not enrolled in.
 */
export const enrolSelf = (db: Db, actor: Actor, { id, once }: { id: number; once: string }, now: number): Enrolment =>
  write(db, (tx) => {
    if (!actor.reach['events.enrol']) throw new Forbidden()
    const row = eventFor(tx, actor, id)
    const known = enrolmentAt(tx, id, actor.person)
    if (isHolding(known)) return known
    refuseClosed(row)
    if (row.topic.kind === 'tot') throw new Refused('events:enrol.nominated')
    refuseTrainer(tx, row, actor.person)
    refuseEntry(tx, row, actor.person, now)
    return put(tx, actor, { eventId: id, personId: actor.person, once, place: placeAt(tx, row), reason: '' }, now)
  })
/** A chief proposes somebody of her centre for a workshop, with a reason; the agency approves. */
export const nominate = (
  db: Db,
  actor: Actor,
  { id, personId, once, reason }: { id: number; personId: number; once: string; reason: string },
  now: number,
): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const person = personFor(tx, actor, 'events.nominate', personId)
    const known = enrolmentAt(tx, id, person.id)
    if (known && known.state !== 'cancelled' && known.state !== 'declined') return known
    refuseClosed(row)
    if (row.topic.kind !== 'tot') throw new Refused('events:enrol.open')
    refuseEntry(tx, row, person.id, now)
    const place = { state: 'nominated' as const, seat: null, queued: null }
    return put(tx, actor, { eventId: id, personId: person.id, once, place, reason }, now)
  })
const insistTeam = (tx: Tx, actor: Actor, { event }: EventRow): void => {
  if (mayPublish(actor, event) || mayMark(actor, event, trainersOf(tx).all({ event: event.id }))) return
  throw new Forbidden()
}
/** The team adds who stands in the room, or approves a nomination: entry rules do not bind it, a reason is kept. */
export const admitPerson = (
  db: Db,
  actor: Actor,
  { id, personId, once, reason }: { id: number; personId: number; once: string; reason: string },
  now: number,
): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const known = enrolmentAt(tx, id, personId)
    if (isHolding(known)) return known
    if (row.topic.kind === 'tot' && !mayPublish(actor, row.event)) throw new Forbidden()
    insistTeam(tx, actor, row)
    if (row.event.state !== 'published' && row.event.state !== 'held') throw new Refused('events:enrol.notOpen')
    refuseTrainer(tx, row, personId)
    const made = put(tx, actor, { eventId: id, personId, once, place: placeAt(tx, row), reason }, now)
    const key = made.state === 'confirmed' ? 'events:notice.admitted' : 'events:notice.waiting'
    tellPersons(tx, row.event, [personId], key, {}, now)
    return made
  })
/** A nomination that is not approved, with the reason. */
export const declineNomination = (
  db: Db,
  actor: Actor,
  { id, personId, reason }: { id: number; personId: number; reason: string },
  now: number,
): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    if (!mayPublish(actor, row.event)) throw new Forbidden()
    const known = enrolmentAt(tx, id, personId)
    if (known?.state !== 'nominated') throw new NotFound()
    const place = { state: 'declined' as const, seat: null, queued: null }
    const made = put(tx, actor, { eventId: id, personId, once: known.once, place, reason }, now)
    tellPersons(tx, row.event, [personId], 'events:notice.declined', { reason }, now)
    return made
  })
/** The first who waits moves up to a place that became free, and is told. */
const promote = (tx: Tx, actor: Actor, row: EventRow, now: number): void => {
  const { event } = row
  const next = tx
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.eventId, event.id), eq(enrolments.state, 'waitlisted')))
    .orderBy(asc(enrolments.queued))
    .limit(exactly(1))
    .get()
  if (!next || seatsOf(tx, event.id).size >= event.capacity) return
  const place = placeAt(tx, row)
  if (place.state !== 'confirmed') return
  put(tx, actor, { eventId: event.id, personId: next.personId, once: next.once, place, reason: '' }, now)
  tellPersons(tx, event, [next.personId], 'events:notice.promoted', {}, now)
}
/** Gives a place back, one's own or, by the team, another's; who waits first moves up. */
export const withdraw = (
  db: Db,
  actor: Actor,
  { id, personId, reason = '' }: { id: number; personId: number; reason?: string },
  now: number,
): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    if (personId !== actor.person) insistTeam(tx, actor, row)
    const known = enrolmentAt(tx, id, personId)
    if (!known) throw new NotFound()
    if (known.state === 'cancelled') return known
    if (row.event.state !== 'published' && row.event.state !== 'postponed') throw new Refused('events:enrol.begun')
    const place = { state: 'cancelled' as const, seat: null, queued: null }
    const made = put(tx, actor, { eventId: id, personId, once: known.once, place, reason }, now)
    promote(tx, actor, row, now)
    return made
  })
