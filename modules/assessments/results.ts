import { and, eq, sql } from 'drizzle-orm'
import { keepFact } from '#server/db/facts'
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
const onPaper = prepared((db) =>
  db
    .select({ uuid: results.uuid })
    .from(results)
    .where(
      and(
        eq(results.personId, $('personId')),
        eq(results.quizId, $('quizId')),
        eq(results.happenedAt, $('happenedAt')),
        sql`${results.method} = 'paper' and not exists (select 1 from results v where v.voids = "results"."id")`,
      ),
    ),
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
/** Two administrators with the same paper: the second is told. A result that was corrected is no longer known. */
const insistNew = (tx: Tx, { uuid, personId, quizId, happenedAt }: Row): void => {
  const known = onPaper(tx).get({ personId, quizId, happenedAt })
  if (known && known.uuid !== uuid) throw new Refused('assessments:refused.known')
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
    insistNew(tx, row)
    const { fact, isNew } = keepFact(tx, results, { ...row, recordedAt: now, recordedBy: actor.person })
    const entry = { action: 'assessments.record' as const, subject: `people/${String(row.personId)}`, at: now }
    if (isNew) record(tx, actor, { ...entry, fields: ['result'], values: { after: row } })
    return fact
  })
