import { eq, sql } from 'drizzle-orm'
import { kept } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { NotFound, present } from '#server/errors'
import { memo } from '#server/memo'
import type { Language } from '#server/i18n'
import { quizSummary } from '#modules/assessments'
import { courseOfCode, type Course, type Lesson, type Version } from './catalogue.ts'
import { learnerIn, versionFor, type Learner } from './learner.ts'
import { lessonRevisions } from './schema.ts'
import { stateOf, type CourseState } from './standing.ts'

const $ = sql.placeholder
const khmerBody = prepared((db) =>
  db
    .select({ html: lessonRevisions.htmlKm })
    .from(lessonRevisions)
    .where(eq(lessonRevisions.id, $('id'))),
)
const englishBody = prepared((db) =>
  db
    .select({ html: lessonRevisions.htmlEn })
    .from(lessonRevisions)
    .where(eq(lessonRevisions.id, $('id'))),
)

/** Revisions never change: each text is read once, at its first use. Kilobytes a lesson, for lessons that are read. */
const texts = kept((db) => ({
  km: memo((id: number) => khmerBody(db).get({ id })?.html),
  en: memo((id: number) => englishBody(db).get({ id })?.html),
}))
const textOf = (db: Db, { revisionId }: Lesson, language: Language): Buffer =>
  present(texts(db)[language](revisionId), 'the text of the lesson')

export type FoundCourse = { state: CourseState; version: Version | null; learner: Learner }
/** What a course's page shows of one person: two statements. */
export const courseFor = (db: Db, personId: number, code: string): FoundCourse => {
  const course = courseOfCode(db, code)
  const learner = learnerIn(db, personId, course.id)
  const version = versionFor(db, course, learner)
  return { state: stateOf(course, version, learner, quizSummary(db, personId, course.code)), version, learner }
}
export type FoundLesson = {
  course: Course
  version: Version
  learner: Learner
  lesson: Lesson
  body: Buffer
  bodyLanguage: Language
}
/** What a lesson's page shows. Without an English text, the Khmer one. */
export const lessonFor = (
  db: Db,
  personId: number,
  at: { code: string; slug: string },
  language: Language,
): FoundLesson => {
  const course = courseOfCode(db, at.code)
  const learner = learnerIn(db, personId, course.id)
  const version = versionFor(db, course, learner)
  const lesson = version?.lessons.find(({ slug }) => slug === at.slug)
  if (!version || !lesson) throw new NotFound()
  const bodyLanguage = language === 'en' && lesson.hasEnglish ? 'en' : 'km'
  return { course, version, learner, lesson, body: textOf(db, lesson, bodyLanguage), bodyLanguage }
}
