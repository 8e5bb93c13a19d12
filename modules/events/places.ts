import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { enqueue, job } from '#server/jobs'
import { record } from '#server/journal'
import { valueOf } from '#server/settings'
import { dayOf, hour } from '#server/time'
import { persons } from '#modules/people'
import { requirementOf } from '#modules/progress'
import { enrolmentMoves, enrolments, type enrolmentStates } from './enrolment-schema.ts'
import { eventRow, sessionsOf, type EventRow } from './event-rows.ts'
import { confirmHours } from './settings.ts'
import { tellPersons } from './telling.ts'

export type Enrolment = typeof enrolments.$inferSelect
type State = (typeof enrolmentStates)[number]
export type Place = Pick<Enrolment, 'seat' | 'queued'> & { state: State; confirmBy?: number | null }
/** Who acts; null: the house itself. */
type By = Pick<Actor, 'person'> | null

export const enrolmentAt = (tx: Tx, eventId: number, personId: number): Enrolment | undefined =>
  tx
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.eventId, eventId), eq(enrolments.personId, personId)))
    .get()
const seatsOf = (tx: Tx, eventId: number): Set<number> =>
  new Set(
    tx
      .select({ seat: enrolments.seat })
      .from(enrolments)
      .where(and(eq(enrolments.eventId, eventId), isNotNull(enrolments.seat)))
      .all()
      .map(({ seat }) => seat ?? 0),
  )
/** The lowest free place, or null. Unique in the schema: two persons never get one. */
const freeSeat = (tx: Tx, { event }: EventRow): number | null => {
  const taken = seatsOf(tx, event.id)
  for (let seat = 1; seat <= event.capacity; seat++) if (!taken.has(seat)) return seat
  return null
}
const waitingAt = (tx: Tx, eventId: number): Enrolment[] =>
  tx
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.eventId, eventId), eq(enrolments.state, 'waitlisted')))
    .orderBy(asc(enrolments.queued))
    .all()
/** A place for who comes now: a seat only while nobody waits before her. */
export const placeAt = (tx: Tx, row: EventRow): Place => {
  const waiting = waitingAt(tx, row.event.id)
  const seat = waiting.length === 0 ? freeSeat(tx, row) : null
  if (seat !== null) return { state: 'confirmed', seat, queued: null }
  return { state: 'waitlisted', seat: null, queued: (waiting.at(-1)?.queued ?? 0) + 1 }
}
export const noPlace = (state: 'nominated' | 'declined' | 'cancelled'): Place => ({ state, seat: null, queued: null })

type Moved = { eventId: number; personId: number; once: string; place: Place; reason: string }
/** Brings a person's one row at an event to a state, with the move beside it and an entry in the journal. */
export const put = (tx: Tx, by: By, { eventId, personId, once, place, reason }: Moved, now: number): Enrolment => {
  const known = enrolmentAt(tx, eventId, personId)
  const values = { confirmBy: null, ...place }
  const row = known
    ? tx.update(enrolments).set(values).where(eq(enrolments.id, known.id)).returning().get()
    : tx
        .insert(enrolments)
        .values({ once, eventId, personId, ...values, createdAt: now, createdBy: by?.person ?? personId })
        .returning()
        .get()
  const from = known?.state ?? null
  tx.insert(enrolmentMoves)
    .values({ enrolmentId: row.id, from, to: place.state, by: by?.person ?? null, at: now, reason })
    .run()
  record(tx, by, {
    action: by === null ? 'system.close' : personId === by.person ? 'events.enrol' : 'events.publish',
    subject: `events/${String(eventId)}`,
    at: now,
    fields: ['enrolment'],
    values: { personId, before: from, after: place.state, reason },
  })
  return row
}
const mayCome = (tx: Tx, { topic }: EventRow, personId: number, now: number): boolean => {
  const person = tx.select({ status: persons.status }).from(persons).where(eq(persons.id, personId)).get()
  return (
    person?.status === 'active' && (!topic.entry || requirementOf(tx, personId, topic.entry, now).status === 'done')
  )
}
/** Until when who moves up confirms: so many hours, but never after the event has begun; null when there is no time for it. */
const confirmByOf = (tx: Tx, { event }: EventRow, now: number): number | null => {
  const begins = sessionsOf(tx).all({ event: event.id })[0]?.startsAt ?? now
  const by = Math.min(now + valueOf(tx, confirmHours) * hour, begins - hour)
  return by > now + hour ? by : null
}
/**
 * Gives free seats to who waits, in the order of arrival, until there is no seat or nobody left. Who left the service or
 * no longer meets the entry rule keeps waiting and is passed over.
 */
export const promote = (tx: Tx, by: By, row: EventRow, now: number): void => {
  const { event } = row
  const began = (sessionsOf(tx).all({ event: event.id })[0]?.startsAt ?? now + 1) <= now
  if (began || event.state !== 'published') return
  for (const next of waitingAt(tx, event.id)) {
    const seat = freeSeat(tx, row)
    if (seat === null) return
    if (!mayCome(tx, row, next.personId, now)) continue
    const confirmBy = confirmByOf(tx, row, now)
    const place: Place = { state: 'confirmed', seat, queued: null, confirmBy }
    put(tx, by, { eventId: event.id, personId: next.personId, once: next.once, place, reason: '' }, now)
    if (confirmBy === null) tellPersons(tx, event, [next.personId], 'events:notice.promoted', {}, now)
    else {
      const params = { day: { day: dayOf(confirmBy) } }
      tellPersons(tx, event, [next.personId], 'events:notice.confirm', params, now)
      enqueue(tx, releasePlace, `${String(next.id)} ${String(confirmBy)}`, { enrolment: next.id, confirmBy }, confirmBy)
    }
  }
}
/** A place that was not confirmed in time goes to the next who waits. */
const release = (db: Db, { enrolment, confirmBy }: { enrolment: number; confirmBy: number }, now: number): void => {
  write(db, (tx) => {
    const still = and(eq(enrolments.id, enrolment), eq(enrolments.confirmBy, confirmBy))
    const known = tx.select().from(enrolments).where(still).get()
    if (known?.state !== 'confirmed' || confirmBy > now) return
    const row = eventRow(tx, known.eventId)
    const { eventId, personId, once } = known
    put(tx, null, { eventId, personId, once, place: noPlace('cancelled'), reason: '' }, now)
    tellPersons(tx, row.event, [personId], 'events:notice.released', {}, now)
    promote(tx, null, row, now)
  })
}
export const releasePlace = job('events.release', z.object({ enrolment: z.number(), confirmBy: z.number() }), release)
/** A cancelled event holds nobody's place: everyone is free for another one. */
export const freePlaces = (tx: Tx, by: By, { event }: EventRow, reason: string, now: number): void => {
  const held = tx
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.eventId, event.id), inArray(enrolments.state, ['nominated', 'confirmed', 'waitlisted'])))
    .all()
  for (const { eventId, personId, once } of held)
    put(tx, by, { eventId, personId, once, place: noPlace('cancelled'), reason }, now)
}
/** Fewer places than before: who sits beyond the last one takes a free one. How many are taken is refused by the caller. */
export const moveIn = (tx: Tx, row: EventRow): void => {
  const beyond = tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.eventId, row.event.id), sql`${enrolments.seat} > ${row.event.capacity}`))
    .all()
  for (const { id } of beyond)
    tx.update(enrolments)
      .set({ seat: freeSeat(tx, row) })
      .where(eq(enrolments.id, id))
      .run()
}
/** Places taken. */
export const takenAt = (tx: Tx, eventId: number): number => seatsOf(tx, eventId).size
