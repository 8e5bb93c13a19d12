import { threadId } from 'node:worker_threads'
import type { Db } from '#server/db/open'

type Ask = { what: 'count' | 'fail' | 'die' | 'spin' | 'uncopyable' | 'write'; ms?: number }
const acts: Record<Ask['what'], (db: Db, ms: number) => unknown> = {
  count: (db) => db.$client.prepare<[], number>('select count(*) from settings').pluck().get(),
  fail: () => {
    throw new TypeError('no such sheet')
  },
  die: () => process.exit(3),
  spin: (_db, ms) => {
    const end = performance.now() + ms
    while (performance.now() < end);
    return threadId
  },
  uncopyable: () => () => undefined,
  write: (db) => db.$client.exec('delete from settings'),
}
/** What a test asks of the worker. */
export default (db: Db, { what, ms = 0 }: Ask): unknown => acts[what](db, ms)
