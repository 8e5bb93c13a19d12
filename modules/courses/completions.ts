import { and, eq } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import { keepFact } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { enrol } from '#modules/programme'
import { courseOfCode, type Course, type Lesson, type Version } from './catalogue.ts'
import { learnerIn, versionFor } from './learner.ts'
import { courseEnrolments, lessonCompletions } from './schema.ts'

export type Completion = { code: string; slug: string; uuid: string }

/** What the person will read, and that she may learn at all. */
const openCourse = (tx: Tx, actor: Actor, code: string): { course: Course; version: Version; isBegun: boolean } => {
  if (!actor.reach['courses.learn']) throw new Forbidden()
  const course = courseOfCode(tx, code)
  const learner = learnerIn(tx, actor.person, course.id)
  const version = versionFor(tx, course, learner)
  if (!version) throw new Refused('courses:refused.coming')
  return { course, version, isBegun: learner.versionId !== null }
}
const pin = (tx: Tx, actor: Actor, course: Course, version: Version, now: number): void => {
  enrol(tx, actor, { personId: actor.person }, now)
  tx.insert(courseEnrolments)
    .values({ personId: actor.person, courseId: course.id, versionId: version.id, startedAt: now })
    .run()
  record(tx, actor, {
    action: 'courses.learn',
    subject: `courses/${course.code}`,
    at: now,
    fields: ['begun'],
    values: { version: version.number },
  })
}
/** Begins a course: pins its current version and returns its first lesson. Twice is once. */
export const begin = (db: Db, actor: Actor, code: string, now: number): Lesson | undefined =>
  write(db, (tx) => {
    const { course, version, isBegun } = openCourse(tx, actor, code)
    if (!isBegun) pin(tx, actor, course, version, now)
    return version.lessons[0]
  })
const isDone = (tx: Tx, actor: Actor, lesson: Lesson): boolean =>
  tx
    .select({ id: lessonCompletions.id })
    .from(lessonCompletions)
    .where(and(eq(lessonCompletions.personId, actor.person), eq(lessonCompletions.lessonId, lesson.id)))
    .get() !== undefined
const putCompletion = (tx: Tx, actor: Actor, course: Course, lesson: Lesson, uuid: string, now: number): void => {
  if (isDone(tx, actor, lesson)) return
  const { person } = actor
  const happened = { personId: person, happenedAt: now, recordedAt: now, recordedBy: person, method: 'self' as const }
  keepFact(tx, lessonCompletions, {
    uuid,
    ...happened,
    lessonId: lesson.id,
    courseId: course.id,
    revisionId: lesson.revisionId,
  })
  record(tx, actor, {
    action: 'courses.learn',
    subject: `courses/${course.code}/lessons/${lesson.slug}`,
    at: now,
    fields: ['done'],
  })
}
/** The lesson after this one, else the first that was left out; null when all are done. */
const following = (version: Version, from: Lesson, done: ReadonlySet<number>): Lesson | null => {
  const at = version.lessons.indexOf(from)
  return version.lessons[at + 1] ?? version.lessons.find(({ id }) => !done.has(id)) ?? null
}
/**
 * "Done": one fact a person and lesson, whatever is sent again; the first one pins the version. Returns the lesson to
 * go to, null when all are done and the quiz comes next. The uuid of another fact is refused.
 */
export const completeLesson = (db: Db, actor: Actor, input: Completion, now: number): { next: Lesson | null } =>
  write(db, (tx) => {
    const { course, version, isBegun } = openCourse(tx, actor, input.code)
    const lesson = version.lessons.find(({ slug }) => slug === input.slug)
    if (!lesson) throw new NotFound()
    if (!isBegun) pin(tx, actor, course, version, now)
    putCompletion(tx, actor, course, lesson, input.uuid, now)
    const { done } = learnerIn(tx, actor.person, course.id)
    const isEnd = version.lessons.every(({ id }) => done.has(id))
    return { next: isEnd ? null : following(version, lesson, done) }
  })
