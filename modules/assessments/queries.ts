import { and, eq, sql } from 'drizzle-orm'
import { kept } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { present } from '#server/errors'
import { persons } from '#modules/people'
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
type Begun = [quizId: number, attemptId: number, isOpen: 0 | 1, deadlineAt: number | null]
type Reached = [quizId: number, score: number, passed: 0 | 1]
/**
 * What one person did in all quizzes, packed as JSON: SQLite walks her few rows once, and the driver hands over one.
 * Names stand literally: drizzle drops them in a select of one table.
 */
const ofPerson = prepared((db) =>
  db
    .select({
      begun: sql<string>`(select json_group_array(json_array(a."quizId", a.id, a.state = 'open', a."deadlineAt"))
        from attempts a where a."personId" = ${$('person')})`,
      reached: sql<string>`(select json_group_array(json_array(r."quizId", r.score, r.passed))
        from results r where r."personId" = ${$('person')} and not exists (select 1 from results v where v.voids = r.id))`,
    })
    .from(persons)
    .where(eq(persons.id, $('person'))),
)
const quizCodes = kept((db) => db.select({ id: quizzes.id, code: quizzes.code }).from(quizzes).all())
/** Where a person stands with every quiz, by code, in one statement: for lists. */
export const quizSummaries = (db: Db, personId: number): ReadonlyMap<string, QuizSummary> => {
  const row = ofPerson(db).get({ person: personId })
  const all = new Map(quizCodes(db).map(({ id }) => [id, { ...nothing }]))
  for (const [quizId, attemptId, isOpen, deadlineAt] of JSON.parse(row?.begun ?? '[]') as Begun[]) {
    const one = present(all.get(quizId), 'the quiz')
    one.attempts++
    if (isOpen === 1) Object.assign(one, { openAttemptId: attemptId, deadlineAt })
  }
  for (const [quizId, score, passed] of JSON.parse(row?.reached ?? '[]') as Reached[]) {
    const one = present(all.get(quizId), 'the quiz')
    one.best = Math.max(one.best ?? 0, score)
    one.passed ||= passed === 1
  }
  return new Map(quizCodes(db).map(({ id, code }) => [code, all.get(id) ?? nothing]))
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
export type OpenAttempt = {
  attemptId: number
  code: string
  titleKm: string
  titleEn: string
  number: number
  startedAt: number
  deadlineAt: number | null
  total: number
  answered: number
}
/** What a person began and has not sent in: the page to go on is `/attempts/${attemptId}`. One statement. */
export const openAttempts = (db: Db, personId: number): OpenAttempt[] => begun(db).all({ person: personId })
