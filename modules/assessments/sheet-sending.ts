import { and, eq } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { record } from '#server/journal'
import { mayScore } from './observation-policy.ts'
import { observationSheets, sheetLevels } from './observation-schema.ts'
import { settleIfDone } from './observation-settling.ts'
import { insist, type Taker } from './policy.ts'
import { lacksOf, levelsOf, marksOf, ownSheet } from './sheet-queries.ts'

const reasons = {
  level: 'assessments:refused.observation.level',
  comment: 'assessments:refused.observation.comment',
} as const
/**
 * Sends an own sheet in: from then on it is fixed, and its observer may read the others'. Refused, naming the first
 * criterion: one without a level, or a low level without a comment. Sent again it is sent already. The last one that
 * was missing settles the performance, or brings it to adjudication.
 */
export const sendSheet = (db: Db, actor: Taker, sheetId: number, now: number): { performanceId: number } =>
  write(db, (tx) => {
    insist(mayScore(actor))
    const { performanceId, rubric } = ownSheet(tx, actor, sheetId)
    const isMine = and(eq(observationSheets.id, sheetId), eq(observationSheets.state, 'draft'))
    const { changes } = tx.update(observationSheets).set({ state: 'sent', sentAt: now }).where(isMine).run()
    if (changes === 0) return { performanceId }
    const lack = lacksOf(rubric, marksOf(tx, sheetId))[0]
    if (lack) throw new Refused(reasons[lack.what], { n: lack.n })
    record(tx, actor, {
      action: 'observations.score',
      subject: `observations/${String(performanceId)}`,
      at: now,
      fields: ['sentAt', 'levels'],
      values: { after: { levels: levelsOf(tx, sheetId) } },
    })
    settleIfDone(tx, actor, performanceId, now)
    return { performanceId }
  })
/** Throws an own draft away, so that a sheet that was begun and forgotten holds nobody up. What was sent stays. */
export const discardSheet = (db: Db, actor: Taker, sheetId: number, now: number): void => {
  write(db, (tx) => {
    insist(mayScore(actor))
    const { performanceId, state } = ownSheet(tx, actor, sheetId)
    if (state !== 'draft') throw new Refused('assessments:refused.observation.sent')
    tx.delete(sheetLevels).where(eq(sheetLevels.sheetId, sheetId)).run()
    tx.delete(observationSheets)
      .where(and(eq(observationSheets.id, sheetId), eq(observationSheets.state, 'draft')))
      .run()
    record(tx, actor, {
      action: 'observations.score',
      subject: `observations/${String(performanceId)}`,
      at: now,
      fields: ['discarded'],
    })
    settleIfDone(tx, actor, performanceId, now)
  })
}
