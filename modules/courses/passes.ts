import type { Actor } from '#server/actor'
import { isUnique } from '#server/db/driver'
import { keepFact } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { record } from '#server/journal'
import { startOf, type Day } from '#server/time'
import { personFor } from '#modules/people'
import { courseOfCode } from './catalogue.ts'
import { coursePasses } from './schema.ts'

export type NewPass = { uuid: string; personId: number; code: string; score: number | null; day: Day; evidence: string }
export type Pass = typeof coursePasses.$inferSelect
type Row = typeof coursePasses.$inferInsert

/** Two administrators with the same paper: the constraint decides, and the second is told. */
const kept = (tx: Tx, row: Row): { fact: Pass; isNew: boolean } => {
  try {
    return keepFact(tx, coursePasses, row)
  } catch (error) {
    if (isUnique(error)) throw new Refused('courses:paper.known')
    throw error
  }
}
/** Records from paper that a person passed a module earlier. The same uuid again is the same fact. */
export const recordPass = (db: Db, actor: Actor, input: NewPass, now: number): Pass =>
  write(db, (tx) => {
    const { uuid, day, score, evidence } = input
    const person = personFor(tx, actor, 'courses.record', input.personId)
    const course = courseOfCode(tx, input.code)
    if (startOf(day) > now) throw new Refused('courses:paper.future')
    if (score !== null && score < course.passMark)
      throw new Refused('courses:paper.below', { passMark: course.passMark })
    const happened = { happenedAt: startOf(day), recordedAt: now, recordedBy: actor.person, method: 'paper' as const }
    const row = {
      uuid,
      personId: person.id,
      ...happened,
      evidence,
      courseId: course.id,
      score,
      passMark: course.passMark,
    }
    const { fact, isNew } = kept(tx, row)
    const entry = { action: 'courses.record' as const, subject: `people/${String(person.id)}`, at: now }
    if (isNew) record(tx, actor, { ...entry, fields: ['course', 'score', 'day', 'evidence'], values: { after: row } })
    return fact
  })
