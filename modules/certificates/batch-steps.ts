import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { persons, reaching } from '#modules/people'
import { eligibilityOf } from './eligibility.ts'
import { kindOf } from './kinds.ts'
import { certificateBatches, type BatchState } from './schema.ts'

export type Batch = typeof certificateBatches.$inferSelect
/** One row a step of a batch's life: nothing else moves its state. */
export const steps = {
  approve: { from: ['draft'], to: 'approved' },
  withdraw: { from: ['draft', 'approved'], to: 'withdrawn' },
  issue: { from: ['approved'], to: 'issuing' },
  /** Also where the job that issued was given up. */
  retry: { from: ['issued', 'issuing'], to: 'issuing' },
  finish: { from: ['issuing'], to: 'issued' },
} as const satisfies Record<string, { from: readonly BatchState[]; to: BatchState }>
export type Step = keyof typeof steps
/** Names of one failed check that a person is told at once; the list of the page has all. */
const mostNames = 3

export const batchOf = (db: Db, id: number): Batch => {
  const found = db.select().from(certificateBatches).where(eq(certificateBatches.id, id)).get()
  if (!found) throw new NotFound()
  return found
}
/** Moves a batch on; refused where its state allows no such step. */
export const move = (tx: Tx, id: number, step: Step, set: Partial<Batch> = {}): Batch => {
  const { from, to } = steps[step]
  const [moved] = tx
    .update(certificateBatches)
    .set({ ...set, state: to })
    .where(and(eq(certificateBatches.id, id), inArray(certificateBatches.state, [...from])))
    .returning()
    .all()
  if (!moved) throw new Refused('certificates:refused.state')
  return moved
}
export const journalled = (
  tx: Tx,
  actor: Actor,
  id: number,
  step: Step | 'draft',
  now: number,
  values?: unknown,
): void => {
  const subject = `certificates/batches/${String(id)}`
  record(tx, actor, { action: 'certificates.issue', subject, at: now, fields: [step], values })
}
export const insistEligible = (
  tx: Tx,
  batch: Pick<Batch, 'kind' | 'occasion'>,
  ids: readonly number[],
  now: number,
): void => {
  const found = eligibilityOf(tx, kindOf(tx, batch.kind), batch.occasion, ids, now)
  const lacking = ids.filter((id) => !found.get(id)?.isEligible)
  if (lacking.length === 0) return
  const names = tx.select({ name: persons.nameKm }).from(persons).where(inArray(persons.id, lacking.slice(0, mostNames))).all() // prettier-ignore
  const said = names.map(({ name }) => name).join(', ')
  throw new Refused('certificates:refused.notEligible', { count: lacking.length, names: said })
}
export const insistKnown = (tx: Tx, actor: Actor, ids: readonly number[]): void => {
  const those = sql`${persons.id} in (select value from json_each(${JSON.stringify(ids)}))`
  const known = tx.select({ id: persons.id }).from(persons).where(and(those, reaching(actor, 'certificates.issue', persons.id))).all() // prettier-ignore
  if (known.length !== ids.length) throw new NotFound()
}
