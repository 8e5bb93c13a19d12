import { and, eq, sql } from 'drizzle-orm'
import { kept } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { present } from '#server/errors'
import { attempts, quizzes } from './schema.ts'

const $ = sql.placeholder
/** Where one person stands with one quiz. Results typed from paper count in `best` and `passed`, not in `attempts`. */
export type QuizSummary = {
  /** Best percent; null without any result. */
  best: number | null
  passed: boolean
  /** Attempts begun here. */
  attempts: number
  openAttemptId: number | null
  /** End of the open attempt's time; null: no limit, or nothing open. */
  deadlineAt: number | null
}
const nothing: QuizSummary = { best: null, passed: false, attempts: 0, openAttemptId: null, deadlineAt: null }
type Begun = [quizId: number, attempts: number, openAttemptId: number | null, deadlineAt: number | null]
type Reached = [quizId: number, best: number, passed: 0 | 1]
/**
 * What one person did in all quizzes, grouped by quiz and packed as JSON: so SQLite walks her few rows once, and the
 * driver hands over one row. Names stand literally: drizzle drops them in a select of one table.
 */
const ofPerson = prepared((db) =>
  db
    .select({
      begun: sql<string>`(select json_group_array(json_array("quizId", n, "openId", "deadlineAt")) from (
        select a."quizId", count(*) as n, max(iif(a.state = 'open', a.id, null)) as "openId",
          max(iif(a.state = 'open', a."deadlineAt", null)) as "deadlineAt"
        from attempts a where a."personId" = ${$('person')} group by a."quizId"))`,
      reached: sql<string>`(select json_group_array(json_array("quizId", best, passed)) from (
        select r."quizId", max(r.score) as best, max(r.passed) as passed
        from results r where r."personId" = ${$('person')} and not exists (select 1 from results v where v.voids = r.id)
        group by r."quizId"))`,
    })
    .from(sql`(select 1)`),
)
const quizCodes = kept(
  (db) =>
    new Map(
      db
        .select({ id: quizzes.id, code: quizzes.code })
        .from(quizzes)
        .all()
        .map(({ id, code }) => [id, code]),
    ),
)

/** Where a person stands with every quiz, by code, in one statement: for lists. */
export const quizSummaries = (db: Db, personId: number): ReadonlyMap<string, QuizSummary> => {
  const row = present(ofPerson(db).get({ person: personId }), 'the row')
  const begun = new Map((JSON.parse(row.begun) as Begun[]).map((one) => [one[0], one]))
  const reached = new Map((JSON.parse(row.reached) as Reached[]).map((one) => [one[0], one]))
  const summaries = new Map<string, QuizSummary>()
  for (const [id, code] of quizCodes(db)) {
    const [, attempts = 0, openAttemptId = null, deadlineAt = null] = begun.get(id) ?? []
    const [, best = null, passed = 0] = reached.get(id) ?? []
    summaries.set(code, { best, passed: passed === 1, attempts, openAttemptId, deadlineAt })
  }
  return summaries
}
/** The same for one quiz. A code that no quiz has reads as nothing done. */
export const quizSummary = (db: Db, personId: number, code: string): QuizSummary =>
  quizSummaries(db, personId).get(code) ?? nothing

const begun = prepared((db) =>
  db
    .select({
      attemptId: attempts.id,
      code: quizzes.code,
      titleKm: quizzes.titleKm,
      titleEn: quizzes.titleEn,
      number: attempts.number,
      startedAt: attempts.startedAt,
      deadlineAt: attempts.deadlineAt,
      total: sql<number>`(select count(*) from attempt_questions q where q."attemptId" = "attempts"."id")`,
      answered: sql<number>`(select count(*) from attempt_questions q where q."attemptId" = "attempts"."id" and q.answer is not null)`,
    })
    .from(attempts)
    .innerJoin(quizzes, eq(quizzes.id, attempts.quizId))
    .where(and(eq(attempts.personId, $('person')), sql`${attempts.state} = 'open'`)),
)
export type OpenAttempt = ReturnType<typeof openAttempts>[number]
/** What a person began and has not sent in: the page to go on is `/attempts/${attemptId}`. One statement. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the row type follows from the columns
export const openAttempts = (db: Db, personId: number) => begun(db).all({ person: personId })
