import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { enqueue } from '#server/jobs'
import { approveBatch, beginIssuing, type House } from './batches.ts'
import type { Batch } from './batch-steps.ts'
import { issueCertificates } from './jobs.ts'
import { draftBatch, type NewBatch } from './drafts.ts'
import { issuingOf, type Chance } from './issuing.ts'

/** Drafts, approves and issues at once: for the demo and for few. The job that is left draws the papers. */
export const issueNow = (db: Db, actor: Actor, input: NewBatch, house: House, chance: Chance, now: number): Batch =>
  write(db, (tx) => {
    const { id } = draftBatch(tx, actor, input, now)
    approveBatch(tx, actor, id, now)
    const batch = beginIssuing(tx, actor, id, house, now)
    const issuing = issuingOf(tx, id, chance, now)
    for (let step = issuing.next(); ; step = issuing.next()) {
      if (!step.done) continue
      if (step.value.length > 0) throw step.value[0]
      enqueue(tx, issueCertificates, `${String(id)}/${String(batch.rowVersion)}`, { batchId: id }, now)
      return batch
    }
  })
