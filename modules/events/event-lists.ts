import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { enrolments } from './enrolment-schema.ts'
import type { Event } from './event-rows.ts'
import { visibleEvents } from './policy.ts'
import { events, topics, venues } from './schema.ts'

export type EventFilter = { topic?: string | undefined; province?: number | undefined; past?: '1' | undefined }
/** The most events one page shows; further ones are found by filter. */
const most = 60
const first = sql<number>`(select min(s."startsAt") from event_sessions s where s."eventId" = "events"."id")`
const last = sql<number>`(select max(s."endsAt") from event_sessions s where s."eventId" = "events"."id")`
/** With sub-selects that name the outer row literally: drizzle drops the name in a select of one table. */
const columns = (person: number) => ({
  id: events.id,
  titleKm: events.titleKm,
  titleEn: events.titleEn,
  state: events.state,
  provinceId: events.provinceId,
  capacity: events.capacity,
  kind: topics.kind,
  topicKm: topics.titleKm,
  topicEn: topics.titleEn,
  venueKm: venues.km,
  venueEn: venues.en,
  startsAt: first.as('startsAt'),
  endsAt: last.as('endsAt'),
  taken:
    sql<number>`(select count(*) from event_enrolments n where n."eventId" = "events"."id" and n.state = 'confirmed')`.as(
      'taken',
    ),
  mine: enrolments.state,
  isMine:
    sql<number>`(${events.createdBy} = ${person} or exists (select 1 from event_trainers t where t."eventId" = "events"."id" and t."personId" = ${person}))`.as(
      'isMine',
    ),
})
export type ListedEvent = Pick<Event, 'id' | 'titleKm' | 'titleEn' | 'state' | 'provinceId' | 'capacity'> & {
  kind: 'tot' | 'provincial' | 'webinar'
  topicKm: string
  topicEn: string
  venueKm: string | null
  venueEn: string | null
  startsAt: number | null
  endsAt: number | null
  taken: number
  mine: string | null
  isMine: number
}
/** A draft without a time belongs to what is coming. */
const when = (now: number, isPast: boolean): SQL =>
  isPast ? sql`${last} < ${now}` : sql`coalesce(${last}, ${now}) >= ${now}`
/** The events an actor may know of: coming ones with the soonest first, past ones with the newest first. */
export const eventList = (db: Db, actor: Actor, { topic, province, past }: EventFilter, now: number): ListedEvent[] =>
  db
    .select(columns(actor.person))
    .from(events)
    .innerJoin(topics, eq(topics.id, events.topicId))
    .leftJoin(venues, eq(venues.id, events.venueId))
    .leftJoin(enrolments, and(eq(enrolments.eventId, events.id), eq(enrolments.personId, actor.person)))
    .where(
      and(
        visibleEvents(actor),
        when(now, past === '1'),
        topic === undefined ? undefined : eq(topics.code, topic),
        province === undefined ? undefined : eq(events.provinceId, province),
      ),
    )
    .orderBy(past === '1' ? desc(sql`"startsAt"`) : asc(sql`"startsAt" is null`), asc(sql`"startsAt"`))
    .limit(exactly(most))
    .all()
