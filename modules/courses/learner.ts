import { eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { catalogue, type Course, type Version } from './catalogue.ts'
import { courses } from './schema.ts'

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
// Names stand literally: drizzle drops them in a one-table select, and a correlated sub-select then reads wrong rows.
const of = (table: string): SQL => sql.raw(`from ${table} x where x."personId" = `)
const mine = sql`${$('person')} and x."courseId" = "courses"."id"`
const unvoided = sql`not exists (select 1 from course_passes v where v.voids = x.id)`
const columns = {
  courseId: courses.id,
  versionId: sql<number | null>`(select x."versionId" ${of('course_enrolments')} ${mine})`,
  startedAt: sql<number | null>`(select x."startedAt" ${of('course_enrolments')} ${mine})`,
  done: sql<string>`(select json_group_array(x."lessonId") ${of('lesson_completions')} ${mine})`,
  doneAt: sql<number | null>`(select max(x."recordedAt") ${of('lesson_completions')} ${mine})`,
  lessonId: sql<number | null>`(select x."lessonId" ${of('reading_positions')} ${mine})`,
  fraction: sql<number | null>`(select x.fraction ${of('reading_positions')} ${mine})`,
  readAt: sql<number | null>`(select x."updatedAt" ${of('reading_positions')} ${mine})`,
  papers: sql<number>`(select count(*) ${of('course_passes')} ${mine} and ${unvoided})`,
  paperScore: sql<number | null>`(select max(x.score) ${of('course_passes')} ${mine} and ${unvoided})`,
}
const one = prepared((db) =>
  db
    .select(columns)
    .from(courses)
    .where(eq(courses.id, $('course'))),
)
const all = prepared((db) => db.select(columns).from(courses).where(isNull(courses.retiredOn)))
type Row = ReturnType<ReturnType<typeof all>['all']>[number]

const learnerOf = (row: Row): Learner => {
  const { versionId, lessonId, fraction, readAt } = row
  const touched = Math.max(row.startedAt ?? 0, row.doneAt ?? 0, readAt ?? 0)
  return {
    versionId,
    done: new Set(JSON.parse(row.done) as number[]),
    touchedAt: touched || null,
    reading: lessonId !== null && fraction !== null && readAt !== null ? { lessonId, fraction, at: readAt } : null,
    paper: row.papers > 0 ? { score: row.paperScore } : null,
  }
}
const nobody: Learner = { versionId: null, done: new Set(), touchedAt: null, reading: null, paper: null }
/** One statement. */
export const learnerIn = (db: Db, personId: number, courseId: number): Learner => {
  const row = one(db).get({ person: personId, course: courseId })
  return row ? learnerOf(row) : nobody
}
/** The same for every course, by its id, in one statement. */
export const learnerInAll = (db: Db, personId: number): ReadonlyMap<number, Learner> =>
  new Map(
    all(db)
      .all({ person: personId })
      .map((row) => [row.courseId, learnerOf(row)]),
  )

/** What a person reads: the version pinned at the beginning, else today's. Null for an announced course. */
export const versionFor = (db: Db, course: Course, { versionId }: Learner): Version | null =>
  (versionId === null ? undefined : catalogue(db).version.get(versionId)) ?? (course.isComing ? null : course.current)
/** Lessons of a version that are done: never more than it has. */
export const doneIn = (version: Version | null, { done }: Learner): number =>
  version ? version.lessons.filter(({ id }) => done.has(id)).length : 0
