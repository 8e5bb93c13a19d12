import { eq, sql } from 'drizzle-orm'
import { keepFact, refuseTwin } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { dayOf, startOf, type Day } from '#server/time'
import { persons } from '#modules/people'
import { insist, mayRecord, type Taker } from './policy.ts'
import { quizzes, results } from './schema.ts'
import type { Result } from './submissions.ts'

/** `score` percent; `passed` left out: as the quiz's pass mark says. `evidence`: which paper, and where it lies. */
export type PaperResult = {
  quizCode: string
  personId: number
  score: number
  passed?: boolean
  happenedOn: Day
  evidence: string
  uuid: string
}
const $ = sql.placeholder
const quizOf = prepared((db) =>
  db
    .select()
    .from(quizzes)
    .where(eq(quizzes.code, $('code'))),
)
const personOf = prepared((db) =>
  db
    .select({ id: persons.id })
    .from(persons)
    .where(eq(persons.id, $('id'))),
)

type Row = Omit<typeof results.$inferInsert, 'recordedAt' | 'recordedBy'>
const rowOf = (tx: Tx, input: PaperResult): Row => {
  const quiz = quizOf(tx).get({ code: input.quizCode })
  if (!quiz || !personOf(tx).get({ id: input.personId })) throw new NotFound()
  const { personId, score, happenedOn, evidence, uuid } = input
  const passed = input.passed ?? score >= quiz.passMark
  const happenedAt = startOf(happenedOn)
  return {
    uuid,
    personId,
    quizId: quiz.id,
    score,
    passed,
    passMark: quiz.passMark,
    happenedAt,
    evidence,
    method: 'paper',
  }
}
/**
 * An earlier result, typed from paper. The same uuid again is the same fact; with other content it is refused, as is
 * a second paper of the same test and day, and a day that has not come.
 */
export const recordResult = (db: Db, actor: Taker, input: PaperResult, now: number): Result =>
  write(db, (tx) => {
    insist(mayRecord(actor))
    if (input.happenedOn > dayOf(now)) throw new Refused('assessments:refused.future')
    const row = rowOf(tx, input)
    refuseTwin(tx, results, row, 'quizId', 'assessments:refused.known')
    const { fact, isNew } = keepFact(tx, results, { ...row, recordedAt: now, recordedBy: actor.person })
    if (isNew)
      record(tx, actor, {
        action: 'assessments.record',
        subject: `people/${String(row.personId)}`,
        at: now,
        fields: ['result'],
        values: { after: row },
      })
    return fact
  })
