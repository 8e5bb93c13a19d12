import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly, prepared } from '#server/db/write'
import { events, topics } from './schema.ts'

const $ = sql.placeholder
export type Upcoming = {
  id: number
  titleKm: string
  titleEn: string
  kind: 'tot' | 'provincial' | 'webinar'
  startsAt: number
  endsAt: number
  venueKm: string | null
  venueEn: string | null
}
const next = prepared((db) =>
  db
    .select({
      id: events.id,
      titleKm: events.titleKm,
      titleEn: events.titleEn,
      kind: topics.kind,
      startsAt: sql<number>`(select min(s."startsAt") from event_sessions s where s."eventId" = ${events.id})`.as('startsAt'),
      endsAt: sql<number>`(select max(s."endsAt") from event_sessions s where s."eventId" = ${events.id})`.as('endsAt'),
      venueKm: sql<string | null>`(select v.km from venues v where v.id = ${events.venueId})`.as('venueKm'),
      venueEn: sql<string | null>`(select v.en from venues v where v.id = ${events.venueId})`.as('venueEn'),
    })
    .from(events)
    .innerJoin(topics, eq(topics.id, events.topicId))
    .where(sql`${events.id} in (select n."eventId" from event_enrolments n where n."personId" = ${$('person')} and n.state = 'confirmed'
      union select t."eventId" from event_trainers t where t."personId" = ${$('person')})
      and ${events.state} in ('published', 'held') and "endsAt" >= ${$('now')}`)
    .orderBy(asc(sql`"startsAt"`))
    .limit(exactly(2)),
) // prettier-ignore
/** The next two events where a person has a place or which she leads. One small statement: it stands on her first page. */
export const upcomingOf = (db: Db, person: number, now: number): Upcoming[] => next(db).all({ person, now })
