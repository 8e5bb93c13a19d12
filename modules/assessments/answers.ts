import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import type { Taker } from './policy.ts'
import { attemptQuestions, attempts, questionVersions } from './schema.ts'
import { isOverdue } from './submissions.ts'

/** `answer`: places of the chosen options as shown, from 0. None: the question is open again. */
export type Answer = { attemptId: number; position: number; answer: readonly number[] }
export type Saved = { deadlineAt: number | null; total: number }
const $ = sql.placeholder

const asked = prepared((db) =>
  db
    .select({
      personId: attempts.personId,
      state: attempts.state,
      deadlineAt: attempts.deadlineAt,
      closesAt: attempts.closesAt,
      type: questionVersions.type,
      optionOrder: attemptQuestions.optionOrder,
      total: sql<number>`(select count(*) from attempt_questions q where q."attemptId" = "attempts"."id")`,
    })
    .from(attemptQuestions)
    .innerJoin(attempts, eq(attempts.id, attemptQuestions.attemptId))
    .innerJoin(questionVersions, eq(questionVersions.id, attemptQuestions.questionVersionId))
    .where(and(eq(attemptQuestions.attemptId, $('attemptId')), eq(attemptQuestions.position, $('position')))),
)
const put = prepared((db) =>
  db
    .update(attemptQuestions)
    .set({ answer: sql`${$('answer')}`, answeredAt: sql`${$('answeredAt')}` })
    .where(and(eq(attemptQuestions.attemptId, $('attemptId')), eq(attemptQuestions.position, $('position')))),
)
type Asked = { type: 'single' | 'multiple'; optionOrder: readonly number[] }
/** From places as shown to places in the version. One that was not shown, or two for one, does not come from our page. */
const chosen = ({ type, optionOrder }: Asked, answer: readonly number[]): number[] => {
  const places = [...new Set(answer)].map((at) => optionOrder[at])
  if (type === 'single' && places.length > 1) throw new Refused('assessments:refused.answer')
  return places.map((place) => {
    if (place === undefined) throw new Refused('assessments:refused.answer')
    return place
  })
}
/**
 * Saves one answer of an attempt that is open and within its time and grace; later it is refused. Saving again
 * replaces. Not journalled: there are many, and the result is. Another person's attempt is NotFound.
 */
export const saveAnswer = (db: Db, actor: Taker, { attemptId, position, answer }: Answer, now: number): Saved =>
  write(db, (tx) => {
    const found = asked(tx).get({ attemptId, position })
    if (found?.personId !== actor.person) throw new NotFound()
    if (found.state !== 'open' || isOverdue(found, now)) throw new Refused('assessments:refused.closed')
    const places = chosen(found, answer).sort((a, b) => a - b)
    const isEmpty = places.length === 0
    put(tx).run({
      attemptId,
      position,
      answer: isEmpty ? null : JSON.stringify(places),
      answeredAt: isEmpty ? null : now,
    })
    return { deadlineAt: found.deadlineAt, total: found.total }
  })
