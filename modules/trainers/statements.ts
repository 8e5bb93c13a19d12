import { QueryBuilder } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'
import type { Statements, Subjects } from '#server/statement'
import { centreOn } from '#modules/people'
import { licences, licenceTopics } from './schema.ts'

/** Each licence, from its first day. */
export const licensed: Statements = new QueryBuilder()
  .select({
    uuid: licences.uuid,
    personId: licences.personId,
    tier: sql<number>`2`.as('tier'),
    kind: sql<string>`'licence'`.as('kind'),
    subject: sql<string>`'LICENCE'`.as('subject'),
    occasion: sql<string>`'licence:' || ${licences.id}`.as('occasion'),
    score: sql<number | null>`null`.as('score'),
    passed: sql<boolean | null>`null`.as('passed'),
    minutes: sql<number | null>`null`.as('minutes'),
    plannedMinutes: sql<number | null>`null`.as('plannedMinutes'),
    happenedAt: licences.happenedAt,
    recordedAt: licences.recordedAt,
    recordedBy: licences.recordedBy,
    method: sql<string>`${licences.method}`.as('method'),
    centreId: centreOn('"licences"."personId"', '"licences"."happenedAt"').as('centreId'),
    href: sql<string>`'/trainers/' || ${licences.personId}`.as('href'),
  })
  .from(licences)
  .where(sql`not exists (select 1 from licences v where v.voids = "licences"."id")`)
/** What the time line calls a licence; the words stand in the texts of this module. */
export const licenceSubject = (titles: { km: string; en: string }): Subjects =>
  new QueryBuilder()
    .select({
      code: sql<string>`'LICENCE'`.as('code'),
      kind: sql<string>`'licence'`.as('kind'),
      titleKm: sql<string>`${titles.km}`.as('titleKm'),
      titleEn: sql<string>`${titles.en}`.as('titleEn'),
      href: sql<string>`'/trainers'`.as('href'),
      nextOn: sql<null>`null`.as('nextOn'),
    })
    .from(licenceTopics)
    .where(sql`${licenceTopics.id} = (select min(id) from licence_topics)`)
