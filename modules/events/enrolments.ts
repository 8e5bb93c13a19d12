import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { personFor } from '#modules/people'
import { requirementOf } from '#modules/progress'
import { attendanceMarks } from './attendance-schema.ts'
import { eventFor, sessionsOf, trainersOf, type EventRow } from './event-rows.ts'
import { enrolmentAt, noPlace, placeAt, promote, put, type Enrolment } from './places.ts'
import { mayMark, mayPublish } from './policy.ts'
import { sessions } from './schema.ts'
import { tellPersons } from './telling.ts'

const isHolding = (one: Enrolment | undefined): one is Enrolment =>
  one !== undefined && (one.state === 'confirmed' || one.state === 'waitlisted')
const hasBegun = (tx: Tx, { event }: EventRow, now: number): boolean =>
  (sessionsOf(tx).all({ event: event.id })[0]?.startsAt ?? now + 1) <= now
const refuseClosed = (tx: Tx, row: EventRow, now: number): void => {
  if (row.event.state !== 'published') throw new Refused('events:enrol.notOpen')
  if (hasBegun(tx, row, now)) throw new Refused('events:enrol.begun')
}
/** Who leads an event has no place among its participants: nobody marks herself present. */
const refuseTrainer = (tx: Tx, { event }: EventRow, personId: number): void => {
  const team = trainersOf(tx).all({ event: event.id })
  if (team.some((one) => one.personId === personId)) throw new Refused('events:enrol.trainer')
}
const refuseEntry = (tx: Tx, { topic }: EventRow, personId: number, now: number): void => {
  if (!topic.entry) return
  const { status, reason } = requirementOf(tx, personId, topic.entry, now)
  if (status === 'done') return
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
    refuseClosed(tx, row, now)
    if (row.topic.kind === 'tot') throw new Refused('events:enrol.nominated')
    refuseTrainer(tx, row, actor.person)
    refuseEntry(tx, row, actor.person, now)
    return put(tx, actor, { eventId: id, personId: actor.person, once, place: placeAt(tx, row), reason: '' }, now)
  })
/** Who moved up from the waiting list says that she comes: the place stays hers. */
export const confirmPlace = (db: Db, actor: Actor, { id }: { id: number }, now: number): Enrolment =>
  write(db, (tx) => {
    eventFor(tx, actor, id)
    const known = enrolmentAt(tx, id, actor.person)
    if (known?.state !== 'confirmed') throw new Refused('events:enrol.gone')
    if (known.confirmBy === null) return known
    const { seat, once } = known
    const place = { state: 'confirmed' as const, seat, queued: null }
    return put(tx, actor, { eventId: id, personId: actor.person, once, place, reason: '' }, now)
  })
type Proposal = { id: number; personId: number; once: string; reason: string }
/** A chief proposes somebody of her centre for a workshop, with a reason; the agency approves. */
export const nominate = (db: Db, actor: Actor, { id, personId, once, reason }: Proposal, now: number): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const person = personFor(tx, actor, 'events.nominate', personId)
    const known = enrolmentAt(tx, id, person.id)
    if (known && known.state !== 'cancelled' && known.state !== 'declined') return known
    refuseClosed(tx, row, now)
    if (row.topic.kind !== 'tot') throw new Refused('events:enrol.open')
    refuseTrainer(tx, row, person.id)
    refuseEntry(tx, row, person.id, now)
    return put(tx, actor, { eventId: id, personId: person.id, once, place: noPlace('nominated'), reason }, now)
  })
const insistTeam = (tx: Tx, actor: Actor, { event, topic }: EventRow): void => {
  if (mayPublish(actor, event)) return
  const isTeam = mayMark(actor, event, trainersOf(tx).all({ event: event.id }))
  if (!isTeam || topic.kind === 'tot') throw new Forbidden()
}
/**
 * The team adds who stands in the room, known by the staff ID on her card: entry rules do not bind it, and the reason is
 * kept. A workshop for trainers is the agency's.
 */
export const admitPerson = (db: Db, actor: Actor, { id, personId, once, reason }: Proposal, now: number): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    insistTeam(tx, actor, row)
    const known = enrolmentAt(tx, id, personId)
    if (isHolding(known)) return known
    if (row.event.state !== 'published' && row.event.state !== 'held') throw new Refused('events:enrol.notOpen')
    refuseTrainer(tx, row, personId)
    const made = put(tx, actor, { eventId: id, personId, once, place: placeAt(tx, row), reason }, now)
    const key = made.state === 'confirmed' ? 'events:notice.admitted' : 'events:notice.waiting'
    tellPersons(tx, row.event, [personId], key, {}, now)
    return made
  })
type Decided = { id: number; personId: number }
const nominationAt = (tx: Tx, actor: Actor, row: EventRow, personId: number): Enrolment => {
  if (!mayPublish(actor, row.event)) throw new Forbidden()
  const known = enrolmentAt(tx, row.event.id, personId)
  if (known?.state !== 'nominated') throw new NotFound()
  return known
}
/** The agency approves a nomination: a place, or the next one on the waiting list. */
export const approveNomination = (db: Db, actor: Actor, { id, personId }: Decided, now: number): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const { once } = nominationAt(tx, actor, row, personId)
    refuseClosed(tx, row, now)
    const made = put(tx, actor, { eventId: id, personId, once, place: placeAt(tx, row), reason: '' }, now)
    const key = made.state === 'confirmed' ? 'events:notice.admitted' : 'events:notice.waiting'
    tellPersons(tx, row.event, [personId], key, {}, now)
    return made
  })
/** A nomination that is not approved, with the reason. */
export const declineNomination = (db: Db, actor: Actor, { id, personId, reason }: Decided & { reason: string }, now: number): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const { once } = nominationAt(tx, actor, row, personId)
    const made = put(tx, actor, { eventId: id, personId, once, place: noPlace('declined'), reason }, now)
    tellPersons(tx, row.event, [personId], 'events:notice.declined', { reason }, now)
    return made
  }) // prettier-ignore
/** Gives one's own place back, before the event begins; who waits first moves up. */
export const withdraw = (db: Db, actor: Actor, { id }: { id: number }, now: number): Enrolment =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const known = enrolmentAt(tx, id, actor.person)
    if (!known) throw new NotFound()
    if (known.state === 'cancelled') return known
    if (row.event.state === 'held' || row.event.state === 'closed' || hasBegun(tx, row, now)) throw new Refused('events:enrol.begun') // prettier-ignore
    const { once } = known
    const made = put(
      tx,
      actor,
      { eventId: id, personId: actor.person, once, place: noPlace('cancelled'), reason: '' },
      now,
    )
    const own = tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.eventId, id))
    tx.delete(attendanceMarks).where(and(eq(attendanceMarks.personId, actor.person), inArray(attendanceMarks.sessionId, own))).run() // prettier-ignore
    promote(tx, actor, row, now)
    return made
  })
