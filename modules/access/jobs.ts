import { z } from 'zod'
import { forgetTries } from '#server/http/limits'
import { forgetDone, job } from '#server/jobs'
import { forgetEnded } from './logins.ts'

/** Nightly: ended logins, counted tries and finished jobs are forgotten. */
export const forget = job('access.forget', z.object({}), (db, _input, now) => {
  forgetEnded(db, now)
  forgetTries(db, now)
  forgetDone(db, now)
})
