import { createHash } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { importQuiz } from '#modules/assessments'
import { usualPassMark } from './course-file.ts'
import { listOf, putLessons, type Listed } from './import-lessons.ts'
import type { CourseContent } from './read-course.ts'
import { courses, courseVersionLessons, courseVersions } from './schema.ts'

type Version = typeof courseVersions.$inferSelect
/** What an import did to the list of lessons. */
export type Imported = 'unchanged' | 'corrected' | 'version'

const putCourse = (tx: Tx, { course }: CourseContent, importedDigest: string): number => {
  const row = {
    position: Number(course.code.slice(1)),
    titleKm: course.title.km,
    titleEn: course.title.en,
    summaryKm: course.summary.km,
    summaryEn: course.summary.en,
    outcomes: course.outcomes,
    minutes: 'lessons' in course ? course.lessons.reduce((sum, { minutes }) => sum + minutes, 0) : course.minutes,
    passMark: 'quiz' in course ? course.quiz.passMark : usualPassMark,
    state: 'lessons' in course ? ('open' as const) : ('coming' as const),
    importedDigest,
  }
  const made = tx
    .insert(courses)
    .values({ code: course.code, ...row })
    .onConflictDoUpdate({ target: courses.code, set: row })
  return made.returning({ id: courses.id }).get().id
}
const digestOf = (list: readonly Listed[]): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url')
const newestOf = (tx: Tx, courseId: number): Version | undefined =>
  tx
    .select()
    .from(courseVersions)
    .where(eq(courseVersions.courseId, courseId))
    .orderBy(desc(courseVersions.number))
    .limit(1)
    .get()
const isBrowserMade = (tx: Tx, courseId: number): boolean =>
  tx
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.origin, 'browser')))
    .limit(1)
    .get() !== undefined

/** Puts corrected texts in the place of the old ones: whoever reads the version sees them at once. */
const correct = (tx: Tx, versionId: number, list: readonly Listed[]): void => {
  const known = listOf(tx, versionId)
  for (const [position, { revisionId }] of list.entries()) {
    if (known[position]?.revisionId === revisionId) continue
    const at = and(eq(courseVersionLessons.versionId, versionId), eq(courseVersionLessons.position, position))
    tx.update(courseVersionLessons).set({ revisionId }).where(at).run()
  }
  tx.update(courseVersions)
    .set({ digest: digestOf(list) })
    .where(eq(courseVersions.id, versionId))
    .run()
}
const addVersion = (tx: Tx, courseId: number, number: number, list: readonly Listed[], now: number): number => {
  const values = {
    courseId,
    number,
    state: 'draft' as const,
    origin: 'content' as const,
    digest: digestOf(list),
    createdAt: now,
  }
  const { id } = tx.insert(courseVersions).values(values).returning({ id: courseVersions.id }).get()
  for (const [position, { revisionId }] of list.entries())
    tx.insert(courseVersionLessons).values({ versionId: id, position, revisionId }).run()
  return id
}
const publish = (tx: Tx, id: number, now: number): void => {
  tx.update(courseVersions)
    .set({ state: 'published', publishedAt: now })
    .where(and(eq(courseVersions.id, id), eq(courseVersions.state, 'draft')))
    .run()
}
/**
 * The same lessons in the same order are a correction; another list is a new version, which those who have begun do
 * not get. Once a version was written in the browser, files only make drafts, and nothing published is touched.
 */
const putVersion = (tx: Tx, courseId: number, list: readonly Listed[], now: number): Imported => {
  const newest = newestOf(tx, courseId)
  if (newest?.digest === digestOf(list)) return 'unchanged'
  const isOurs = !isBrowserMade(tx, courseId)
  const isSameList =
    newest !== undefined &&
    listOf(tx, newest.id)
      .map(({ lessonId }) => lessonId)
      .join() === list.map(({ lessonId }) => lessonId).join()
  if (isSameList && newest.origin === 'content' && (isOurs || newest.state === 'draft')) {
    correct(tx, newest.id, list)
    return 'corrected'
  }
  const id = addVersion(tx, courseId, (newest?.number ?? 0) + 1, list, now)
  if (isOurs) publish(tx, id, now)
  return 'version'
}
const putQuiz = (
  tx: Tx,
  { course, questions }: Extract<CourseContent, { lessons: readonly unknown[] }>,
  now: number,
): void => {
  const { code, title, quiz } = course
  const href = `/courses/${code}`
  importQuiz(
    tx,
    { code, title, ...quiz, attemptLimit: null, delayMinutes: 0, questions, href, tagHref: `${href}/lessons/{tag}` },
    now,
  )
}
/** Brings one course in, whole or not at all: its row, lessons, version and quiz. The same content again changes nothing. */
export const importCourse = (db: Db, content: CourseContent, digest: string, now: number): Imported =>
  write(db, (tx) => {
    const courseId = putCourse(tx, content, digest)
    const done = content.lessons
      ? putVersion(tx, courseId, putLessons(tx, courseId, content.lessons, now), now)
      : 'unchanged'
    if (content.lessons) putQuiz(tx, content, now)
    touch(tx)
    record(tx, null, {
      action: 'system.import',
      subject: `courses/${content.course.code}`,
      at: now,
      fields: [done],
      values: { digest },
    })
    return done
  })
