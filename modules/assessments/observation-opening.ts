import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { exactly, prepared, write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { persons } from '#modules/people'
import { mayScore, refuseSelf } from './observation-policy.ts'
import { observations, observationSheets, performances } from './observation-schema.ts'
import { insist, type Taker } from './policy.ts'
import { currentRubric } from './rubric-queries.ts'

export type Performance = typeof performances.$inferSelect
export type ObservationSheet = typeof observationSheets.$inferSelect
/** `occasion`: key of where it belongs, as `event:12`. `wanted`: so many observers' sheets at least decide. */
export type NewPerformance = {
  personId: number
  rubric: string
  occasion: string
  wanted: number
  once: string
  /** The try that the page showed; left out: the one under way, or the next after one that is settled. */
  tryNumber?: number
}
const $ = sql.placeholder
export const performanceOf = prepared((db) =>
  db
    .select()
    .from(performances)
    .where(eq(performances.id, $('id'))),
)
const sameOf = prepared((db) =>
  db
    .select()
    .from(performances)
    .where(and(eq(performances.once, $('once')), eq(performances.personId, $('person')))),
)
const lastOf = prepared((db) =>
  db
    .select()
    .from(performances)
    .where(
      and(
        eq(performances.personId, $('person')),
        eq(performances.rubricId, $('rubric')),
        eq(performances.occasion, $('occasion')),
      ),
    )
    .orderBy(desc(performances.tryNumber))
    .limit(exactly(1)),
)
const passedOf = prepared((db) =>
  db
    .select({ passed: observations.passed })
    .from(observations)
    .where(
      sql`${observations.performanceId} = ${$('id')} and not exists (select 1 from observations v where v.voids = "observations"."id")`,
    ),
)
const personOf = prepared((db) =>
  db
    .select({ id: persons.id })
    .from(persons)
    .where(eq(persons.id, $('id'))),
)

/** The try that goes on, undefined when a new one may begin. What is passed wants no further try. */
const goingOn = (tx: Tx, last: Performance | undefined, tryNumber: number | undefined): Performance | undefined => {
  if (!last || last.state !== 'settled' || (tryNumber !== undefined && tryNumber <= last.tryNumber)) return last
  if (passedOf(tx).get({ id: last.id })?.passed) throw new Refused('assessments:refused.observation.passed')
  return undefined
}
/**
 * Begins a performance, or returns the one under way: two trainers who begin at once have one. A sub-step for the module
 * that knows whose occasion it is. Refused: one's own, or a try after one that was passed.
 */
export const openPerformance = (db: Db, actor: Taker, input: NewPerformance, now: number): Performance =>
  write(db, (tx) => {
    insist(mayScore(actor))
    const { personId, occasion, wanted, once } = input
    refuseSelf(actor, personId)
    const rubric = currentRubric(tx, input.rubric)
    if (!rubric || !personOf(tx).get({ id: personId })) throw new NotFound()
    const { rubricId, versionId: rubricVersionId } = rubric
    const same = sameOf(tx).get({ once, person: personId })
    if (same) return same
    const last = lastOf(tx).get({ person: personId, rubric: rubricId, occasion })
    const known = goingOn(tx, last, input.tryNumber)
    if (known) return known
    const tryNumber = (last?.tryNumber ?? 0) + 1
    const made = tx
      .insert(performances)
      .values({
        once,
        personId,
        rubricId,
        rubricVersionId,
        occasion,
        tryNumber,
        wanted,
        openedBy: actor.person,
        openedAt: now,
      })
      .returning()
      .get()
    record(tx, actor, {
      action: 'observations.score',
      subject: `observations/${String(made.id)}`,
      at: now,
      fields: ['personId', 'rubricVersionId', 'occasion', 'tryNumber'],
    })
    return made
  })

const ownOf = prepared((db) =>
  db
    .select()
    .from(observationSheets)
    .where(
      and(eq(observationSheets.performanceId, $('performanceId')), eq(observationSheets.observerId, $('observer'))),
    ),
)
/**
 * The actor's own sheet, made at the first call. Whose occasion it is, the caller has checked. Refused: of oneself, or
 * when the performance waits for no sheet any more.
 */
export const openSheet = (db: Db, actor: Taker, performanceId: number, now: number): ObservationSheet =>
  write(db, (tx) => {
    insist(mayScore(actor))
    const performance = performanceOf(tx).get({ id: performanceId })
    if (!performance) throw new NotFound()
    refuseSelf(actor, performance.personId)
    const own = ownOf(tx).get({ performanceId, observer: actor.person })
    if (own) return own
    if (performance.state !== 'open') throw new Refused('assessments:refused.observation.settled')
    const made = tx
      .insert(observationSheets)
      .values({ performanceId, observerId: actor.person, openedAt: now })
      .returning()
      .get()
    record(tx, actor, {
      action: 'observations.score',
      subject: `observations/${String(performanceId)}`,
      at: now,
      fields: ['sheet'],
    })
    return made
  })
