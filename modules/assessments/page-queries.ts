import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { prepared, read } from '#server/db/write'
import { NotFound } from '#server/errors'
import type { Problem } from '#server/http/forms'
import { persons, visibleTo } from '#modules/people'
import { quizSummary, type QuizSummary } from './queries.ts'
import { attempts, quizzes } from './schema.ts'
import { begunBy, whyNot } from './starting.ts'
import { isOverdue } from './submissions.ts'

const $ = sql.placeholder
const quizOf = prepared((db) =>
  db
    .select()
    .from(quizzes)
    .where(and(eq(quizzes.code, $('code')), isNull(quizzes.retiredOn))),
)
const openOf = prepared((db) =>
  db
    .select({ id: attempts.id, state: attempts.state, deadlineAt: attempts.deadlineAt, closesAt: attempts.closesAt })
    .from(attempts)
    .where(and(eq(attempts.personId, $('person')), eq(attempts.quizId, $('quiz')), sql`${attempts.state} = 'open'`)),
)
export type Intro = {
  quiz: typeof quizzes.$inferSelect
  summary: QuizSummary
  open: { id: number; deadlineAt: number | null } | null
  /** Why another attempt cannot begin now. */
  reason: Problem | null
}
/** A quiz and where a person stands with it; an attempt whose time is up is no longer open. Four statements. */
export const introOf = (db: Db, person: number, code: string, now: number): Intro =>
  read(db, () => {
    const quiz = quizOf(db).get({ code })
    if (!quiz) throw new NotFound()
    const open = openOf(db).get({ person, quiz: quiz.id })
    return {
      quiz,
      summary: quizSummary(db, person, code),
      open: open && !isOverdue(open, now) ? open : null,
      reason: whyNot(quiz, begunBy(db, person, quiz.id), now),
    }
  })
export type Known = { code: string; titleKm: string; titleEn: string }
/** Every test that a result can be recorded for, by code; a module's quiz is recorded as the module passed. */
export const knownQuizzes = (db: Db): Known[] =>
  db
    .select({ code: quizzes.code, titleKm: quizzes.titleKm, titleEn: quizzes.titleEn })
    .from(quizzes)
    .where(and(isNull(quizzes.retiredOn), eq(quizzes.isTest, true)))
    .orderBy(asc(quizzes.code))
    .all()
export type Named = { id: number; nameKm: string; nameLatin: string }
/** A person whose results this actor may record; NotFound else. */
export const recordable = (db: Db, actor: Actor, id: number): Named => {
  const found = db
    .select({ id: persons.id, nameKm: persons.nameKm, nameLatin: persons.nameLatin })
    .from(persons)
    .where(and(eq(persons.id, id), visibleTo(actor, 'assessments.record')))
    .get()
  if (!found) throw new NotFound()
  return found
}
