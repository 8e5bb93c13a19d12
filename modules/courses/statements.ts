import { eq, isNull, sql } from 'drizzle-orm'
import { alias, QueryBuilder } from 'drizzle-orm/sqlite-core'
import type { Statements, Subjects } from '#server/statement'
import { centreOn } from '#modules/people'
import { coursePasses, courses, lessonCompletions, lessonRevisions, lessons } from './schema.ts'

const laterDone = alias(lessonCompletions, 'later')
const laterPass = alias(coursePasses, 'later')
const nothing = sql<number | null>`null`
const lessonCode = sql<string>`${courses.code} || '/' || ${lessons.slug}`
const lessonHref = sql<string>`'/courses/' || ${courses.code} || '/lessons/' || ${lessons.slug}`
const courseHref = sql<string>`'/courses/' || ${courses.code}`

/** Each lesson done. Its minutes are what its author planned; nobody measures how long a person reads. */
export const lessonsDone: Statements = new QueryBuilder()
  .select({
    uuid: lessonCompletions.uuid,
    personId: lessonCompletions.personId,
    tier: sql<number>`1`.as('tier'),
    kind: sql<string>`'lesson'`.as('kind'),
    subject: lessonCode.as('subject'),
    occasion: sql<string>`'lesson/' || ${lessonCompletions.id}`.as('occasion'),
    score: nothing.as('score'),
    passed: sql<boolean | null>`true`.as('passed'),
    minutes: nothing.as('minutes'),
    // A sub-select and no join: who does not ask for the minutes does not pay for them.
    plannedMinutes: sql<
      number | null
    >`(select r.minutes from lesson_revisions r where r.id = "lesson_completions"."revisionId")`.as('plannedMinutes'),
    happenedAt: lessonCompletions.happenedAt,
    recordedAt: lessonCompletions.recordedAt,
    recordedBy: lessonCompletions.recordedBy,
    method: sql<string>`${lessonCompletions.method}`.as('method'),
    centreId: centreOn('"lesson_completions"."personId"', '"lesson_completions"."happenedAt"').as('centreId'),
    href: lessonHref.as('href'),
  })
  .from(lessonCompletions)
  .innerJoin(lessons, eq(lessons.id, lessonCompletions.lessonId))
  .innerJoin(courses, eq(courses.id, lessonCompletions.courseId))
  .leftJoin(laterDone, eq(laterDone.voids, lessonCompletions.id))
  .where(isNull(laterDone.id))

/** Each module passed before, typed from paper. */
export const coursesPassed: Statements = new QueryBuilder()
  .select({
    uuid: coursePasses.uuid,
    personId: coursePasses.personId,
    tier: sql<number>`1`.as('tier'),
    kind: sql<string>`'course'`.as('kind'),
    subject: courses.code,
    occasion: sql<string>`'pass/' || ${coursePasses.id}`.as('occasion'),
    score: sql<number | null>`${coursePasses.score}`.as('score'),
    passed: sql<boolean | null>`true`.as('passed'),
    minutes: nothing.as('minutes'),
    plannedMinutes: nothing.as('plannedMinutes'),
    happenedAt: coursePasses.happenedAt,
    recordedAt: coursePasses.recordedAt,
    recordedBy: coursePasses.recordedBy,
    method: sql<string>`${coursePasses.method}`.as('method'),
    centreId: centreOn('"course_passes"."personId"', '"course_passes"."happenedAt"').as('centreId'),
    href: courseHref.as('href'),
  })
  .from(coursePasses)
  .innerJoin(courses, eq(courses.id, coursePasses.courseId))
  .leftJoin(laterPass, eq(laterPass.voids, coursePasses.id))
  .where(isNull(laterPass.id))

/** F1…F8; one that is still being written has no page to learn from. */
export const courseSubjects: Subjects = new QueryBuilder()
  .select({
    code: courses.code,
    kind: sql<string>`'course'`.as('kind'),
    titleKm: courses.titleKm,
    titleEn: courses.titleEn,
    href: sql<string>`case when ${courses.state} = 'coming' then '' else ${courseHref} end`.as('href'),
    nextOn: sql<null>`null`.as('nextOn'),
  })
  .from(courses)
/** Every lesson that ever was, under its newest title: earlier facts name it. */
export const lessonSubjects: Subjects = new QueryBuilder()
  .select({
    code: lessonCode.as('code'),
    kind: sql<string>`'lesson'`.as('kind'),
    titleKm: lessonRevisions.titleKm,
    titleEn: lessonRevisions.titleEn,
    href: lessonHref.as('href'),
    nextOn: sql<null>`null`.as('nextOn'),
  })
  .from(lessons)
  .innerJoin(courses, eq(courses.id, lessons.courseId))
  .innerJoin(
    lessonRevisions,
    sql`${lessonRevisions.id} = (select max(r.id) from lesson_revisions r where r."lessonId" = "lessons"."id")`,
  )
