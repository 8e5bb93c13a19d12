import { Cron } from 'croner'
import type { z } from 'zod'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { enqueue, runOne, type Job } from '#server/jobs'
import { second } from '#server/time'

export type Schedule = { cron: string; job: Job; input: z.input<Job['input']> }
type Report = (kind: string, error: unknown) => void
/** How often a quiet house looks for due jobs. */
const pause = second

/**
 * Works through due jobs until stopped; schedules enqueue under the minute's key, so of several processes one wins.
 * `stop` waits for the job in hand.
 */
export const startJobs = (db: Db, known: readonly Job[], schedules: readonly Schedule[], report: Report): { stop: () => Promise<void> } => {
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  const work = async (): Promise<void> => {
    for (;;) {
      if (isStopping) return
      const ran = await runOne(db, known, Date.now())
      if (!ran) return
      if (ran.error !== null) report(ran.kind, ran.error)
    }
  }
  const turn = (): void => {
    current = work()
      .catch((error: unknown) => { report('jobs', error) })
      .finally(() => { if (!isStopping) timer = setTimeout(turn, pause) })
  }
  const crons = schedules.map(
    ({ cron, job, input }) =>
      new Cron(cron, { timezone: 'Asia/Phnom_Penh', unref: true }, () => {
        const now = Date.now()
        write(db, (tx) => { enqueue(tx, job, new Date(now).toISOString().slice(0, 16), input, now) })
      }),
  )
  turn()
  return {
    stop: async () => {
      isStopping = true
      clearTimeout(timer)
      for (const cron of crons) cron.stop()
      await current
    },
  }
}
