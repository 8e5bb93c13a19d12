import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import {
  completeLesson,
  courseDesk,
  keepPosition,
  lessonCompletions,
  readingPositions,
  recordPass,
} from '#modules/courses'
import { person } from '../../modules/courses/person.ts'
import { anAdministrator, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'

const [first, second] = ['what-are-public-employment-services', 'nea-and-job-centres']
const done = (db: Db, actor: Actor, slug: string): unknown =>
  completeLesson(db, actor, { code: 'F1', slug, uuid: randomUUID() }, noon)
const lessonsOf = (db: Db, personId: number): number =>
  db.select().from(lessonCompletions).where(eq(lessonCompletions.personId, personId)).all().length

test('merging moves what does not collide; what both have stays where it was', () => {
  const { db, as } = world()
  const [from, into] = [as(anOfficer(db).id).actor, as(anOfficer(db).id).actor]
  for (const slug of [first, second]) done(db, from, slug)
  done(db, into, first)
  keepPosition(db, from, { code: 'F1', slug: second, fraction: 0.5 }, noon)
  write(db, (tx) => {
    person.merge(tx, from.person, into.person)
  })
  expect([lessonsOf(db, from.person), lessonsOf(db, into.person)]).toEqual([1, 2])
  expect(courseDesk(db, into.person).states[0]).toMatchObject({ done: 2, lessons: 4 })
  expect(db.select().from(readingPositions).all()).toMatchObject([{ personId: into.person }])
})
test('erasing forgets where somebody read and keeps the facts for the counts', () => {
  const { db, as } = world()
  const [gone, other] = [as(anOfficer(db).id).actor, as(anOfficer(db).id).actor]
  done(db, gone, first)
  for (const actor of [gone, other]) keepPosition(db, actor, { code: 'F1', slug: second, fraction: 0.5 }, noon)
  write(db, (tx) => {
    person.erase(tx, gone.person)
  })
  expect(db.select().from(readingPositions).all()).toMatchObject([{ personId: other.person }])
  expect(lessonsOf(db, gone.person)).toBe(1)
})
test('the export of own data holds lessons, courses begun, results from paper and the place of reading, of nobody else', () => {
  const { db, as } = world()
  const [one, other] = [as(anOfficer(db).id).actor, as(anOfficer(db).id).actor]
  done(db, one, first)
  keepPosition(db, one, { code: 'F1', slug: second, fraction: 0.5 }, noon)
  const pass = { uuid: randomUUID(), personId: one.person, code: 'F3', score: null, day: '2025-01-02', evidence: 'x' }
  recordPass(db, as(anAdministrator(db).id).actor, pass, noon)
  expect(person.export(db, one.person)).toMatchObject({
    lessons: [{ course: 'F1', lesson: first, doneAt: noon }],
    courses: [{ personId: one.person }],
    passes: [{ uuid: pass.uuid }],
    reading: [{ fraction: 0.5 }],
  })
  expect(person.export(db, other.person)).toEqual({ lessons: [], courses: [], passes: [], reading: [] })
})
