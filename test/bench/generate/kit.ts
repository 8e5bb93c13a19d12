import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { jobs } from '#server/schema'
import { attemptQuestions, attempts, quizzes, results, type Draw } from '#modules/assessments'
import {
  catalogue,
  courseEnrolments,
  coursePasses,
  lessonCompletions,
  readingPositions,
  type Course,
} from '#modules/courses'
import { attendances, topicsByCode, type Topic } from '#modules/events'
import type { Candidate } from '../../../modules/assessments/draw.ts'
import { candidates } from '../../../modules/assessments/starting.ts'
import type { Stage } from './cast.ts'
import { inserter } from './inserter.ts'

export type Quiz = { id: number; passMark: number; draw: Draw; pool: readonly Candidate[] }
export type Study = { course: Course; quiz: Quiz }

const inserters = (db: Db) => ({
  enrolment: inserter(db, courseEnrolments),
  done: inserter(db, lessonCompletions),
  position: inserter(db, readingPositions),
  pass: inserter(db, coursePasses),
  attempt: inserter(db, attempts),
  question: inserter(db, attemptQuestions),
  result: inserter(db, results),
  attendance: inserter(db, attendances),
  job: inserter(db, jobs),
})
/** What histories are made of, read and prepared once. */
export type Kit = Stage & { studies: readonly Study[]; topics: readonly Topic[]; put: ReturnType<typeof inserters> }

const quizOf = (db: Db, code: string): Quiz => {
  const found = db.select().from(quizzes).where(eq(quizzes.code, code)).get()
  if (!found) throw new Error(`no quiz ${code}`)
  return { id: found.id, passMark: found.passMark, draw: found.draw, pool: candidates(db, 0, found.id) }
}
export const kitOf = (stage: Stage): Kit => ({
  ...stage,
  studies: catalogue(stage.db).courses.map((course) => ({ course, quiz: quizOf(stage.db, course.code) })),
  topics: [...topicsByCode(stage.db).values()].filter(({ retiredOn }) => retiredOn === null),
  put: inserters(stage.db),
})
type Told = { uuid: string; personId: number; happenedAt: number; recordedAt: number; recordedBy: number }
type How = { method: 'self' } | { method: 'paper'; evidence: string }
/** The columns that all facts have. */
export const told = (personId: number, at: number, uuid: string = randomUUID()): Told & How => ({
  ...{ uuid, personId, happenedAt: at, recordedAt: at, recordedBy: personId },
  method: 'self',
})
export const toldOnPaper = (personId: number, at: number): Told & How => ({
  ...told(personId, at),
  ...{ method: 'paper', evidence: 'បញ្ជីលេខ ១២' },
})
