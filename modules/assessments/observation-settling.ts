import { and, eq, sql } from 'drizzle-orm'
import { keepFact } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { prepared } from '#server/db/write'
import { present } from '#server/errors'
import { record } from '#server/journal'
import { tell } from '#modules/notices'
import { judge, verdictOf } from './observation-judge.ts'
import { performanceOf, type Performance } from './observation-opening.ts'
import { observations, observationSheets, performances } from './observation-schema.ts'
import type { Taker } from './policy.ts'
import { rubricBody } from './rubric-queries.ts'
import type { Levels } from './rubric-shape.ts'
import { levelsOf } from './sheet-queries.ts'

const $ = sql.placeholder
const sheetsOf = prepared((db) =>
  db
    .select({ id: observationSheets.id, state: observationSheets.state })
    .from(observationSheets)
    .where(and(eq(observationSheets.performanceId, $('performanceId')), eq(observationSheets.isAdjudication, false))),
)
/** The levels on each observer's sheet that is sent. */
export const sentLevels = (db: Db, performanceId: number): Levels[] =>
  sheetsOf(db)
    .all({ performanceId })
    .filter(({ state }) => state === 'sent')
    .map(({ id }) => levelsOf(db, id))

type Decision = { levels: Levels; observers: number; isAdjudicated: boolean }
/**
 * The performance's life ends in a fact: what it came to, with what decided. It happened when it was begun, however
 * long the last sheet took.
 */
export const settle = (tx: Tx, actor: Taker, of: Performance, { levels, ...how }: Decision, now: number): void => {
  const rubric = rubricBody(tx, of.rubricVersionId)
  const { percent: score, passed, criticalFailed } = verdictOf(rubric, levels)
  const isStill = and(eq(performances.id, of.id), eq(performances.state, of.state))
  tx.update(performances).set({ state: 'settled', settledAt: now }).where(isStill).run()
  keepFact(tx, observations, {
    uuid: of.once,
    personId: of.personId,
    happenedAt: of.openedAt,
    recordedAt: now,
    recordedBy: actor.person,
    method: 'staff',
    performanceId: of.id,
    rubricVersionId: of.rubricVersionId,
    passPercent: rubric.passPercent,
    score,
    passed,
    criticalFailed,
    levels,
    ...how,
  })
  tell(
    tx,
    {
      personId: of.personId,
      key: 'assessments:notice.observed',
      params: { title: rubric.title },
      href: `/observations/${String(of.id)}`,
      once: `observations/${String(of.id)}`,
    },
    now,
  )
  record(tx, actor, {
    action: how.isAdjudicated ? 'observations.adjudicate' : 'observations.score',
    subject: `observations/${String(of.id)}`,
    at: now,
    fields: ['state', 'score', 'passed'],
    values: { after: { state: 'settled', score, passed } },
  })
}
const dispute = (tx: Tx, actor: Taker, { id }: Performance, now: number): void => {
  const isOpen = and(eq(performances.id, id), eq(performances.state, 'open'))
  tx.update(performances).set({ state: 'adjudicating' }).where(isOpen).run()
  record(tx, actor, {
    action: 'observations.score',
    subject: `observations/${String(id)}`,
    at: now,
    fields: ['state'],
    values: { after: { state: 'adjudicating' } },
  })
}
/** Once every sheet that was opened is sent, and enough are: settled, or in dispute when they are too far apart. */
export const settleIfDone = (tx: Tx, actor: Taker, performanceId: number, now: number): void => {
  const performance = present(performanceOf(tx).get({ id: performanceId }), 'the performance')
  const states = sheetsOf(tx).all({ performanceId })
  const isDone = states.length >= performance.wanted && states.every(({ state }) => state === 'sent')
  if (performance.state !== 'open' || !isDone) return
  const { levels, disputed } = judge(rubricBody(tx, performance.rubricVersionId), sentLevels(tx, performanceId))
  if (disputed.length > 0) dispute(tx, actor, performance, now)
  else settle(tx, actor, performance, { levels, observers: states.length, isAdjudicated: false }, now)
}
