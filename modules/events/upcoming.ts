import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly, prepared } from '#server/db/write'
import { enrolments } from './enrolment-schema.ts'
import { events, topics } from './schema.ts'
import { and, asc, eq } from 'drizzle-orm'

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
    .from(enrolments)
    .innerJoin(events, eq(events.id, enrolments.eventId))
    .innerJoin(topics, eq(topics.id, events.topicId))
    .where(and(eq(enrolments.personId, $('person')), eq(enrolments.state, 'confirmed'), sql`${events.state} in ('published', 'held')`, sql`"endsAt" >= ${$('now')}`))
    .orderBy(asc(sql`"startsAt"`))
    .limit(exactly(2)),
) // prettier-ignore
/** The next two events where a person has a place. One small statement: it stands on her first page. */
export const upcomingOf = (db: Db, person: number, now: number): Upcoming[] => next(db).all({ person, now })
