import { eq, sql, type SQL } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { present } from '#server/errors'
import { persons } from '#modules/people'
import { catalogue, type Course, type Version } from './catalogue.ts'

const $ = sql.placeholder
/** What one person has done in one course. */
export type Learner = {
  /** The version that was pinned when the course began. */
  versionId: number | null
  /** Ids of lessons done, of any version. */
  done: ReadonlySet<number>
  /** Begun, read or done most lately; null when never. */
  touchedAt: number | null
  reading: { lessonId: number; fraction: number; at: number } | null
  /** An earlier result typed from paper. */
  paper: { score: number | null } | null
}
type Enrolled = [courseId: number, versionId: number, startedAt: number]
type Done = [courseId: number, lessonId: number, recordedAt: number]
type Reading = [courseId: number, lessonId: number, fraction: number, updatedAt: number]
type Paper = [courseId: number, score: number | null]
type Packed = Readonly<Record<'enrolled' | 'done' | 'readings' | 'papers', string>>
/** Names stand literally: drizzle drops them in a select of one table. */
const packed = (columns: string, table: string, more: SQL): SQL<string> =>
  sql<string>`(select json_group_array(json_array(${sql.raw(columns)})) from ${sql.raw(table)} x where x."personId" = ${$('person')} ${more})`
const unvoided = sql`and not exists (select 1 from course_passes v where v.voids = x.id)`
/**
 * What one person did, each kind packed as JSON: SQLite walks her few rows once, and the driver hands over one.
 * `more` narrows all four.
 */
const query = (db: Db, more: SQL) =>
  db
    .select({
      enrolled: packed('x."courseId", x."versionId", x."startedAt"', 'course_enrolments', more),
      done: packed('x."courseId", x."lessonId", x."recordedAt"', 'lesson_completions', more),
      readings: packed('x."courseId", x."lessonId", x.fraction, x."updatedAt"', 'reading_positions', more),
      papers: packed('x."courseId", x.score', 'course_passes', sql`${more} ${unvoided}`),
    })
    .from(persons)
    .where(eq(persons.id, $('person')))
const everywhere = prepared((db) => query(db, sql``))
const inOne = prepared((db) => query(db, sql`and x."courseId" = ${$('course')}`))

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }
type Draft = Omit<Writable<Learner>, 'done'> & { done: Set<number> }
const noLearner = (): Draft => ({ versionId: null, done: new Set(), touchedAt: null, reading: null, paper: null })
const touch = (draft: Draft, at: number): void => {
  draft.touchedAt = Math.max(draft.touchedAt ?? 0, at)
}
const learners = (row: Packed): ReadonlyMap<number, Learner> => {
  const drafts = new Map<number, Draft>()
  const at = (courseId: number): Draft => {
    const draft = drafts.get(courseId) ?? noLearner()
    drafts.set(courseId, draft)
    return draft
  }
  for (const [courseId, versionId, startedAt] of JSON.parse(row.enrolled) as Enrolled[]) {
    at(courseId).versionId = versionId
    touch(at(courseId), startedAt)
  }
  for (const [courseId, lessonId, recordedAt] of JSON.parse(row.done) as Done[]) {
    at(courseId).done.add(lessonId)
    touch(at(courseId), recordedAt)
  }
  for (const [courseId, lessonId, fraction, updatedAt] of JSON.parse(row.readings) as Reading[]) {
    at(courseId).reading = { lessonId, fraction, at: updatedAt }
    touch(at(courseId), updatedAt)
  }
  for (const [courseId, score] of JSON.parse(row.papers) as Paper[])
    at(courseId).paper = { score: higher(at(courseId).paper?.score ?? null, score) }
  return drafts
}
/** Where a person stands in every course that she touched, by its id, in one statement. */
export const learnerInAll = (db: Db, personId: number): ReadonlyMap<number, Learner> =>
  learners(present(everywhere(db).get({ person: personId }), 'the person'))
/** Who never came near a course. */
export const nobody: Learner = noLearner()
/** The same for one course. */
export const learnerIn = (db: Db, personId: number, courseId: number): Learner =>
  learners(present(inOne(db).get({ person: personId, course: courseId }), 'the person')).get(courseId) ?? nobody

/** What a person reads: the version pinned at the beginning, else today's. Null for an announced course. */
export const versionFor = (db: Db, course: Course, { versionId }: Learner): Version | null =>
  (versionId === null ? undefined : catalogue(db).version.get(versionId)) ?? (course.isComing ? null : course.current)
/** Lessons of a version that are done: never more than it has. */
export const doneIn = (version: Version | null, { done }: Learner): number =>
  version ? version.lessons.filter(({ id }) => done.has(id)).length : 0
/** The higher of two results, where there may be none. */
export const higher = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b)
