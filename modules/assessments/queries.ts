import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
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
type Row = Omit<QuizSummary, 'passed'> & { passed: number }
const columns = {
  code: quizzes.code,
  best: sql<
    number | null
  >`(select max(r.score) from results r where r."personId" = ${$('person')} and r."quizId" = "quizzes"."id"
    and not exists (select 1 from results v where v.voids = r.id))`,
  passed: sql<number>`exists (select 1 from results r where r."personId" = ${$('person')} and r."quizId" = "quizzes"."id" and r.passed
    and not exists (select 1 from results v where v.voids = r.id))`,
  attempts: sql<number>`(select count(*) from attempts a where a."personId" = ${$('person')} and a."quizId" = "quizzes"."id")`,
  openAttemptId: attempts.id,
  deadlineAt: attempts.deadlineAt,
}
const openOf = sql`${attempts.personId} = ${$('person')} and ${attempts.quizId} = ${quizzes.id} and ${attempts.state} = 'open'`
const one = prepared((db) =>
  db
    .select(columns)
    .from(quizzes)
    .leftJoin(attempts, openOf)
    .where(eq(quizzes.code, $('code'))),
)
const all = prepared((db) => db.select(columns).from(quizzes).leftJoin(attempts, openOf))
const nothing: QuizSummary = { best: null, passed: false, attempts: 0, openAttemptId: null, deadlineAt: null }
const summaryOf = ({ best, passed, attempts: begun, openAttemptId, deadlineAt }: Row): QuizSummary => ({
  best, passed: passed === 1, attempts: begun, openAttemptId, deadlineAt,
}) // prettier-ignore

/** One statement. A code that no quiz has reads as nothing done. */
export const quizSummary = (db: Db, personId: number, code: string): QuizSummary => {
  const row = one(db).get({ person: personId, code })
  return row ? summaryOf(row) : nothing
}
/** The same for every quiz, by code, in one statement: for lists. */
export const quizSummaries = (db: Db, personId: number): ReadonlyMap<string, QuizSummary> =>
  new Map(
    all(db)
      .all({ person: personId })
      .map((row) => [row.code, summaryOf(row)]),
  )

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
 
export const openAttempts = (db: Db, personId: number) => begun(db).all({ person: personId })
