import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { NotFound, present } from '#server/errors'
import { record } from '#server/journal'
import { pointsOf, scoreOf } from './grading.ts'
import type { Taker } from './policy.ts'
import { attemptQuestions, attempts, questionVersions, results } from './schema.ts'

export type Result = typeof results.$inferSelect
type Attempt = typeof attempts.$inferSelect
const $ = sql.placeholder

const attemptOf = prepared((db) =>
  db
    .select()
    .from(attempts)
    .where(eq(attempts.id, $('id'))),
)
const resultOf = prepared((db) =>
  db
    .select()
    .from(results)
    .where(eq(results.attemptId, $('attemptId'))),
)
const answersOf = prepared((db) =>
  db
    .select({ type: questionVersions.type, key: questionVersions.key, answer: attemptQuestions.answer })
    .from(attemptQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, attemptQuestions.questionVersionId))
    .where(eq(attemptQuestions.attemptId, $('attemptId')))
    .orderBy(asc(attemptQuestions.position)),
)
type Closing = Pick<Attempt, 'state' | 'closesAt'>
/** Whether the time, grace included, ran out before anybody sent the answers in. */
export const isOverdue = ({ state, closesAt }: Closing, now: number): boolean =>
  state === 'open' && closesAt !== null && now > closesAt

const gradedScore = (tx: Tx, attemptId: number): number =>
  scoreOf(
    answersOf(tx)
      .all({ attemptId })
      .map(({ type, key, answer }) => pointsOf(type, key, answer)),
  )

/** The attempt's life ends in a fact: what was achieved, with the pass mark that decided. */
const insertResult = (tx: Tx, attempt: Attempt, actor: Taker | null, endedAt: number, now: number): Result => {
  const score = gradedScore(tx, attempt.id)
  const { id: attemptId, once: uuid, personId, quizId, number, passMark } = attempt
  const passed = score >= passMark
  const fact = {
    uuid,
    personId,
    happenedAt: endedAt,
    recordedAt: now,
    recordedBy: actor?.person ?? null,
    method: 'self' as const,
  }
  const made = tx
    .insert(results)
    .values({ ...fact, quizId, attemptId, number, score, passMark, passed })
    .returning()
    .get()
  record(tx, actor, {
    action: actor ? 'assessments.take' : 'system.close',
    subject: `attempts/${String(attemptId)}`,
    at: now,
    fields: ['state', 'score', 'passed'],
    values: { after: { score, passed } },
  })
  return made
}
/**
 * Ends an attempt with the answers saved so far and grades it. Twice is once: the second call returns the same result.
 * `actor` null: the house itself, when time is up. After the time it counts as ended when the time was up.
 * Another person's attempt is NotFound.
 */
export const submitAttempt = (db: Db, actor: Taker | null, attemptId: number, now: number): Result =>
  write(db, (tx) => {
    const attempt = attemptOf(tx).get({ id: attemptId })
    if (!attempt || (actor && attempt.personId !== actor.person)) throw new NotFound()
    const endedAt = Math.min(now, attempt.closesAt ?? now)
    const isMine = and(eq(attempts.id, attemptId), eq(attempts.state, 'open'))
    const { changes } = tx.update(attempts).set({ state: 'submitted', submittedAt: endedAt }).where(isMine).run()
    if (changes === 0) return present(resultOf(tx).get({ attemptId }), 'the result')
    return insertResult(tx, attempt, actor, endedAt, now)
  })
/** Ends an attempt whose time is up; leaves every other as it is. */
export const closeOverdue = (db: Db, attemptId: number, now: number): void => {
  const attempt = attemptOf(db).get({ id: attemptId })
  if (attempt && isOverdue(attempt, now)) submitAttempt(db, null, attemptId, now)
}
