import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { enqueue } from '#server/jobs'
import { approveBatch, beginIssuing, type House } from './batches.ts'
import type { Batch } from './batch-steps.ts'
import { issueCertificates } from './jobs.ts'
import { draftBatch, type NewBatch } from './drafts.ts'
import { failed, finish, issueMember, waitingOf, type Chance } from './issuing.ts'

/** Drafts, approves and issues at once: for the demo and for tests, whose papers are known to fit: none is tried. The job that is left draws them. */
export const issueNow = (db: Db, actor: Actor, input: NewBatch, house: House, chance: Chance, now: number): Batch =>
  write(db, (tx) => {
    const { id } = draftBatch(tx, actor, input, now)
    approveBatch(tx, actor, id, now)
    const batch = beginIssuing(tx, actor, id, house, now)
    for (const personId of waitingOf(tx, id)) {
      try {
        issueMember(tx, id, personId, chance, now)
      } catch (error) {
        const fault = failed(tx, id, personId, error)
        if (fault !== null) throw error
      }
    }
    finish(tx, id)
    enqueue(tx, issueCertificates, `${String(id)}/${String(batch.rowVersion)}`, { batchId: id }, now)
    return batch
  })
