import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, fact, factRules, instant } from '#server/db/columns'
import { persons } from '#modules/people'

export const courseLives = ['open', 'coming'] as const
export const versionStates = ['draft', 'published'] as const
export const origins = ['content', 'browser'] as const
/** A text in both languages. */
export type Words = { readonly km: string; readonly en: string }

/** Tier 1: F1…F8. `coming`: announced, not to be learnt yet. */
export const courses = sqliteTable('courses', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  position: integer().notNull(),
  titleKm: text().notNull(),
  titleEn: text().notNull(),
  summaryKm: text().notNull(),
  summaryEn: text().notNull(),
  outcomes: text({ mode: 'json' }).$type<readonly Words[]>().notNull(),
  minutes: integer().notNull(),
  /** Percent that passes its quiz; of an announced course, the usual one. */
  passMark: integer().notNull(),
  state: text({ enum: courseLives }).notNull(),
  /** Digest of the files this row was last made from. */
  importedDigest: text().notNull(),
  retiredOn: dayColumn(),
})
/** The lasting identity of a lesson; its text lies in revisions. */
export const lessons = sqliteTable(
  'lessons',
  {
    id: integer().primaryKey(),
    courseId: integer()
      .notNull()
      .references(() => courses.id),
    slug: text().notNull(),
  },
  (t) => [uniqueIndex('lessons_slug').on(t.courseId, t.slug)],
)
/** A text of a lesson, never changed. The HTML is kept as bytes and goes into the page as it is. */
export const lessonRevisions = sqliteTable(
  'lesson_revisions',
  {
    id: integer().primaryKey(),
    lessonId: integer()
      .notNull()
      .references(() => lessons.id),
    titleKm: text().notNull(),
    titleEn: text().notNull(),
    minutes: integer().notNull(),
    sourceKm: text().notNull(),
    sourceEn: text(),
    htmlKm: blob({ mode: 'buffer' }).notNull(),
    htmlEn: blob({ mode: 'buffer' }),
    digest: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('lesson_revisions_text').on(t.lessonId, t.digest)],
)
export const courseVersions = sqliteTable(
  'course_versions',
  {
    id: integer().primaryKey(),
    courseId: integer()
      .notNull()
      .references(() => courses.id),
    number: integer().notNull(),
    state: text({ enum: versionStates }).notNull(),
    /** Where it was written: content publishes itself only while no version was made in the browser. */
    origin: text({ enum: origins }).notNull(),
    digest: text().notNull(),
    createdAt: instant().notNull(),
    publishedAt: instant(),
  },
  (t) => [
    uniqueIndex('course_versions_number').on(t.courseId, t.number),
    check('course_versions_published', sql`(${t.state} = 'published') = (${t.publishedAt} is not null)`),
  ],
)
/** The lessons of a version in their order. A correction swaps the revision of a row; the list itself never changes. */
export const courseVersionLessons = sqliteTable(
  'course_version_lessons',
  {
    versionId: integer()
      .notNull()
      .references(() => courseVersions.id),
    position: integer().notNull(),
    revisionId: integer()
      .notNull()
      .references(() => lessonRevisions.id),
  },
  (t) => [
    primaryKey({ columns: [t.versionId, t.position] }),
    uniqueIndex('course_version_lessons_revision').on(t.versionId, t.revisionId),
  ],
)
/** Begun: from here on the person keeps this version, whatever its author adds later. */
export const courseEnrolments = sqliteTable(
  'course_enrolments',
  {
    id: integer().primaryKey(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    courseId: integer()
      .notNull()
      .references(() => courses.id),
    versionId: integer()
      .notNull()
      .references(() => courseVersions.id),
    startedAt: instant().notNull(),
  },
  (t) => [uniqueIndex('course_enrolments_person').on(t.personId, t.courseId)],
)
/** Fact: a lesson was read to its end and called done. Once a person and lesson. */
export const lessonCompletions = sqliteTable(
  'lesson_completions',
  {
    ...fact(() => persons.id),
    lessonId: integer()
      .notNull()
      .references(() => lessons.id),
    courseId: integer()
      .notNull()
      .references(() => courses.id),
    revisionId: integer()
      .notNull()
      .references(() => lessonRevisions.id),
  },
  (t) => [
    ...factRules(t),
    uniqueIndex('lesson_completions_once').on(t.personId, t.lessonId),
    index('lesson_completions_course').on(t.personId, t.courseId),
  ],
)
/** Fact: a module passed before this house existed, typed from paper. The pass mark of that day stands with it. */
export const coursePasses = sqliteTable(
  'course_passes',
  {
    ...fact(() => persons.id),
    courseId: integer()
      .notNull()
      .references(() => courses.id),
    score: real(),
    passMark: integer().notNull(),
  },
  (t) => [
    ...factRules(t),
    index('course_passes_person').on(t.personId),
    uniqueIndex('course_passes_once')
      .on(t.personId, t.courseId, t.happenedAt)
      .where(sql`"voids" is null`),
    check('course_passes_score', sql`${t.score} is null or (${t.score} >= ${t.passMark} and ${t.score} <= 100)`),
  ],
)
/** How far one has read; no fact, overwritten as one goes on, not journalled. */
export const readingPositions = sqliteTable(
  'reading_positions',
  {
    personId: integer()
      .notNull()
      .references(() => persons.id),
    courseId: integer()
      .notNull()
      .references(() => courses.id),
    lessonId: integer()
      .notNull()
      .references(() => lessons.id),
    fraction: real().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.courseId] }),
    index('reading_positions_newest').on(t.personId, t.updatedAt),
    check('reading_positions_fraction', sql`${t.fraction} between 0 and 1`),
  ],
)
