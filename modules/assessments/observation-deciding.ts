import { and, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { judge, type Judgement } from './observation-judge.ts'
import { performanceOf, type Performance } from './observation-opening.ts'
import { mayAdjudicate } from './observation-policy.ts'
import { observationSheets, performances, sheetLevels } from './observation-schema.ts'
import { sentLevels, settle } from './observation-settling.ts'
import { insist, type Taker } from './policy.ts'
import { rubricBody } from './rubric-queries.ts'
import type { Levels, RubricBody } from './rubric-shape.ts'

/** `levels`: one for each criterion in dispute. */
export type Adjudication = { levels: Levels; reason: string }
export type Dispute = { performance: Performance; rubric: RubricBody; judgement: Judgement; observers: number }

const isObserver = (db: Db, performanceId: number, person: number): boolean =>
  db
    .select({ id: observationSheets.id })
    .from(observationSheets)
    .where(and(eq(observationSheets.performanceId, performanceId), eq(observationSheets.observerId, person)))
    .get() !== undefined
/**
 * What is to be adjudicated. NotFound: no such performance, or one's own. Forbidden: who observed it herself. Refused:
 * it is not in dispute (any more).
 */
export const disputeOf = (db: Db, actor: Taker, id: number): Dispute => {
  insist(mayAdjudicate(actor))
  const performance = performanceOf(db).get({ id })
  if (!performance || performance.personId === actor.person) throw new NotFound()
  if (isObserver(db, id, actor.person)) throw new Forbidden()
  if (performance.state !== 'adjudicating') throw new Refused('assessments:refused.observation.undisputed')
  const rubric = rubricBody(db, performance.rubricVersionId)
  const sheets = sentLevels(db, id)
  return { performance, rubric, judgement: judge(rubric, sheets), observers: sheets.length }
}
/** Whether the actor may adjudicate a performance now, for the button that leads there. */
export const mayDecide = (db: Db, actor: Taker, id: number): boolean => {
  const performance = mayAdjudicate(actor) ? performanceOf(db).get({ id }) : undefined
  if (performance?.state !== 'adjudicating' || performance.personId === actor.person) return false
  return !isObserver(db, id, actor.person)
}
const decided = ({ rubric, judgement }: Dispute, levels: Levels): Levels =>
  Object.fromEntries(
    rubric.criteria
      .filter(({ code }) => judgement.disputed.includes(code))
      .map(({ code, levels: { length } }) => {
        const level = levels[code]
        if (level === undefined || !Number.isInteger(level) || level < 1 || level > length)
          throw new Refused('assessments:refused.observation.undecided')
        return [code, level]
      }),
  )
/** The decision stands beside the observers' sheets, which stay as they are. */
const keepDecision = (
  tx: Tx,
  actor: Taker,
  performanceId: number,
  levels: Levels,
  reason: string,
  now: number,
): void => {
  const { id } = tx
    .insert(observationSheets)
    .values({ performanceId, observerId: actor.person, isAdjudication: true, reason, openedAt: now })
    .returning({ id: observationSheets.id })
    .get()
  for (const [criterion, level] of Object.entries(levels))
    tx.insert(sheetLevels).values({ sheetId: id, criterion, level, savedAt: now }).run()
  tx.update(observationSheets)
    .set({ state: 'sent', sentAt: now })
    .where(and(eq(observationSheets.id, id), eq(observationSheets.state, 'draft')))
    .run()
}
/** A third person decides the criteria in dispute, with a reason; the other criteria keep the mean. Ends in the fact. */
export const adjudicate = (db: Db, actor: Taker, id: number, { levels, reason }: Adjudication, now: number): void => {
  write(db, (tx) => {
    const dispute = disputeOf(tx, actor, id)
    if (reason.trim() === '') throw new Refused('assessments:refused.observation.reason')
    const own = decided(dispute, levels)
    keepDecision(tx, actor, id, own, reason, now)
    const { performance, judgement, observers } = dispute
    settle(tx, actor, performance, { levels: { ...judgement.levels, ...own }, observers, isAdjudicated: true }, now)
  })
}
/** The observed person says that she has read what came of it. Twice is once. NotFound for anybody else. */
export const acknowledge = (db: Db, actor: Taker, id: number, now: number): void => {
  write(db, (tx) => {
    const found = performanceOf(tx).get({ id })
    if (found?.personId !== actor.person || found.state !== 'settled') throw new NotFound()
    const { changes } = tx
      .update(performances)
      .set({ acknowledgedAt: now })
      .where(and(eq(performances.id, id), isNull(performances.acknowledgedAt)))
      .run()
    if (changes > 0)
      record(tx, actor, {
        action: 'assessments.view',
        subject: `observations/${String(id)}`,
        at: now,
        fields: ['acknowledgedAt'],
      })
  })
}
