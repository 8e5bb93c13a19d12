import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '#server/db/open'
import { courseVersionLessons, lessonRevisions, lessons } from './schema.ts'
import type { LessonFile } from './read-course.ts'

/** A lesson of a version: which lesson, which text of it. */
export type Listed = { lessonId: number; revisionId: number }

const lessonIdOf = (tx: Tx, courseId: number, slug: string): number =>
  tx
    .insert(lessons)
    .values({ courseId, slug })
    .onConflictDoUpdate({ target: [lessons.courseId, lessons.slug], set: { slug } })
    .returning({ id: lessons.id })
    .get().id
const digestOf = ({ title, minutes, km, en }: LessonFile): string =>
  createHash('sha256')
    .update(JSON.stringify([title, minutes, km, en]))
    .digest('base64url')

/** The revision that has this text: an earlier one that said the same, or a new one. */
const putRevision = (tx: Tx, lessonId: number, lesson: LessonFile, now: number): number => {
  const digest = digestOf(lesson)
  const same = and(eq(lessonRevisions.lessonId, lessonId), eq(lessonRevisions.digest, digest))
  const known = tx.select({ id: lessonRevisions.id }).from(lessonRevisions).where(same).get()
  if (known) return known.id
  const { title, minutes, km, en } = lesson
  const values = {
    lessonId,
    titleKm: title.km,
    titleEn: title.en,
    minutes,
    sourceKm: km.source,
    sourceEn: en?.source ?? null,
    htmlKm: Buffer.from(km.html),
    htmlEn: en ? Buffer.from(en.html) : null,
    digest,
    createdAt: now,
  }
  return tx.insert(lessonRevisions).values(values).returning({ id: lessonRevisions.id }).get().id
}
/** Brings the texts of all lessons in and returns what a version of them would list. */
export const putLessons = (tx: Tx, courseId: number, files: readonly LessonFile[], now: number): Listed[] =>
  files.map((file) => {
    const lessonId = lessonIdOf(tx, courseId, file.slug)
    return { lessonId, revisionId: putRevision(tx, lessonId, file, now) }
  })
/** What a version lists, in its order. */
export const listOf = (tx: Tx, versionId: number): Listed[] =>
  tx
    .select({ lessonId: lessonRevisions.lessonId, revisionId: lessonRevisions.id })
    .from(courseVersionLessons)
    .innerJoin(lessonRevisions, eq(lessonRevisions.id, courseVersionLessons.revisionId))
    .where(eq(courseVersionLessons.versionId, versionId))
    .orderBy(asc(courseVersionLessons.position))
    .all()
