import { eq, isNull, sql } from 'drizzle-orm'
import { alias, QueryBuilder } from 'drizzle-orm/sqlite-core'
import type { Statements, Subjects } from '#server/statement'
import { centreOn } from '#modules/people'
import { attendances } from './attendance-schema.ts'
import { topics } from './schema.ts'

const later = alias(attendances, 'later')
/**
 * Each attendance that no later fact voids. One session of several decides nothing by itself: its minutes add up with
 * those of its occasion, so only a paper of a whole event says passed or not yet.
 */
export const attended: Statements = new QueryBuilder()
  .select({
    uuid: attendances.uuid,
    personId: attendances.personId,
    tier: sql<number>`case ${topics.kind} when 'tot' then 2 when 'provincial' then 3 else 4 end`.as('tier'),
    kind: sql<string>`'attendance'`.as('kind'),
    subject: sql<string>`${topics.code}`.as('subject'),
    occasion: attendances.occasion,
    score: sql<number | null>`null`.as('score'),
    passed: sql<
      boolean | null
    >`case when ${attendances.sessionId} is null then ${attendances.minutes} * 100 >= ${attendances.plannedMinutes} * ${attendances.neededPercent} end`.as(
      'passed',
    ),
    minutes: sql<number | null>`${attendances.minutes}`.as('minutes'),
    plannedMinutes: sql<number | null>`${attendances.plannedMinutes}`.as('plannedMinutes'),
    happenedAt: attendances.happenedAt,
    recordedAt: attendances.recordedAt,
    recordedBy: attendances.recordedBy,
    method: sql<string>`${attendances.method}`.as('method'),
    centreId: centreOn('"attendances"."personId"', '"attendances"."happenedAt"').as('centreId'),
    // "event:12" leads to /events/12.
    href: sql<string>`case when ${attendances.sessionId} is null then '' else '/events/' || substr(${attendances.occasion}, 7) end`.as(
      'href',
    ),
  })
  .from(attendances)
  .innerJoin(topics, eq(topics.id, attendances.topicId))
  .leftJoin(later, eq(later.voids, attendances.id))
  .where(isNull(later.id))

/**
 * What requirements may name; a topic leads to its events. A retired one is named by earlier facts only, and its code
 * may be another module's by now. `nextOn`: when each published one begins. It is read as reference data, so its reader
 * leaves out what passed, and verbs that publish call `touch`.
 */
export const topicSubjects: Subjects = new QueryBuilder()
  .select({
    code: topics.code,
    kind: sql<string>`'event'`.as('kind'),
    titleKm: topics.titleKm,
    titleEn: topics.titleEn,
    // Any webinar counts; who lacks some wants to see them all.
    href: sql<string>`case ${topics.kind} when 'webinar' then '/events?kind=webinar' else '/events?topic=' || ${topics.code} end`.as(
      'href',
    ),
    nextOn: sql<number[] | null>`(select nullif(json_group_array(starts."startsAt"), '[]') from (
      select min(s."startsAt") "startsAt" from events e join event_sessions s on s."eventId" = e.id
      where e."topicId" = "event_topics"."id" and e.state = 'published' group by e.id order by 1) starts)`.as('nextOn'),
  })
  .from(topics)
  .where(isNull(topics.retiredOn))
