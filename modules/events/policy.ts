import { sql, type SQL } from 'drizzle-orm'
import type { Action, Actor } from '#server/actor'

/** States in which an event is known to those who may come. */
export const open = ['published', 'held', 'closed', 'postponed'] as const
const ids = (all: readonly number[]): SQL => sql.raw(all.length > 0 ? all.map(String).join(', ') : 'null')

/** The provinces or the country that an action reaches, as SQL on `events`; an event of the whole country wants the country. */
const hosted = (actor: Actor, action: Action): SQL => {
  const reach = actor.reach[action]
  if (reach?.country) return sql`true`
  return sql`"events"."provinceId" in (${ids(reach?.provinces ?? [])})`
}
/** Whose event it is: who planned it and who leads it. */
const own = (person: number): SQL => sql`("events"."createdBy" = ${person}
  or exists (select 1 from event_trainers t where t."eventId" = "events"."id" and t."personId" = ${person}))`
/** Who may come: the host province and the invited ones by the current posting, everybody where no province is host or the topic is national. */
const invited = (person: number): SQL => sql`("events"."provinceId" is null
  or exists (select 1 from event_topics k where k.id = "events"."topicId" and k.kind <> 'provincial')
  or exists (select 1 from postings p join centres c on c.id = p."centreId"
    where p."personId" = ${person} and p."endsOn" is null
    and (c."provinceId" = "events"."provinceId" or exists (select 1 from event_provinces i where i."eventId" = "events"."id" and i."provinceId" = c."provinceId"))))`
/** Who has or had a place knows what becomes of the event, also while it is planned anew. */
const placed = (person: number): SQL =>
  sql`exists (select 1 from event_enrolments n where n."eventId" = "events"."id" and n."personId" = ${person})`
/** A cancelled draft was never anybody's business. */
const wasPublished = sql`exists (select 1 from event_moves m where m."eventId" = "events"."id" and m."to" = 'published')`
/** The events an actor may know of; names stand literally, since drizzle drops them in a select of one table. */
export const visibleEvents = (actor: Actor): SQL => {
  const states = sql.raw(open.map((state) => `'${state}'`).join(', '))
  const isOpen = sql`("events"."state" in (${states}) or ("events"."state" = 'cancelled' and ${wasPublished}))`
  return sql`(${hosted(actor, 'events.read')} or ${own(actor.person)} or ${placed(actor.person)} or (${isOpen} and ${invited(actor.person)}))`
}

type Known = { provinceId: number | null; createdBy: number }
const reaches = (actor: Actor, action: Action, { provinceId }: Known): boolean => {
  const reach = actor.reach[action]
  return reach !== undefined && (reach.country || (provinceId !== null && reach.provinces.includes(provinceId)))
}
/** A trainer plans in the provinces of her role and keeps what she planned; an event of the whole country is the administrator's. */
export const mayPlan = (actor: Actor, event: Known): boolean =>
  reaches(actor, 'events.plan', event) ||
  (event.createdBy === actor.person && event.provinceId !== null && actor.reach['events.plan'] !== undefined)
export const mayPublish = (actor: Actor, event: Known): boolean => reaches(actor, 'events.publish', event)
/** The register and the observations of the day: the trainers of the event, or who publishes it. */
export const mayMark = (actor: Actor, event: Known, trainers: readonly { personId: number }[]): boolean =>
  reaches(actor, 'events.mark', event) ||
  (actor.reach['events.mark'] !== undefined && trainers.some(({ personId }) => personId === actor.person))
