import { and, asc, eq, sql } from 'drizzle-orm'
import { kept } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { NotFound, present } from '#server/errors'
import { memo } from '#server/memo'
import { maySee, type Taker } from './policy.ts'
import { attemptQuestions, attempts, questionVersions, quizzes } from './schema.ts'
import type { QuestionBody } from './shapes.ts'

const $ = sql.placeholder
/** One letter a question, in order: 1 answered, 0 not. */
const flags = sql<string>`(select group_concat(q.answer is not null, '' order by q.position)
  from attempt_questions q where q."attemptId" = "attempts"."id")`
const sheet = prepared((db) =>
  db
    .select({
      id: attempts.id,
      personId: attempts.personId,
      state: attempts.state,
      number: attempts.number,
      deadlineAt: attempts.deadlineAt,
      closesAt: attempts.closesAt,
      submittedAt: attempts.submittedAt,
      passMark: attempts.passMark,
      attemptLimit: attempts.attemptLimit,
      code: quizzes.code,
      titleKm: quizzes.titleKm,
      titleEn: quizzes.titleEn,
      href: quizzes.href,
      tagHref: quizzes.tagHref,
      flags,
    })
    .from(attempts)
    .innerJoin(quizzes, eq(quizzes.id, attempts.quizId))
    .where(eq(attempts.id, $('id'))),
)
type SheetRow = NonNullable<ReturnType<ReturnType<typeof sheet>['get']>>
/** An attempt with its quiz, and which questions are answered (by position from 1, at index position − 1). */
export type Sheet = Omit<SheetRow, 'flags'> & { answered: readonly boolean[] }

/** The attempt, if this person may see it; NotFound else. One statement. */
export const sheetOf = (db: Db, actor: Taker, id: number): Sheet => {
  const row = sheet(db).get({ id })
  if (!row || !maySee(actor, row)) throw new NotFound()
  return Object.assign(row, { answered: Array.from(row.flags, (flag) => flag === '1') })
}
/** What everybody reads of a question; the key is not even read. */
type Asked = { type: 'single' | 'multiple'; body: QuestionBody }
/** A question while it is answered. */
export type OpenQuestion = Asked & { optionOrder: readonly number[]; answer: readonly number[] | null }
const drawn = prepared((db) =>
  db
    .select({
      versionId: attemptQuestions.questionVersionId,
      optionOrder: attemptQuestions.optionOrder,
      answer: attemptQuestions.answer,
    })
    .from(attemptQuestions)
    .where(and(eq(attemptQuestions.attemptId, $('attemptId')), eq(attemptQuestions.position, $('position')))),
)
const asked = prepared((db) =>
  db
    .select({ type: questionVersions.type, body: questionVersions.body })
    .from(questionVersions)
    .where(eq(questionVersions.id, $('id'))),
)
/** Versions never change: each is read and parsed once, at its first use. */
const askedIn = kept((db) => memo((id: number): Asked => present(asked(db).get({ id }), 'the question')))
/** One question of an attempt; NotFound past the last. One statement, and one more at the first use of a question. */
export const questionAt = (db: Db, attemptId: number, position: number): OpenQuestion => {
  const found = drawn(db).get({ attemptId, position })
  if (!found) throw new NotFound()
  const { versionId, optionOrder, answer } = found
  const { type, body } = askedIn(db)(versionId)
  return { type, body, optionOrder, answer }
}
const reviewed = prepared((db) =>
  db
    .select({
      position: attemptQuestions.position,
      type: questionVersions.type,
      tag: questionVersions.tag,
      body: questionVersions.body,
      key: questionVersions.key,
      answer: attemptQuestions.answer,
    })
    .from(attemptQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, attemptQuestions.questionVersionId))
    .where(eq(attemptQuestions.attemptId, $('attemptId')))
    .orderBy(asc(attemptQuestions.position)),
)
export type Reviewed = ReturnType<typeof reviewOf>[number]
/** All questions with their keys: only for an attempt that is over. One statement. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the row type follows from the columns
export const reviewOf = (db: Db, attemptId: number) => reviewed(db).all({ attemptId })
