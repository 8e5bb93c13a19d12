import { setImmediate as breath } from 'node:timers/promises'
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

/** The key is the minute that was planned: of several processes one wins. */
const ask = (db: Db, { job, input }: Schedule, planned: Date): void => {
  write(db, (tx) => {
    enqueue(tx, job, planned.toISOString().slice(0, 16), input, planned.getTime())
  })
}
/** The run before now is asked for at the start: a house that was switched off at night makes up for what it missed. */
const schedule = (db: Db, one: Schedule, report: Report): Cron => {
  const options = {
    timezone: 'Asia/Phnom_Penh',
    unref: true,
    catch: (error: unknown) => {
      report(one.job.kind, error)
    },
  }
  const cron = new Cron(one.cron, options, () => {
    ask(db, one, new Date())
  })
  for (const missed of cron.previousRuns(1)) ask(db, one, missed)
  return cron
}
/**
 * Works through due jobs until stopped, and enqueues what the schedules plan.
 * `stop` waits for the job in hand.
 */
export const startJobs = (
  db: Db,
  known: readonly Job[],
  schedules: readonly Schedule[],
  report: Report,
): { stop: () => Promise<void> } => {
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  const work = async (): Promise<void> => {
    for (;;) {
      if (isStopping) return
      const ran = await runOne(db, known, Date.now())
      if (!ran) return
      if (ran.error !== null) report(ran.kind, ran.error)
      // Between two jobs requests have their turn, however many are due.
      await breath()
    }
  }
  const turn = (): void => {
    current = work()
      .catch((error: unknown) => {
        report('jobs', error)
      })
      .finally(() => {
        if (!isStopping) timer = setTimeout(turn, pause)
      })
  }
  const crons = schedules.map((one) => schedule(db, one, report))
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
