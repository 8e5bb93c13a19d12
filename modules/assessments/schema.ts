import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, fact, factRules, instant, once } from '#server/db/columns'
import { persons } from '#modules/people'
import type { Draw, QuestionBody, QuestionKey } from './shapes.ts'

export const questionTypes = ['single', 'multiple'] as const
export const attemptStates = ['open', 'submitted'] as const
export const quizzes = sqliteTable(
  'quizzes',
  {
    id: integer().primaryKey(),
    code: text().notNull().unique(),
    titleKm: text().notNull(),
    titleEn: text().notNull(),
    /** Percent. */
    passMark: integer().notNull(),
    /** Time for one attempt; null: no limit. */
    minutes: integer(),
    /** After the deadline answers on their way are still taken for so long. */
    graceSeconds: integer().notNull().default(30),
    /** Null: unlimited. */
    attemptLimit: integer(),
    /** Between the end of one attempt and the start of the next. */
    delayMinutes: integer().notNull().default(0),
    /** Nothing to draw: the quiz is announced and cannot be started yet. */
    draw: text({ mode: 'json' }).$type<Draw>().notNull(),
    /** The page that the quiz belongs to. */
    href: text().notNull(),
    /** Where a tag can be read about, with `{tag}` in it; null: nowhere. */
    tagHref: text(),
    /** A quiz of its own, which requirements may name; else it is a part of something that they name. */
    isTest: integer({ mode: 'boolean' }).notNull().default(false),
    /** Of the whole import, so that an unchanged one costs one read. */
    digest: text().notNull(),
    retiredOn: dayColumn(),
  },
  (t) => [check('quizzes_pass_mark', sql`${t.passMark} between 0 and 100`)],
)
/** A question has a lasting code; what it says stands in its versions, of which `digest` names today's. */
export const questions = sqliteTable(
  'questions',
  {
    id: integer().primaryKey(),
    quizId: integer()
      .notNull()
      .references(() => quizzes.id),
    code: text().notNull(),
    digest: text().notNull(),
    retiredOn: dayColumn(),
  },
  (t) => [uniqueIndex('questions_code').on(t.quizId, t.code)],
)
/** Never changed: attempts keep the version they were made with. */
export const questionVersions = sqliteTable(
  'question_versions',
  {
    id: integer().primaryKey(),
    questionId: integer()
      .notNull()
      .references(() => questions.id),
    digest: text().notNull(),
    type: text({ enum: questionTypes }).notNull(),
    tag: text().notNull(),
    body: text({ mode: 'json' }).$type<QuestionBody>().notNull(),
    key: text({ mode: 'json' }).$type<QuestionKey>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('question_versions_digest').on(t.questionId, t.digest)],
)
/** What decided an attempt is copied onto it: a later edit of the quiz changes no attempt that was begun. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: integer().primaryKey(),
    once: once(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    quizId: integer()
      .notNull()
      .references(() => quizzes.id),
    /** 1 for the first attempt of this person at this quiz. */
    number: integer().notNull(),
    state: text({ enum: attemptStates }).notNull().default('open'),
    seed: integer().notNull(),
    startedAt: instant().notNull(),
    /** The end of the time as shown; null: no limit. */
    deadlineAt: instant(),
    /** Deadline and grace: the last instant at which an answer is taken. */
    closesAt: instant(),
    submittedAt: instant(),
    passMark: integer().notNull(),
    attemptLimit: integer(),
    /** The end of the attempt before and the delay after it. */
    notBefore: instant(),
  },
  (t) => [
    uniqueIndex('attempts_number').on(t.personId, t.quizId, t.number),
    uniqueIndex('attempts_open')
      .on(t.personId, t.quizId)
      .where(sql`"state" = 'open'`),
    check('attempts_limit', sql`${t.attemptLimit} is null or ${t.number} <= ${t.attemptLimit}`),
    check('attempts_delay', sql`${t.notBefore} is null or ${t.startedAt} >= ${t.notBefore}`),
    check('attempts_state', sql`(${t.state} = 'submitted') = (${t.submittedAt} is not null)`),
  ],
)
export const attemptQuestions = sqliteTable(
  'attempt_questions',
  {
    attemptId: integer()
      .notNull()
      .references(() => attempts.id),
    /** From 1. */
    position: integer().notNull(),
    questionVersionId: integer()
      .notNull()
      .references(() => questionVersions.id),
    /** Places in the version's `options`, in the order in which they are shown. */
    optionOrder: text({ mode: 'json' }).$type<readonly number[]>().notNull(),
    /** Places in the version's `options`; null: not answered. */
    answer: text({ mode: 'json' }).$type<readonly number[]>(),
    answeredAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.attemptId, t.position] })],
)
/** Facts. From an attempt, or from paper (then with a note of the evidence). */
export const results = sqliteTable(
  'results',
  {
    ...fact(() => persons.id),
    quizId: integer()
      .notNull()
      .references(() => quizzes.id),
    attemptId: integer()
      .unique()
      .references(() => attempts.id),
    number: integer(),
    /** Percent, rounded. */
    score: integer().notNull(),
    passMark: integer().notNull(),
    passed: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [
    ...factRules(t),
    index('results_person').on(t.personId, t.quizId),
    check('results_score', sql`${t.score} between 0 and 100`),
    check('results_evidence', sql`${t.method} <> 'paper' or ${t.evidence} is not null`),
  ],
)
