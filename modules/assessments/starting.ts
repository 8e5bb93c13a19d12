import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import type { Problem } from '#server/http/forms'
import { minute } from '#server/time'
import type { Candidate } from './draw.ts'
import { attemptQuestions, attempts, questions, questionVersions, type quizzes } from './schema.ts'

type Quiz = typeof quizzes.$inferSelect
const $ = sql.placeholder

const begun = prepared((db) =>
  db
    .select({
      count: sql<number>`count(*)`,
      last: sql<number | null>`max(${attempts.number})`,
      endedAt: sql<number | null>`max(${attempts.submittedAt})`,
    })
    .from(attempts)
    .where(and(eq(attempts.personId, $('person')), eq(attempts.quizId, $('quiz')))),
)
export type Begun = { count: number; last: number | null; endedAt: number | null }
/** Attempts of one person at one quiz: how many, the highest number, when the last one ended. */
export const begunBy = (db: Db, person: number, quiz: number): Begun =>
  begun(db).get({ person, quiz }) ?? { count: 0, last: null, endedAt: null }
/** The first instant at which the next attempt may begin; null: any. */
export const notBefore = ({ delayMinutes }: Quiz, { endedAt }: Begun): number | null =>
  delayMinutes > 0 && endedAt !== null ? endedAt + delayMinutes * minute : null

/** Why a person cannot begin another attempt now, in words; null when she can. The table's checks say the same. */
export const whyNot = (quiz: Quiz, standing: Begun, now: number): Problem | null => {
  if (quiz.draw.length === 0) return { key: 'assessments:refused.coming', params: {} }
  const limit = quiz.attemptLimit
  if (limit !== null && (standing.last ?? 0) >= limit)
    return { key: 'assessments:refused.limit', params: { count: limit } }
  const from = notBefore(quiz, standing)
  if (from === null || now >= from) return null
  return { key: 'assessments:refused.delay', params: { count: Math.ceil((from - now) / minute) } }
}

const pool = prepared((db) =>
  db
    .select({
      questionId: questions.id,
      versionId: questionVersions.id,
      tag: questionVersions.tag,
      options: sql<number>`json_array_length(${questionVersions.body}, '$.options')`,
    })
    .from(questions)
    .innerJoin(
      questionVersions,
      and(eq(questionVersions.questionId, questions.id), eq(questionVersions.digest, questions.digest)),
    )
    .where(and(eq(questions.quizId, $('quiz')), isNull(questions.retiredOn)))
    .orderBy(asc(questions.id)),
)
const met = prepared((db) =>
  db
    .select({ questionId: questionVersions.questionId, seen: sql<number>`count(*)` })
    .from(attempts)
    .innerJoin(attemptQuestions, eq(attemptQuestions.attemptId, attempts.id))
    .innerJoin(questionVersions, eq(questionVersions.id, attemptQuestions.questionVersionId))
    .where(and(eq(attempts.personId, $('person')), eq(attempts.quizId, $('quiz'))))
    .groupBy(questionVersions.questionId),
)
/** Today's questions of a quiz, in a lasting order, with how often this person met each. */
export const candidates = (db: Db, person: number, quiz: number): Candidate[] => {
  const seen = new Map(
    met(db)
      .all({ person, quiz })
      .map((row) => [row.questionId, row.seen]),
  )
  return pool(db)
    .all({ quiz })
    .map((row) => ({ ...row, seen: seen.get(row.questionId) ?? 0 }))
}
