import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { enqueue } from '#server/jobs'
import { jobs } from '#server/schema'
import { batchOf, insistEligible, journalled, move, type Batch } from './batch-steps.ts'
import { issueCertificates } from './jobs.ts'
import { insistMayIssue } from './policy.ts'
import { certificateBatchMembers } from './schema.ts'

const waitingIn = (tx: Tx, batchId: number): number[] =>
  tx
    .select({ personId: certificateBatchMembers.personId })
    .from(certificateBatchMembers)
    .where(and(eq(certificateBatchMembers.batchId, batchId), eq(certificateBatchMembers.state, 'waiting')))
    .all()
    .map(({ personId }) => personId)
/** Approves what was drafted; everybody in it is looked at again. */
export const approveBatch = (db: Db, actor: Actor, batchId: number, now: number): Batch =>
  write(db, (tx) => {
    insistMayIssue(actor)
    insistEligible(tx, batchOf(tx, batchId), waitingIn(tx, batchId), now)
    const moved = move(tx, batchId, 'approve', { approvedBy: actor.person, approvedAt: now })
    journalled(tx, actor, batchId, 'approve', now)
    return moved
  })
/** A batch of which nothing was issued yet goes no further. */
export const withdrawBatch = (db: Db, actor: Actor, batchId: number, now: number): Batch =>
  write(db, (tx) => {
    insistMayIssue(actor)
    batchOf(tx, batchId)
    const moved = move(tx, batchId, 'withdraw', { withdrawnBy: actor.person, withdrawnAt: now })
    journalled(tx, actor, batchId, 'withdraw', now)
    return moved
  })
/** Where the house is found, and whether its papers are those of a demo. */
export type House = { base: string; isSpecimen: boolean }
/** The step alone, without the job: the caller issues the members itself. */
export const beginIssuing = (tx: Tx, actor: Actor, batchId: number, house: House, now: number): Batch => {
  insistMayIssue(actor)
  batchOf(tx, batchId)
  const moved = move(tx, batchId, 'issue', { ...house, issuedBy: actor.person, issuedAt: now })
  journalled(tx, actor, batchId, 'issue', now)
  return moved
}
/** Issues an approved batch: a job does it, one certificate after the other. */
export const issueBatch = (db: Db, actor: Actor, batchId: number, house: House, now: number): Batch =>
  write(db, (tx) => {
    const moved = beginIssuing(tx, actor, batchId, house, now)
    enqueue(tx, issueCertificates, `${String(batchId)}/${String(moved.rowVersion)}`, { batchId }, now)
    return moved
  })
/** Whether a job is at this batch or will be: not done, and not given up. */
export const isBeingIssued = (db: Db, batchId: number): boolean => {
  const own = and(eq(jobs.kind, issueCertificates.kind), sql`json_extract(${jobs.input}, '$.batchId') = ${batchId}`)
  const open = and(own, isNull(jobs.doneAt), isNull(jobs.failedAt))
  return db.select({ id: jobs.id }).from(jobs).where(open).get() !== undefined
}
/** Tries those again that failed, or the whole batch where its job was given up. */
export const retryBatch = (db: Db, actor: Actor, batchId: number, now: number): Batch =>
  write(db, (tx) => {
    insistMayIssue(actor)
    const isStuck = batchOf(tx, batchId).state === 'issuing'
    if (isStuck && isBeingIssued(tx, batchId)) throw new Refused('certificates:refused.state')
    const moved = move(tx, batchId, 'retry')
    const failed = and(eq(certificateBatchMembers.batchId, batchId), eq(certificateBatchMembers.state, 'failed'))
    const { changes } = tx.update(certificateBatchMembers).set({ state: 'waiting', problem: null }).where(failed).run()
    if (changes === 0 && !isStuck) throw new Refused('certificates:refused.noneFailed')
    journalled(tx, actor, batchId, 'retry', now)
    enqueue(tx, issueCertificates, `${String(batchId)}/${String(moved.rowVersion)}`, { batchId }, now)
    return moved
  })
