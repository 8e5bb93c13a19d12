import { and, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { jobs } from '#server/schema'
import { day, minute, second } from '#server/time'

/** A job is named by reference: `enqueue(tx, closeAttempt, …)`, so input and handler cannot drift. */
export type Job<Schema extends z.ZodType = z.ZodType> = {
  kind: string
  input: Schema
  /** Idempotent: a process may die between its work and the row that says so. */
  run: (db: Db, input: z.output<Schema>, now: number) => Promise<void> | void
}
export const job = <Schema extends z.ZodType>(kind: string, input: Schema, run: Job<Schema>['run']): Job<Schema> => ({
  kind,
  input,
  run,
})

/** How long a process may be silent about its job before another may take it over; while it works it says so more often. */
const lease = minute
const renewal = lease / 3
/** Waits of 10 s, 20 s, 40 s … at most an hour; then it stands on the status page as failed. */
const firstWait = 10 * second
const longestWait = 60 * minute
const mostTries = 8
const keptFor = 30 * day

/** Asks for work in the verb's own transaction. The same kind and key is the same job. */
export const enqueue = <Schema extends z.ZodType>(
  tx: Tx,
  { kind }: Job<Schema>,
  key: string,
  input: z.input<Schema>,
  dueAt: number,
): void => {
  tx.insert(jobs)
    .values({ key: `${kind}:${key}`, kind, input, dueAt })
    .onConflictDoNothing()
    .run()
}
const claim = (db: Db, now: number): typeof jobs.$inferSelect | undefined =>
  write(db, (tx) =>
    tx
      .update(jobs)
      .set({ leasedUntil: now + lease, tries: sql`${jobs.tries} + 1` })
      .where(
        sql`${jobs.id} = (select id from jobs where "doneAt" is null and "failedAt" is null and "dueAt" <= ${now}
              and ("leasedUntil" is null or "leasedUntil" < ${now}) order by "dueAt" limit 1)`,
      )
      .returning()
      .get(),
  )
const finish = (db: Db, found: typeof jobs.$inferSelect, now: number): void => {
  db.update(jobs).set({ doneAt: now, leasedUntil: null, error: null }).where(eq(jobs.id, found.id)).run()
}
const again = (db: Db, found: typeof jobs.$inferSelect, now: number, error: unknown): void => {
  const wait = Math.min(firstWait * 2 ** (found.tries - 1), longestWait)
  const rest = found.tries >= mostTries ? { failedAt: now } : { dueAt: now + wait }
  db.update(jobs)
    .set({ ...rest, leasedUntil: null, error: String(error).slice(0, 500) })
    .where(eq(jobs.id, found.id))
    .run()
}
/** A busy file is tried again at the next renewal; two of three may fail. */
const renew = (db: Db, { id }: typeof jobs.$inferSelect): void => {
  try {
    db.update(jobs)
      .set({ leasedUntil: Date.now() + lease })
      .where(eq(jobs.id, id))
      .run()
  } catch {
    return
  }
}
/** Holds the lease while a job works, however long: only a process that died lets it go. */
const holding = async (db: Db, found: typeof jobs.$inferSelect, work: () => Promise<void> | void): Promise<void> => {
  const timer = setInterval(() => {
    renew(db, found)
  }, renewal)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}
export type Ran = { kind: string; error: unknown } | null
/** Takes and runs one due job; null when none was due. A failure is kept on the row, tried again later, and returned. */
export const runOne = async (db: Db, known: readonly Job[], now: number): Promise<Ran> => {
  const found = claim(db, now)
  if (!found) return null
  try {
    const job = known.find(({ kind }) => kind === found.kind)
    if (!job) throw new Error(`no job of kind ${found.kind}`)
    // A job that takes its process down with it never reaches `again`: it is given up here.
    if (found.tries > mostTries) throw new Error('the process ended each time')
    const input = job.input.parse(found.input)
    await holding(db, found, () => job.run(db, input, now))
    finish(db, found, now)
    return { kind: found.kind, error: null }
  } catch (error) {
    again(db, found, now, error)
    return { kind: found.kind, error }
  }
}
/** Forgets finished jobs after a month; called by the nightly schedule. */
export const forgetDone = (db: Db, now: number): void => {
  db.delete(jobs)
    .where(and(isNotNull(jobs.doneAt), lt(jobs.doneAt, now - keptFor)))
    .run()
}
