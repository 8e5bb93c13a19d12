import { asc, count, eq } from 'drizzle-orm'
import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { journal } from '#server/schema'
import { catalogue, courses, courseVersions, lessonRevisions, lessons, type Course } from '#modules/courses'
import { present } from '#server/errors'
import { content, importCourses } from '../../modules/courses/content.ts'
import { noon, world } from '../support/world.ts'
import { aCourse, lessonMd, sourcesOf, type Files } from './support.ts'

const bring = (db: Db, files: Files): void => {
  importCourses(db, sourcesOf(files), noon)
}
const nine = (db: Db): Course =>
  present(
    catalogue(db).courses.find(({ code }) => code === 'F9'),
    'F9',
  )
const versions = (db: Db): { number: number; state: string; origin: string; id: number }[] =>
  db
    .select()
    .from(courseVersions)
    .where(eq(courseVersions.courseId, nine(db).id))
    .orderBy(asc(courseVersions.number))
    .all()
const total = (
  db: Db,
  table: typeof lessonRevisions | typeof courseVersions | typeof lessons | typeof journal,
): number => db.select({ n: count() }).from(table).get()?.n ?? 0
const sizes = (db: Db): number[] => [lessonRevisions, courseVersions, lessons, journal].map((table) => total(db, table))

test('the eight courses of content/ are there, two open, in their order', () => {
  const { db } = world()
  const list = catalogue(db).courses
  expect(list.map(({ code }) => code)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'])
  expect(list.filter(({ isComing }) => !isComing).map(({ code, current }) => [code, current?.lessons.length])).toEqual([
    ['F1', 4],
    ['F2', 5],
  ])
})
test('importing the same content again changes nothing and is quick', () => {
  const { db } = world()
  const before = sizes(db)
  const start = performance.now()
  content(db, noon + 1)
  expect(performance.now() - start).toBeLessThan(50)
  expect(sizes(db)).toEqual(before)
})
test('a corrected lesson takes the place of the old text in the same version', () => {
  const { db } = world()
  bring(db, aCourse())
  const [before] = nine(db).current?.lessons ?? []
  bring(db, aCourse(['one', 'two'], { '01-one.km.md': lessonMd('Better.') }))
  expect(versions(db)).toMatchObject([{ number: 1, state: 'published' }])
  const [after, second] = nine(db).current?.lessons ?? []
  expect(after?.id).toBe(before?.id)
  expect(after?.revisionId).not.toBe(before?.revisionId)
  expect(second?.slug).toBe('two')
  const old = db
    .select()
    .from(lessonRevisions)
    .where(eq(lessonRevisions.id, before?.revisionId ?? 0))
    .get()
  expect(old?.sourceKm).toBe(lessonMd())
})
test('a text that comes back is the earlier revision, not a third one', () => {
  const { db } = world()
  bring(db, aCourse())
  const first = nine(db).current?.lessons[0]?.revisionId
  const before = total(db, lessonRevisions)
  bring(db, aCourse(['one', 'two'], { '01-one.km.md': lessonMd('Better.') }))
  bring(db, aCourse())
  expect(total(db, lessonRevisions)).toBe(before + 1)
  expect(nine(db).current?.lessons[0]?.revisionId).toBe(first)
})
test.each([
  ['one more lesson', ['one', 'two', 'three']],
  ['one less', ['one']],
  ['another order', ['two', 'one']],
])('%s makes a new version and leaves the old list alone', (_name, slugs) => {
  const { db } = world()
  bring(db, aCourse())
  const first = present(nine(db).current, 'the version')
  bring(db, aCourse(slugs))
  expect(versions(db).map(({ number, state }) => [number, state])).toEqual([
    [1, 'published'],
    [2, 'published'],
  ])
  expect(nine(db).current?.lessons.map(({ slug }) => slug)).toEqual(slugs)
  expect(catalogue(db).version.get(first.id)).toEqual(first)
})
test('once a version was made in the browser, files only make drafts', () => {
  const { db } = world()
  bring(db, aCourse())
  const { id } = nine(db)
  db.insert(courseVersions)
    .values({
      courseId: id,
      number: 2,
      state: 'published',
      origin: 'browser',
      digest: 'x',
      createdAt: noon,
      publishedAt: noon,
    })
    .run()
  bring(db, aCourse(['one', 'two'], { '01-one.km.md': lessonMd('Better.') }))
  expect(versions(db).map(({ state, origin }) => [state, origin])).toEqual([
    ['published', 'content'],
    ['published', 'browser'],
    ['draft', 'content'],
  ])
  bring(db, aCourse(['one', 'two'], { '01-one.km.md': lessonMd('Better still.') }))
  expect(versions(db)).toHaveLength(3)
})
test('a new summary alone changes the course and no version', () => {
  const { db } = world()
  bring(db, aCourse())
  const files = aCourse()
  bring(db, {
    ...files,
    'course.yaml': (files['course.yaml'] ?? '').replaceAll('A course for tests', 'Another summary'),
  })
  expect(nine(db).summary.en).toBe('Another summary')
  expect(versions(db)).toHaveLength(1)
})
test('a course with one mistake is not brought in at all', () => {
  const { db } = world()
  bring(db, aCourse(['one', 'two'], { '02-two.km.md': lessonMd('# A') }))
  expect(db.select().from(courses).where(eq(courses.code, 'F9')).get()).toBeUndefined()
})
test('Khmer is kept normalised, whatever way it was typed', () => {
  const { db } = world()
  bring(db, aCourse(['one', 'two'], { '01-one.km.md': lessonMd('\u179f\u17d2\u179a\u17d2\u178f\u17b8') }))
  const revision = db
    .select()
    .from(lessonRevisions)
    .where(eq(lessonRevisions.id, nine(db).current?.lessons[0]?.revisionId ?? 0))
    .get()
  expect(revision?.sourceKm).toContain('\u179f\u17d2\u178f\u17d2\u179a\u17b8')
  expect(revision?.htmlKm.toString()).toContain('\u179f\u17d2\u178f\u17d2\u179a\u17b8')
})
test('stored lessons hold no script, style, svg or address of an asset', () => {
  const { db } = world()
  for (const { htmlKm, htmlEn } of db.select().from(lessonRevisions).all())
    for (const html of [htmlKm, htmlEn ?? Buffer.from('')])
      expect(html.toString()).not.toMatch(/<script|<svg|style=|\/assets\//)
})
