import { eq, isNull, sql } from 'drizzle-orm'
import { QueryBuilder } from 'drizzle-orm/sqlite-core'
import { centreOn } from '#modules/people'
import { observations, performances, rubrics } from './observation-schema.ts'

const build = new QueryBuilder()
/** Every observation that no later one corrects. Names in sub-selects stand literally: see FAST.md. */
export const observed = build
  .select({
    uuid: observations.uuid,
    personId: observations.personId,
    tier: rubrics.tier,
    kind: sql<string>`'observation'`.as('kind'),
    subject: rubrics.code,
    occasion: performances.occasion,
    score: observations.score,
    passed: observations.passed,
    minutes: sql<number | null>`null`.as('minutes'),
    plannedMinutes: sql<number | null>`null`.as('plannedMinutes'),
    happenedAt: observations.happenedAt,
    recordedAt: observations.recordedAt,
    recordedBy: observations.recordedBy,
    method: observations.method,
    centreId: centreOn('"observations"."personId"', '"observations"."happenedAt"').as('centreId'),
    href: sql<string>`'/observations/' || ${observations.performanceId}`.as('href'),
  })
  .from(observations)
  .innerJoin(performances, eq(performances.id, observations.performanceId))
  .innerJoin(rubrics, eq(rubrics.id, performances.rubricId))
  .where(sql`not exists (select 1 from observations v where v.voids = "observations"."id")`)

/** What requirements may name. Where it is observed, a later module knows; so there is no page to go to from here. */
export const rubricSubjects = build
  .select({
    code: rubrics.code,
    kind: sql<string>`'observation'`.as('kind'),
    titleKm: rubrics.titleKm,
    titleEn: rubrics.titleEn,
    href: sql<string>`''`.as('href'),
    nextOn: sql<null>`null`.as('nextOn'),
  })
  .from(rubrics)
  .where(isNull(rubrics.retiredOn))
