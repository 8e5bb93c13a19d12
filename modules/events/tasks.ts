import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { eventRow } from './event-rows.ts'
import { mayPublish } from './policy.ts'
import { draftOf, readinessOf, type Point } from './readiness.ts'
import { events, sessions } from './schema.ts'

/** The most events of one kind that a list of tasks looks at. */
const most = 40
export type EventTask = { id: number; titleKm: string; titleEn: string; startsAt: number; missing: Point | null }
const listed = (db: Db, state: 'submitted' | 'published', now: number) =>
  db
    .select({
      id: events.id,
      titleKm: events.titleKm,
      titleEn: events.titleEn,
      provinceId: events.provinceId,
      createdBy: events.createdBy,
      startsAt: sql<number>`min(${sessions.startsAt})`.as('startsAt'),
    })
    .from(events)
    .innerJoin(sessions, eq(sessions.eventId, events.id))
    .where(and(eq(events.state, state)))
    .groupBy(events.id)
    .having(sql`min(${sessions.startsAt}) > ${now}`)
    .orderBy(asc(sql`"startsAt"`))
    .limit(exactly(most))
    .all()
/**
 * What waits for whoever publishes: plans sent in, and published events that would be refused today, because a licence
 * ended, was suspended, or a room was taken (PRODUCT rule 4). Found when asked for, so nothing can be missed.
 */
export const eventTasks = (db: Db, actor: Actor, now: number): { toPublish: EventTask[]; toMend: EventTask[] } => {
  const mine = (state: 'submitted' | 'published'): EventTask[] =>
    listed(db, state, now)
      .filter((one) => mayPublish(actor, one))
      .map((one) => ({ ...one, missing: readinessOf(db, draftOf(db, eventRow(db, one.id))).missing }))
  return { toPublish: mine('submitted'), toMend: mine('published').filter(({ missing }) => missing !== null) }
}
