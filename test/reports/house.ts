import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { recordResult } from '#modules/assessments'
import { catalogue, completeLesson, recordPass, type Lesson } from '#modules/courses'
import { recordAttendance } from '#modules/events'
import { places, postings } from '#modules/people'
import { startOf } from '#server/time'
import type { ReachedFilter } from '../../modules/reports/acts.ts'
import { cubeOf, type Cube } from '../../modules/reports/cube.ts'
import { reachedCells } from '../../modules/reports/reached.ts'
import { anAdministrator } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'

export const year: ReachedFilter = { from: '2026-01-01', to: '2026-11-24' }
export type House = World & {
  admin: Actor
  /** From a paper list, by the real verb. */
  attend: (personId: number, topic: string, heldOn: string, minutes?: number) => number
  pass: (personId: number, code: string, day: string) => void
  test: (personId: number, quizCode: string, happenedOn: string) => void
  read: (personId: number, lesson: number, day: string) => void
  cube: (filter?: Partial<ReachedFilter>) => Cube
}
/** The lessons of the first course that can be read. */
const lessonsOf = (db: Db): { code: string; lessons: readonly Lesson[] } => {
  for (const { code, current } of catalogue(db).courses) if (current) return { code, lessons: current.lessons }
  throw new Error('no course can be read')
}
/** A house whose facts come in through the verbs of their modules. */
export const house = (): House => {
  const made = world()
  const { db, as } = made
  const admin = as(anAdministrator(db).id).actor
  const { code: courseCode, lessons } = lessonsOf(db)
  return Object.assign(made, {
    admin,
    attend: (personId: number, topic: string, heldOn: string, minutes = 60): number =>
      recordAttendance(db, admin, { uuid: randomUUID(), personId, topic, heldOn, minutes, evidence: 'list' }, noon).id,
    pass: (personId: number, code: string, day: string): void => {
      recordPass(db, admin, { uuid: randomUUID(), personId, code, score: 90, day, evidence: 'sheet' }, noon)
    },
    test: (personId: number, quizCode: string, happenedOn: string): void => {
      recordResult(
        db,
        admin,
        { uuid: randomUUID(), personId, quizCode, score: 80, happenedOn, evidence: 'sheet' },
        noon,
      )
    },
    read: (personId: number, lesson: number, day: string): void => {
      const slug = lessons[lesson % lessons.length]?.slug ?? ''
      completeLesson(db, as(personId).actor, { code: courseCode, slug, uuid: randomUUID() }, startOf(day))
    },
    cube: (filter: Partial<ReachedFilter> = {}): Cube => {
      const asked = { ...year, ...filter }
      return cubeOf(reachedCells(db, asked), asked, places(db))
    },
  })
}
/** Sends a person to the centre of another province from a day on. */
export const move = (db: Db, personId: number, province: number, on: string): void => {
  const centreId = places(db).centres.find(({ provinceId }) => provinceId === province)?.id ?? 1
  db.update(postings)
    .set({ endsOn: on })
    .where(and(eq(postings.personId, personId), isNull(postings.endsOn)))
    .run()
  db.insert(postings).values({ personId, centreId, position: '—', startsOn: on }).run()
}
