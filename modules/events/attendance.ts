import type { Actor } from '#server/actor'
import { keepFact, refuseTwin } from '#server/db/facts'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { startOf, type Day } from '#server/time'
import { personFor } from '#modules/people'
import { neededOf } from '#modules/programme'
import { topicsByCode } from './content.ts'
import { attendances } from './attendance-schema.ts'

/** PRODUCT rule 3, for a topic that no requirement of the person's programme names. */
export const usualPercent = 80
export type PaperAttendance = {
  uuid: string
  personId: number
  topic: string
  heldOn: Day
  minutes: number
  evidence: string
}
export type Attendance = typeof attendances.$inferSelect

/** Records that a person attended, from a paper sheet. The same uuid again is the same fact. */
export const recordAttendance = (db: Db, actor: Actor, input: PaperAttendance, now: number): Attendance =>
  write(db, (tx) => {
    const person = personFor(tx, actor, 'events.record', input.personId)
    const topic = topicsByCode(tx).get(input.topic)
    if (!topic || topic.retiredOn !== null) throw new NotFound()
    if (startOf(input.heldOn) > now) throw new Refused('events:paper.future')
    if (input.minutes > topic.minutes) throw new Refused('events:paper.tooLong', { minutes: topic.minutes })
    const row = {
      uuid: input.uuid,
      personId: person.id,
      topicId: topic.id,
      occasion: `paper:${input.uuid}`,
      minutes: input.minutes,
      plannedMinutes: topic.minutes,
      neededPercent: neededOf(tx, person.id, topic.code) ?? usualPercent,
      happenedAt: startOf(input.heldOn),
      recordedAt: now,
      recordedBy: actor.person,
      method: 'paper' as const,
      evidence: input.evidence,
    }
    refuseTwin(tx, attendances, row, 'topicId', 'events:paper.known')
    const { fact, isNew } = keepFact(tx, attendances, row)
    if (isNew)
      record(tx, actor, {
        action: 'events.record',
        subject: `attendances/${fact.uuid}`,
        at: now,
        fields: ['topic', 'minutes', 'evidence'],
        values: { after: row },
      })
    return fact
  })
