import { asc, eq, isNull } from 'drizzle-orm'
import { kept } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { NotFound } from '#server/errors'
import { courses, courseVersionLessons, courseVersions, lessonRevisions, lessons, type Words } from './schema.ts'

/** A lesson as one version has it; its text stays in the table until its page is asked for. */
export type Lesson = {
  id: number
  slug: string
  revisionId: number
  title: Words
  minutes: number
  hasEnglish: boolean
}
export type Version = { id: number; number: number; lessons: readonly Lesson[] }
export type Course = {
  id: number
  code: string
  title: Words
  summary: Words
  outcomes: readonly Words[]
  minutes: number
  passMark: number
  isComing: boolean
  /** What a person who begins today gets; null while nothing is published. */
  current: Version | null
}
export type Catalogue = {
  /** In their order, retired ones left out. */
  courses: readonly Course[]
  course: ReadonlyMap<number, Course>
  /** Every published version, also those that only earlier learners keep. */
  version: ReadonlyMap<number, Version>
}

type Row = typeof courses.$inferSelect
const rowsOf = (db: Db): { versionId: number; lesson: Lesson }[] =>
  db
    .select({
      versionId: courseVersionLessons.versionId,
      id: lessons.id,
      slug: lessons.slug,
      revisionId: lessonRevisions.id,
      titleKm: lessonRevisions.titleKm,
      titleEn: lessonRevisions.titleEn,
      minutes: lessonRevisions.minutes,
      english: isNull(lessonRevisions.htmlEn),
    })
    .from(courseVersionLessons)
    .innerJoin(lessonRevisions, eq(lessonRevisions.id, courseVersionLessons.revisionId))
    .innerJoin(lessons, eq(lessons.id, lessonRevisions.lessonId))
    .orderBy(asc(courseVersionLessons.versionId), asc(courseVersionLessons.position))
    .all()
    .map(({ versionId, titleKm, titleEn, english, ...lesson }) => ({
      versionId,
      lesson: { ...lesson, title: { km: titleKm, en: titleEn }, hasEnglish: !english },
    }))
const courseOf = (row: Row, current: Version | undefined): Course => ({
  id: row.id,
  code: row.code,
  title: { km: row.titleKm, en: row.titleEn },
  summary: { km: row.summaryKm, en: row.summaryEn },
  outcomes: row.outcomes,
  minutes: current ? current.lessons.reduce((sum, { minutes }) => sum + minutes, 0) : row.minutes,
  passMark: row.passMark,
  isComing: row.state === 'coming',
  current: current ?? null,
})
/** All courses and published versions without their texts: small, and only an import changes it. */
export const catalogue = kept((db): Catalogue => {
  const rows = rowsOf(db)
  const published = db
    .select()
    .from(courseVersions)
    .where(eq(courseVersions.state, 'published'))
    .orderBy(asc(courseVersions.number))
    .all()
  const version = new Map(
    published.map(({ id, number }) => [
      id,
      { id, number, lessons: rows.filter((row) => row.versionId === id).map(({ lesson }) => lesson) },
    ]),
  )
  const newest = new Map(published.map(({ courseId, id }) => [courseId, version.get(id)]))
  const list = db
    .select()
    .from(courses)
    .where(isNull(courses.retiredOn))
    .orderBy(asc(courses.position))
    .all()
    .map((row) => courseOf(row, newest.get(row.id)))
  return { courses: list, course: new Map(list.map((one) => [one.id, one])), version }
})
/** The course of a code, in any case; NotFound for others. */
export const courseOfCode = (db: Db, code: string): Course => {
  const found = catalogue(db).courses.find((one) => one.code === code.toUpperCase())
  if (!found) throw new NotFound()
  return found
}
