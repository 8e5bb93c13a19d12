import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { present } from '#server/errors'
import {
  begin,
  catalogue,
  completeLesson,
  courseDesk,
  keepPosition,
  nextCourse,
  recordPass,
  type CourseState,
} from '#modules/courses'
import { importCourses } from '../../modules/courses/content.ts'
import { anAdministrator, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aCourse, lessonMd, sourcesOf, type Files } from './support.ts'

const bring = (db: Db, files: Files): void => {
  importCourses(db, sourcesOf(files), noon)
}
const slugsOf = (db: Db, code: string): string[] =>
  catalogue(db)
    .courses.find((one) => one.code === code)
    ?.current?.lessons.map(({ slug }) => slug) ?? []
const done = (db: Db, actor: Actor, code: string, slug: string, at = noon): unknown =>
  completeLesson(db, actor, { code, slug, uuid: randomUUID() }, at)
const stateOf = (db: Db, actor: Actor, code: string): CourseState =>
  present(
    courseDesk(db, actor.person).states.find(({ course }) => course.code === code),
    code,
  )

test('a started learner keeps the list when the author adds a lesson: progress does not fall', () => {
  const { db, as } = world()
  const [early, late] = [as(anOfficer(db).id).actor, as(anOfficer(db).id).actor]
  bring(db, aCourse(['one', 'two']))
  done(db, early, 'F9', 'one')
  done(db, early, 'F9', 'two')
  bring(db, aCourse(['one', 'two', 'three']))
  expect(stateOf(db, early, 'F9')).toMatchObject({ done: 2, lessons: 2, next: 'quiz' })
  expect(stateOf(db, late, 'F9')).toMatchObject({ done: 0, lessons: 3, next: 'begin' })
})
test('whatever authors and learners do, the share done never passes 1 and never falls', () => {
  const all = ['a', 'b', 'c', 'd']
  const lists = fc.shuffledSubarray(all, { minLength: 1 })
  const step = fc.oneof(
    lists.map((slugs) => ({ slugs })),
    fc.constantFrom(...all).map((slug) => ({ slug })),
    fc.string({ minLength: 1, maxLength: 3 }).map((text) => ({ text })),
  )
  const { db, as } = world()
  bring(db, aCourse(['a']))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
      const { actor } = as(anOfficer(db).id)
      begin(db, actor, 'F9', noon)
      let share = 0
      for (const one of steps) {
        if ('slugs' in one) bring(db, aCourse(one.slugs))
        else if ('text' in one)
          bring(
            db,
            aCourse(slugsOf(db, 'F9'), {
              [`01-${slugsOf(db, 'F9')[0] ?? ''}.km.md`]: lessonMd(`x${one.text.replaceAll(/[^a-z]/g, '')}`),
            }),
          )
        else
          try {
            done(db, actor, 'F9', one.slug)
          } catch {
            /* not in this person's version */
          }
        const { done: n, lessons } = stateOf(db, actor, 'F9')
        expect(n / lessons).toBeLessThanOrEqual(1)
        expect(n / lessons).toBeGreaterThanOrEqual(share)
        share = n / lessons
      }
    }),
    { numRuns: 25 },
  )
})

test('somebody new begins with the first lesson of the first course', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const desk = courseDesk(db, actor.person)
  expect(desk.resume).toMatchObject({
    code: 'F1',
    slug: slugsOf(db, 'F1')[0],
    number: 1,
    lessons: 4,
    done: 0,
    minutesLeft: 12,
  })
  expect(nextCourse(desk.states)).toMatchObject({ course: { code: 'F1' }, next: 'begin' })
  expect(desk.states.map(({ next }) => next)).toEqual(['begin', 'begin', ...Array<string>(6).fill('coming')])
})
test('reading goes on where it stopped last, with the minutes that are left', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const [, second = '', third = ''] = slugsOf(db, 'F1')
  keepPosition(db, actor, { code: 'F1', slug: second, fraction: 0.9 }, noon)
  keepPosition(db, actor, { code: 'F2', slug: slugsOf(db, 'F2')[2] ?? '', fraction: 0.2 }, noon + 1)
  keepPosition(db, actor, { code: 'F1', slug: third, fraction: 0.6 }, noon + 2)
  expect(courseDesk(db, actor.person).resume).toMatchObject({
    code: 'F1',
    slug: third,
    number: 3,
    minutesLeft: 6,
    href: `/courses/F1/lessons/${third}?resume=1`,
  })
  keepPosition(db, actor, { code: 'F2', slug: slugsOf(db, 'F2')[2] ?? '', fraction: 0.3 }, noon + 3)
  expect(courseDesk(db, actor.person).resume).toMatchObject({ code: 'F2', slug: slugsOf(db, 'F2')[2] })
})
test('a lesson that was done since is not read again: the first one open in the course last touched comes', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  const [first = '', second = '', third = ''] = slugsOf(db, 'F2')
  begin(db, actor, 'F1', noon)
  keepPosition(db, actor, { code: 'F2', slug: first, fraction: 1 }, noon + 1)
  done(db, actor, 'F2', first, noon + 2)
  expect(courseDesk(db, actor.person).resume?.slug).toBe(second)
  done(db, actor, 'F2', second, noon + 3)
  expect(courseDesk(db, actor.person).resume?.slug).toBe(third)
})
test('a finished course gives way to another begun one, then to a fresh one; a passed one is left out', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  for (const slug of slugsOf(db, 'F2')) done(db, actor, 'F2', slug)
  const desk = courseDesk(db, actor.person)
  expect(desk.resume).toMatchObject({ code: 'F1', number: 1 })
  expect(nextCourse(desk.states)).toMatchObject({ course: { code: 'F2' }, next: 'quiz' })
  const admin = as(anAdministrator(db).id).actor
  recordPass(
    db,
    admin,
    { uuid: randomUUID(), personId: actor.person, code: 'F1', score: 80, day: '2025-03-01', evidence: 'list 3' },
    noon,
  )
  expect(courseDesk(db, actor.person).resume).toBeNull()
  expect(stateOf(db, actor, 'F1')).toMatchObject({ isPassed: true, best: 80, next: 'nothing' })
})
test('a module passed with lessons left unread is not the next step again', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  keepPosition(db, actor, { code: 'F1', slug: slugsOf(db, 'F1')[1] ?? '', fraction: 0.4 }, noon)
  recordPass(
    db,
    as(anAdministrator(db).id).actor,
    { uuid: randomUUID(), personId: actor.person, code: 'F1', score: 80, day: '2025-03-01', evidence: 'list 3' },
    noon,
  )
  expect(courseDesk(db, actor.person).resume).toMatchObject({ code: 'F2', number: 1 })
})
test('one person’s reading is not another’s', () => {
  const { db, as } = world()
  const [one, other] = [as(anOfficer(db).id).actor, as(anOfficer(db).id).actor]
  keepPosition(db, one, { code: 'F2', slug: slugsOf(db, 'F2')[1] ?? '', fraction: 0.5 }, noon)
  done(db, one, 'F2', slugsOf(db, 'F2')[0] ?? '')
  expect(courseDesk(db, other.person).resume).toMatchObject({ code: 'F1', number: 1 })
  expect(stateOf(db, other, 'F2')).toMatchObject({ done: 0, isBegun: false })
})
