import { z } from 'zod'
import { job } from '#server/jobs'
import { closeOverdue } from './submissions.ts'

/** Asked for when an attempt with a time limit begins, due just after its deadline and grace. */
export const closeAttempt = job(
  'assessments.close',
  z.object({ attemptId: z.number().int() }),
  (db, { attemptId }, now) => {
    closeOverdue(db, attemptId, now)
  },
)
