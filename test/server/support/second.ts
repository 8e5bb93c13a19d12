/** Another process on the same file. The test forks it and asks one thing after the other. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { errorCode } from '#server/db/driver'
import { kept, touch } from '#server/db/kept'
import { open } from '#server/db/open'
import { write } from '#server/db/write'
import { TooMany } from '#server/errors'
import { throttle } from '#server/http/limits'
import { job, runOne } from '#server/jobs'
import { settings } from '#server/schema'
import { eq } from 'drizzle-orm'
import { identify } from '#modules/access'

const db = open(process.argv[2] ?? '')
const done: number[] = []
// Work takes a moment, in which nobody holds the file: else who comes first may be through before the other begins.
const count = job('count', z.object({ n: z.number() }), async (_db, { n }) => {
  await wait(1)
  done.push(n)
})
const hang = job('hang', z.object({}), () => new Promise<void>(() => undefined))
const value = kept((of) => of.select().from(settings).where(eq(settings.key, 'word')).get()?.value ?? null)

export type Question =
  | { do: 'jobs'; now: number }
  | { do: 'hang'; now: number }
  | { do: 'throttle'; tries: number; now: number }
  | { do: 'kept' }
  | { do: 'change'; word: string }
  | { do: 'identify'; token: string; now: number }
  | { do: 'claim'; until: number }

const allDone = async (now: number): Promise<number[]> => {
  while (await runOne(db, [count], now));
  return done
}
const passed = (tries: number, now: number): number => {
  let through = 0
  for (let n = 0; n < tries; n++)
    try {
      throttle(db, { name: 'two', tries: 20, window: 60_000 }, 'key', now)
      through++
    } catch (error) {
      if (!(error instanceof TooMany)) throw error
    }
  return through
}
/** Takes free places until none is left; the constraint decides, never what this process remembers. */
const places = (until: number): number[] => {
  const mine: number[] = []
  for (let n = 1; n <= until; n++)
    try {
      write(db, (tx) =>
        tx
          .insert(settings)
          .values({ key: `place ${String(n)}`, value: process.pid, changedAt: 0 })
          .run(),
      )
      mine.push(n)
    } catch (error) {
      if (!errorCode(error)?.startsWith('SQLITE_CONSTRAINT')) throw error
    }
  return mine
}
const change = (word: string): void => {
  write(db, (tx) => {
    tx.update(settings).set({ value: word }).where(eq(settings.key, 'word')).run()
    touch(tx)
  })
}
const answer = async (asked: Question): Promise<unknown> => {
  switch (asked.do) {
    case 'jobs': return allDone(asked.now)
    case 'hang': return (void runOne(db, [hang], asked.now), 'claimed')
    case 'throttle': return passed(asked.tries, asked.now)
    case 'kept': return value(db)
    case 'change': return (change(asked.word), null)
    case 'identify': return identify(db, asked.token, asked.now)?.person ?? null
    case 'claim': return places(asked.until)
  }
} // prettier-ignore
process.on('message', (asked: Question) => {
  void answer(asked).then((said) => process.send?.({ said }))
})
process.send?.({ said: 'ready' })
