import { and, count, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { pageSize, slice, type Cursor, type Slice } from '#server/http/lists'
import { enrolments } from './enrolment-schema.ts'
import type { Event } from './event-rows.ts'
import { visibleEvents } from './policy.ts'
import { events, topics, venues } from './schema.ts'

export type EventFilter = {
  topic?: string | undefined
  kind?: 'tot' | 'provincial' | 'webinar' | undefined
  province?: number | undefined
  past?: '1' | undefined
  after?: Cursor | undefined
  before?: Cursor | undefined
}
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
const when = (now: number, isPast: boolean): SQL => {
  const open = sql`exists (select 1 from event_sessions s where s."eventId" = "events"."id" and s."endsAt" >= ${now})`
  return isPast ? sql`${first} is not null and not ${open}` : sql`(${first} is null or ${open})`
}
/** The one condition of the list and its count: who may know of it, when it is, what was chosen. */
const conditionOf = (actor: Actor, { topic, kind, province, past }: EventFilter, now: number): SQL | undefined =>
  and(
    visibleEvents(actor),
    when(now, past === '1'),
    topic === undefined
      ? undefined
      : sql`"events"."topicId" = (select t.id from event_topics t where t.code = ${topic})`,
    kind === undefined
      ? undefined
      : sql`"events"."topicId" in (select t.id from event_topics t where t.kind = ${kind})`,
    province === undefined ? undefined : eq(events.provinceId, province),
  )
/** Later than every event, for a draft without a time: it stands last among what is coming. */
const never = 9_000_000_000_000_000
/** What the list is sorted by, smallest first: past events with the newest first. */
const sortKey = (past: EventFilter['past']): SQL<number> =>
  past === '1' ? sql<number>`-${first}` : sql<number>`coalesce(${first}, ${sql.raw(String(never))})`
const beyond = (key: SQL, { after, before }: EventFilter): SQL | undefined => {
  const at = after ?? before
  if (!at) return undefined
  const place = sql`(${Number(at.key) || 0}, ${at.id})`
  return after ? sql`(${key}, "events"."id") > ${place}` : sql`(${key}, "events"."id") < ${place}`
}
type Place = { id: number; key: number }
/** Which events stand on the page. Only their columns are looked for: a count of places for each is not for nothing. */
const placesOf = (db: Db, condition: SQL | undefined, filter: EventFilter): Place[] => {
  const key = sortKey(filter.past)
  const way = sql.raw(filter.before && !filter.after ? 'desc' : 'asc')
  return db
    .select({ id: events.id, key: key.as('key') })
    .from(events)
    .where(and(condition, beyond(key, filter)))
    .orderBy(sql`"key" ${way}, "events"."id" ${way}`)
    .limit(exactly(pageSize + 1))
    .all()
}
const listed = (db: Db, { person }: Actor, ids: readonly number[]): Map<number, ListedEvent> =>
  new Map(
    db
      .select(columns(person))
      .from(events)
      .innerJoin(topics, eq(topics.id, events.topicId))
      .leftJoin(venues, eq(venues.id, events.venueId))
      .leftJoin(enrolments, and(eq(enrolments.eventId, events.id), eq(enrolments.personId, person)))
      .where(inArray(events.id, [...ids]))
      .all()
      .map((one) => [one.id, one]),
  )
/** One page of the events an actor may know of: coming ones with the soonest first, past ones with the newest first. */
export const eventList = (db: Db, actor: Actor, filter: EventFilter, now: number): Slice<ListedEvent> => {
  const condition = conditionOf(actor, filter, now)
  const total = db.select({ n: count() }).from(events).where(condition).get()?.n ?? 0
  const page = slice(placesOf(db, condition, filter), total, { after: filter.after, before: filter.before }, ({ id, key }) => ({ key: String(key), id })) // prettier-ignore
  const found = listed(db, actor, page.rows.map(({ id }) => id)) // prettier-ignore
  return { ...page, rows: page.rows.flatMap(({ id }) => found.get(id) ?? []) }
}
