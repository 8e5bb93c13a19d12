import { randomBytes, randomUUID } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '#server/db/open'
import { job } from '#server/jobs'
import { inWorker } from '#server/worker'
import { codeBytes, codeOf } from './codes.ts'
import type { FitAsk } from './fitting.ts'
import { Changed, failed, finish, issueMember, trialOf, waitingOf, type Chance } from './issuing.ts'
import { drawPapers } from './papers.ts'
import { certificateBatches } from './schema.ts'
import { insistFits, type Unfit } from './unfit.ts'

/** Nobody guesses these. */
export const chance: Chance = { uuid: randomUUID, code: () => codeOf(randomBytes(codeBytes)) }
const fitting = new URL('./fitting.ts', import.meta.url)
/** So often somebody may take the number that was tried, before it is a fault. */
const mostTrials = 5
/** Tries the paper in the worker, line by line, and only then takes its number: what is kept is what was tried. */
const issueTried = async (db: Db, batchId: number, personId: number, given: Chance, now: number): Promise<void> => {
  for (let trials = 1; ; trials++) {
    const code = given.code()
    const trial = trialOf(db, batchId, personId, code, now)
    if (trial) insistFits(await inWorker<FitAsk, Unfit | null>(db, fitting, trial))
    try {
      issueMember(db, batchId, personId, { ...given, code: () => code }, now, trial)
      return
    } catch (error) {
      if (!(error instanceof Changed) || trials === mostTrials) throw error
    }
  }
}
/**
 * Issues whoever waits, one transaction each, so that it can be cut off anywhere and goes on where it was; then draws
 * the papers. One that fails does not stop the rest. Between two, requests have their turn.
 */
export const issueAll = async (
  db: Db,
  batchId: number,
  now: number,
  given = chance,
  pause: () => Promise<unknown> = breath,
): Promise<void> => {
  const batch = db.select().from(certificateBatches).where(eq(certificateBatches.id, batchId)).get()
  if (!batch) return
  const faults: unknown[] = []
  for (const personId of waitingOf(db, batchId)) {
    try {
      await issueTried(db, batchId, personId, given, now)
    } catch (error) {
      const fault = failed(db, batchId, personId, error)
      if (fault !== null) faults.push(fault)
    }
    await pause()
  }
  finish(db, batchId)
  await drawPapers(db, batchId, now)
  // The rest is done; the status page tells of what nobody foresaw.
  if (faults.length > 0) throw faults[0]
}
export const issueCertificates = job('certificates.issue', z.object({ batchId: z.number() }), (db, { batchId }, now) =>
  issueAll(db, batchId, now),
)
