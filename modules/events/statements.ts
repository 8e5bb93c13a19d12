import { eq, isNull, sql } from 'drizzle-orm'
import { alias, QueryBuilder } from 'drizzle-orm/sqlite-core'
import type { Statements, Subjects } from '#server/statement'
import { centreOn } from '#modules/people'
import { attendances, topics } from './schema.ts'

const later = alias(attendances, 'later')
/** Each attendance that no later fact voids. */
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
    >`${attendances.minutes} * 100 >= ${attendances.plannedMinutes} * ${attendances.neededPercent}`.as('passed'),
    minutes: sql<number | null>`${attendances.minutes}`.as('minutes'),
    plannedMinutes: sql<number | null>`${attendances.plannedMinutes}`.as('plannedMinutes'),
    happenedAt: attendances.happenedAt,
    recordedAt: attendances.recordedAt,
    recordedBy: attendances.recordedBy,
    method: sql<string>`${attendances.method}`.as('method'),
    centreId: centreOn('"attendances"."personId"', '"attendances"."happenedAt"').as('centreId'),
    href: sql<string>`'/record'`.as('href'),
  })
  .from(attendances)
  .innerJoin(topics, eq(topics.id, attendances.topicId))
  .leftJoin(later, eq(later.voids, attendances.id))
  .where(isNull(later.id))

/** What requirements may name. The next date comes with the events themselves. */
export const topicSubjects: Subjects = new QueryBuilder()
  .select({
    code: topics.code,
    kind: sql<string>`${topics.kind}`.as('kind'),
    titleKm: topics.titleKm,
    titleEn: topics.titleEn,
    href: sql<string>`'/programme'`.as('href'),
    nextOn: sql<number | null>`null`.as('nextOn'),
  })
  .from(topics)
