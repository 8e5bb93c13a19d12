import { randomBytes, randomUUID } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#server/db/open'
import { job } from '#server/jobs'
import { codeBytes, codeOf } from './codes.ts'
import { issuingOf, type Chance } from './issuing.ts'
import { drawPapers } from './papers.ts'
import { certificateBatches } from './schema.ts'

/** Nobody guesses these. */
export const chance: Chance = { uuid: randomUUID, code: () => codeOf(randomBytes(codeBytes)) }
/** Issues whoever waits, then draws the papers. Begun again after a kill it does what is left. */
export const issueAll = async (
  db: Db,
  batchId: number,
  now: number,
  given = chance,
  pause: () => Promise<unknown> = breath,
): Promise<void> => {
  const batch = db.select().from(certificateBatches).where(eq(certificateBatches.id, batchId)).get()
  if (!batch) return
  const issuing = issuingOf(db, batchId, given, now)
  let step = issuing.next()
  while (!step.done) {
    await pause()
    step = issuing.next()
  }
  await drawPapers(db, batchId, now)
  // The rest is done; the status page tells of what nobody foresaw.
  if (step.value.length > 0) throw step.value[0]
}
export const issueCertificates = job('certificates.issue', z.object({ batchId: z.number() }), (db, { batchId }, now) =>
  issueAll(db, batchId, now),
)
