import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { errorCode, isUnique } from '#server/db/driver'
import type { Db, Tx } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { enqueue } from '#server/jobs'
import { record } from '#server/journal'
import { minute, second } from '#server/time'
import { enrol } from '#modules/programme'
import { drawn } from './draw.ts'
import { closeAttempt } from './jobs.ts'
import { insist, mayTake, type Taker } from './policy.ts'
import { attemptQuestions, attempts, quizzes } from './schema.ts'
import { begunBy, candidates, notBefore, whyNot } from './starting.ts'
import { closeOverdue } from './submissions.ts'

export type Attempt = typeof attempts.$inferSelect
type Quiz = typeof quizzes.$inferSelect
/** `seed` decides the questions; without one it follows from `once`. */
export type Start = { code: string; once: string; seed?: number }
const $ = sql.placeholder

const quizOf = prepared((db) =>
  db
    .select()
    .from(quizzes)
    .where(eq(quizzes.code, $('code'))),
)
const openOf = prepared((db) =>
  db
    .select()
    .from(attempts)
    .where(and(eq(attempts.personId, $('person')), eq(attempts.quizId, $('quiz')), sql`${attempts.state} = 'open'`)),
)
const sameOf = prepared((db) =>
  db
    .select()
    .from(attempts)
    .where(and(eq(attempts.once, $('once')), eq(attempts.personId, $('person')), eq(attempts.quizId, $('quiz')))),
)
const seedOf = (once: string): number => createHash('sha256').update(once).digest().readUInt32BE()
/** One of the table's checks said no: the limit or the delay. */
const isChecked = (error: unknown): boolean => errorCode(error) === 'SQLITE_CONSTRAINT_CHECK'

/** The row as the rules want it, right or not: whether it may stand, the table's constraints decide. */
const rowOf = (
  tx: Tx,
  quiz: Quiz,
  person: number,
  { once, seed }: Start,
  now: number,
): typeof attempts.$inferInsert => {
  const standing = begunBy(tx, person, quiz.id)
  const deadlineAt = quiz.minutes === null ? null : now + quiz.minutes * minute
  return {
    once,
    personId: person,
    quizId: quiz.id,
    number: (standing.last ?? 0) + 1,
    seed: seed ?? seedOf(once),
    startedAt: now,
    deadlineAt,
    closesAt: deadlineAt === null ? null : deadlineAt + quiz.graceSeconds * second,
    passMark: quiz.passMark,
    attemptLimit: quiz.attemptLimit,
    notBefore: notBefore(quiz, standing),
  }
}
/** The new attempt, or the one that is there already: the same form sent twice, or another that is still open. */
const placed = (
  tx: Tx,
  quiz: Quiz,
  person: number,
  start: Start,
  now: number,
): { attempt: Attempt; isNew: boolean } => {
  try {
    return {
      attempt: tx
        .insert(attempts)
        .values(rowOf(tx, quiz, person, start, now))
        .returning()
        .get(),
      isNew: true,
    }
  } catch (error) {
    if (!isUnique(error) && !isChecked(error)) throw error
    const at = { person, quiz: quiz.id }
    const attempt = sameOf(tx).get({ ...at, once: start.once }) ?? openOf(tx).get(at)
    if (attempt) return { attempt, isNew: false }
    const reason = whyNot(quiz, begunBy(tx, person, quiz.id), now)
    throw reason ? new Refused(reason.key, reason.params) : error
  }
}
const fill = (tx: Tx, quiz: Quiz, actor: Taker, { id, seed, closesAt }: Attempt, now: number): void => {
  for (const [at, one] of drawn(candidates(tx, actor.person, quiz.id), quiz.draw, seed).entries())
    tx.insert(attemptQuestions)
      .values({ attemptId: id, position: at + 1, questionVersionId: one.versionId, optionOrder: one.optionOrder })
      .run()
  if (closesAt !== null) enqueue(tx, closeAttempt, String(id), { attemptId: id }, closesAt + 1)
  record(tx, actor, {
    action: 'assessments.take',
    subject: `attempts/${String(id)}`,
    at: now,
    fields: ['quizId', 'number', 'seed'],
  })
}
/**
 * Begins an attempt, or returns the open one. Its questions are drawn now and stay, on every device.
 * Refused (typed): nothing to draw yet, the limit is reached, the delay is not over. Of parallel starts one wins.
 */
export const startAttempt = (db: Db, actor: Taker, start: Start, now: number): Attempt =>
  write(db, (tx) => {
    insist(mayTake(actor))
    const quiz = quizOf(tx).get({ code: start.code })
    if (!quiz || quiz.retiredOn !== null) throw new NotFound()
    if (quiz.draw.length === 0) throw new Refused('assessments:refused.coming')
    const left = openOf(tx).get({ person: actor.person, quiz: quiz.id })
    if (left) closeOverdue(tx, left.id, now)
    const { attempt, isNew } = placed(tx, quiz, actor.person, start, now)
    if (!isNew) return attempt
    enrol(tx, actor, { personId: actor.person }, now)
    fill(tx, quiz, actor, attempt, now)
    return attempt
  })
