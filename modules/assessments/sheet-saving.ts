import { and, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { mayScore } from './observation-policy.ts'
import { observationSheets, sheetLevels } from './observation-schema.ts'
import { insist, type Taker } from './policy.ts'
import type { RubricBody } from './rubric-shape.ts'
import { ownSheet, type OwnSheet } from './sheet-queries.ts'

/** `level` null: only a comment yet; what was chosen before stays. `comment` left out: as it was. */
export type LevelInput = { criterion: string; level: number | null; comment?: string }
export type Feedback = { strengths: string; improve: string; nextStep: string }
const $ = sql.placeholder
const put = prepared((db) =>
  db
    .insert(sheetLevels)
    .values({
      sheetId: $('sheetId'),
      criterion: $('criterion'),
      level: $('level'),
      comment: sql`coalesce(${$('comment')}, '')`,
      savedAt: $('now'),
    })
    .onConflictDoUpdate({
      target: [sheetLevels.sheetId, sheetLevels.criterion],
      set: {
        level: sql`coalesce(excluded.level, ${sheetLevels.level})`,
        comment: sql`case when ${$('comment')} is null then ${sheetLevels.comment} else excluded.comment end`,
        savedAt: sql`excluded."savedAt"`,
      },
    }),
)
const draftOf = (tx: Tx, actor: Taker, sheetId: number): OwnSheet => {
  insist(mayScore(actor))
  const sheet = ownSheet(tx, actor, sheetId)
  if (sheet.state !== 'draft') throw new Refused('assessments:refused.observation.sent')
  return sheet
}
/** What is not in the rubric does not come from our page. */
const putLevel = (tx: Tx, sheetId: number, { criteria }: RubricBody, one: LevelInput, now: number): void => {
  const { criterion, level, comment = null } = one
  const known = criteria.find(({ code }) => code === criterion)
  if (!known) throw new NotFound()
  if (level !== null && !known.levels.some(({ score }) => score === level)) throw new NotFound()
  put(tx).run({ sheetId, criterion, level, comment, now })
}
const putFeedback = (tx: Tx, id: number, { strengths, improve, nextStep }: Feedback): void => {
  const isDraft = and(eq(observationSheets.id, id), eq(observationSheets.state, 'draft'))
  tx.update(observationSheets).set({ strengths, improve, nextStep }).where(isDraft).run()
}
/**
 * Saves one tap on one criterion of an own sheet that is not sent; saving again replaces. One small write, not
 * journalled: there are many, and the sheet that is sent is.
 */
export const saveLevel = (db: Db, actor: Taker, input: LevelInput & { sheetId: number }, now: number): void => {
  write(db, (tx) => {
    const { rubric } = draftOf(tx, actor, input.sheetId)
    putLevel(tx, input.sheetId, rubric, input, now)
  })
}
/** Saves the three boxes of feedback. */
export const saveFeedback = (db: Db, actor: Taker, input: Feedback & { sheetId: number }, _now: number): void => {
  write(db, (tx) => {
    draftOf(tx, actor, input.sheetId)
    putFeedback(tx, input.sheetId, input)
  })
}
/** Saves all of a sheet at once, as its page without a script sends it. */
export const saveSheet = (
  db: Db,
  actor: Taker,
  input: Feedback & { sheetId: number; levels: readonly LevelInput[] },
  now: number,
): void => {
  write(db, (tx) => {
    const { rubric } = draftOf(tx, actor, input.sheetId)
    for (const one of input.levels) putLevel(tx, input.sheetId, rubric, one, now)
    putFeedback(tx, input.sheetId, input)
  })
}
