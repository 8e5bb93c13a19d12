import { randomUUID } from 'node:crypto'
import { count, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { isUnique } from '#server/db/driver'
import type { Db } from '#server/db/open'
import { present, Refused } from '#server/errors'
import { verify } from '#server/journal'
import { journal } from '#server/schema'
import {
  begin,
  catalogue,
  completeLesson,
  courseEnrolments,
  courses,
  lessonCompletions,
  lessons,
} from '#modules/courses'
import { anObserver, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'

const rows = (db: Db): number => db.select({ n: count() }).from(lessonCompletions).get()?.n ?? 0
const entries = (db: Db): number =>
  db.select({ n: count() }).from(journal).where(eq(journal.action, 'courses.learn')).get()?.n ?? 0
const slugs = (db: Db, code = 'F1'): string[] =>
  catalogue(db)
    .courses.find((one) => one.code === code)
    ?.current?.lessons.map(({ slug }) => slug) ?? []

test('done twice is one row: the same form again, and another form of a second tab', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const [slug = ''] = slugs(db)
  const uuid = randomUUID()
  for (const one of [uuid, uuid, randomUUID()]) completeLesson(db, actor, { code: 'F1', slug, uuid: one }, noon)
  expect(rows(db)).toBe(1)
  expect(db.select().from(lessonCompletions).get()).toMatchObject({
    uuid,
    personId: actor.person,
    happenedAt: noon,
    method: 'self',
  })
  // One entry for the beginning, one for the lesson.
  expect(entries(db)).toBe(2)
  expect(verify(db).fault).toBeNull()
})
test('two requests at once are one row, and both are led on', async () => {
  const { db, as } = world()
  const officer = as(anOfficer(db).id)
  const [slug = '', next = ''] = slugs(db)
  const post = (): ReturnType<typeof officer.post> =>
    officer.post(`/courses/F1/lessons/${slug}/completions`, { uuid: randomUUID() })
  const answers = await Promise.all([post(), post()])
  expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual(
    Array(2).fill([303, `/courses/F1/lessons/${next}`]),
  )
  expect(rows(db)).toBe(1)
})
test('the table itself refuses a second row, so two processes cannot make one', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  completeLesson(db, actor, { code: 'F1', slug: slugs(db)[0] ?? '', uuid: randomUUID() }, noon)
  const { id: _id, ...row } = present(db.select().from(lessonCompletions).get(), 'the row')
  const again = (): unknown => {
    try {
      return db
        .insert(lessonCompletions)
        .values({ ...row, uuid: randomUUID() })
        .run()
    } catch (error) {
      return isUnique(error)
    }
  }
  expect(again()).toBe(true)
})
test('a fact is never changed and never deleted', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  completeLesson(db, actor, { code: 'F1', slug: slugs(db)[0] ?? '', uuid: randomUUID() }, noon)
  expect(() => db.update(lessonCompletions).set({ happenedAt: 1 }).run()).toThrow(/never changed/)
  expect(() => db.delete(lessonCompletions).run()).toThrow(/never deleted/)
})
test('the uuid of one lesson sent for another is refused, and the first fact stays', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const [first = '', second = ''] = slugs(db)
  const uuid = randomUUID()
  completeLesson(db, actor, { code: 'F1', slug: first, uuid }, noon)
  expect(() => completeLesson(db, actor, { code: 'F1', slug: second, uuid }, noon)).toThrow(Refused)
  expect(rows(db)).toBe(1)
})
test('the first "done" pins the version; beginning twice is once', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  completeLesson(db, actor, { code: 'F1', slug: slugs(db)[0] ?? '', uuid: randomUUID() }, noon)
  begin(db, actor, 'F1', noon + 1)
  begin(db, actor, 'f2', noon + 2)
  begin(db, actor, 'F2', noon + 3)
  expect(
    db
      .select()
      .from(courseEnrolments)
      .all()
      .map(({ startedAt }) => startedAt),
  ).toEqual([noon, noon + 2])
})
test('it leads to the next lesson, back to one left out, and at the end to the quiz', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const [one = '', two = '', three = '', four = ''] = slugs(db)
  const done = (slug: string): string | undefined =>
    completeLesson(db, actor, { code: 'F1', slug, uuid: randomUUID() }, noon).next?.slug
  expect(done(one)).toBe(two)
  expect(done(three)).toBe(four)
  expect(done(four)).toBe(two)
  expect(done(two)).toBeUndefined()
})
test('an announced course cannot be begun, and an observer does not learn', () => {
  const { db, as } = world()
  expect(() => begin(db, as(anOfficer(db).id).actor, 'F3', noon)).toThrow('courses:refused.coming')
  expect(() => begin(db, as(anObserver(db).id).actor, 'F1', noon)).toThrow()
  expect(db.select().from(courseEnrolments).all()).toEqual([])
})
test('the record shows each lesson done under its code and title', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const [slug = ''] = slugs(db)
  completeLesson(db, actor, { code: 'F1', slug, uuid: randomUUID() }, noon)
  const sql = `select s.tier, s.kind, s.passed, s.plannedMinutes, s.href, s.centreId, u.titleEn from statements s join subjects u on u.code = s.subject where s.personId = ?`
  expect(db.$client.prepare(sql).all(actor.person)).toEqual([
    {
      tier: 1,
      kind: 'lesson',
      passed: 1,
      plannedMinutes: 12,
      href: `/courses/F1/lessons/${slug}`,
      centreId: 1,
      titleEn: 'What are public employment services?',
    },
  ])
  const subjects = db.$client
    .prepare(`select kind, count(*) as n from subjects where kind in ('course', 'lesson') group by kind`)
    .all()
  expect(subjects).toEqual([
    { kind: 'course', n: db.select({ n: count() }).from(courses).get()?.n },
    { kind: 'lesson', n: db.select({ n: count() }).from(lessons).get()?.n },
  ])
})
