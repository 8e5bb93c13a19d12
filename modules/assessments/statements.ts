import { eq, sql } from 'drizzle-orm'
import { QueryBuilder } from 'drizzle-orm/sqlite-core'
import { centreOn } from '#modules/people'
import { quizzes, results } from './schema.ts'

const build = new QueryBuilder()
/** Every result that no later one corrects. Names in sub-selects stand literally: see FAST.md. */
export const quizResults = build
  .select({
    uuid: results.uuid,
    personId: results.personId,
    tier: sql<number>`1`.as('tier'),
    kind: sql<string>`'quiz'`.as('kind'),
    subject: quizzes.code,
    occasion:
      sql<string>`case when ${results.attemptId} is null then ${results.uuid} else 'attempts/' || ${results.attemptId} end`.as(
        'occasion',
      ),
    score: results.score,
    passed: results.passed,
    minutes: sql<number | null>`null`.as('minutes'),
    plannedMinutes: sql<number | null>`null`.as('plannedMinutes'),
    happenedAt: results.happenedAt,
    recordedAt: results.recordedAt,
    recordedBy: results.recordedBy,
    method: results.method,
    centreId: centreOn('"results"."personId"', '"results"."happenedAt"').as('centreId'),
    href: sql<string>`case when ${results.attemptId} is null then '/quizzes/' || ${quizzes.code} else '/attempts/' || ${results.attemptId} end`.as(
      'href',
    ),
  })
  .from(results)
  .innerJoin(quizzes, eq(quizzes.id, results.quizId))
  .where(sql`not exists (select 1 from results v where v.voids = "results"."id")`)

/** Tests that requirements name by their own code; the quiz of a course is a part of the course. Without questions there is no page to go to. */
export const testSubjects = build
  .select({
    code: quizzes.code,
    kind: sql<string>`'quiz'`.as('kind'),
    titleKm: quizzes.titleKm,
    titleEn: quizzes.titleEn,
    href: sql<string>`case when json_array_length(${quizzes.draw}) = 0 then '' else '/quizzes/' || ${quizzes.code} end`.as(
      'href',
    ),
    nextOn: sql<null>`null`.as('nextOn'),
  })
  .from(quizzes)
  .where(eq(quizzes.isTest, true))
