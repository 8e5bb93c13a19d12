import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { NotFound, present } from '#server/errors'
import { persons } from '#modules/people'
import { visibleEvents } from './policy.ts'
import { events, eventMoves, eventTrainers, invitedProvinces, sessions, topics, venues } from './schema.ts'

const $ = sql.placeholder
export type Event = typeof events.$inferSelect
export type Session = typeof sessions.$inferSelect
const row = {
  event: events,
  topic: topics,
  venue: venues,
}
export type EventRow = { event: Event; topic: typeof topics.$inferSelect; venue: typeof venues.$inferSelect | null }
/** An event the actor may know of, with its topic and room. NotFound for anybody else: 404. */
export const eventFor = (db: Db, actor: Actor, id: number): EventRow => {
  const found = db
    .select(row)
    .from(events)
    .innerJoin(topics, eq(topics.id, events.topicId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .where(and(eq(events.id, id), visibleEvents(actor)))
    .get()
  if (!found) throw new NotFound()
  return found
}
/** An event by its number, for what the house itself does. */
export const eventRow = (db: Db, id: number): EventRow => {
  const found = db
    .select(row)
    .from(events)
    .innerJoin(topics, eq(topics.id, events.topicId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .where(eq(events.id, id))
    .get()
  return present(found, 'the event')
}
/** The dated parts of an event, in their order. */
export const sessionsOf = prepared((db) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.eventId, $('event')))
    .orderBy(asc(sessions.startsAt)),
)
export type TrainerRow = { personId: number; role: 'lead' | 'co'; nameKm: string; nameLatin: string; honorific: string }
/** Who leads an event: the lead first. */
export const trainersOf = prepared((db) =>
  db
    .select({
      personId: eventTrainers.personId,
      role: eventTrainers.role,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      honorific: persons.honorific,
    })
    .from(eventTrainers)
    .innerJoin(persons, eq(persons.id, eventTrainers.personId))
    .where(eq(eventTrainers.eventId, $('event')))
    .orderBy(sql`${eventTrainers.role} = 'co'`, asc(eventTrainers.personId)),
)
/** Provinces beside the host whose officers may come. */
export const invitedTo = (db: Db, eventId: number): number[] =>
  db
    .select({ id: invitedProvinces.provinceId })
    .from(invitedProvinces)
    .where(eq(invitedProvinces.eventId, eventId))
    .all()
    .map(({ id }) => id)
export type MoveRow = Pick<typeof eventMoves.$inferSelect, 'to' | 'at' | 'reason'> & {
  nameKm: string
  nameLatin: string
}
/** Moves of an event, the first one first, with who made them. */
export const movesOf = (db: Db, eventId: number): MoveRow[] =>
  db
    .select({
      to: eventMoves.to,
      at: eventMoves.at,
      reason: eventMoves.reason,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
    })
    .from(eventMoves)
    .innerJoin(persons, eq(persons.id, eventMoves.by))
    .where(eq(eventMoves.eventId, eventId))
    .orderBy(asc(eventMoves.id))
    .all()
/** The key under which the facts of an event belong together. */
export const occasionOf = (eventId: number): string => `event:${String(eventId)}`
/** Planned minutes of the whole event. */
export const plannedOf = (all: readonly Pick<Session, 'plannedMinutes'>[]): number =>
  all.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0)
