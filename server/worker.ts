import { parentPort, workerData, Worker } from 'node:worker_threads'
import { open, sourceOf, type Db } from '#server/db/open'

/**
 * Heavy reading off the request loop: one thread with its own read connection, started at the first use.
 * A task is a module whose default export is `(db, input) => answer`; input and answer are copied, so plain values only.
 */
type Ask = { id: number; task: string; input: unknown; source: string | Uint8Array }
type Answer = { id: number; value?: unknown; error?: string }
type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void }
export type Task<Input, Output> = (db: Db, input: Input) => Output | Promise<Output>

let thread: Worker | undefined
let asked = 0
const waiting = new Map<number, Waiting>()

const failAll = (error: Error): void => {
  thread = undefined
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
}
const start = (): Worker => {
  const made = new Worker(new URL('boot.mjs', import.meta.url), { workerData: { entry: import.meta.url } })
  made.unref()
  made.on('message', ({ id, value, error }: Answer) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (error !== undefined) one?.reject(new Error(error))
    else one?.resolve(value as never)
  })
  made.on('error', failAll)
  made.on('exit', () => { failAll(new Error('the worker ended')) })
  return made
}
/** Runs a task in the worker. `task` is the address of its module: `new URL('./sheet.ts', import.meta.url)`. */
export const inWorker = <Input, Output>(db: Db, task: URL, input: Input): Promise<Output> =>
  new Promise<Output>((resolve, reject) => {
    thread ??= start()
    const id = ++asked
    waiting.set(id, { resolve, reject })
    thread.postMessage({ id, task: task.href, input, source: sourceOf(db) } satisfies Ask)
  })
/** Ends the thread; a later task starts a new one. */
export const stopWorker = async (): Promise<void> => {
  await thread?.terminate()
}

let connection: { name: string; db: Db } | undefined
const connect = (source: string | Uint8Array): Db => {
  if (typeof source !== 'string') return open(Buffer.from(source), true)
  if (connection?.name !== source) connection = { name: source, db: open(source, true) }
  return connection.db
}
const serve = (port: NonNullable<typeof parentPort>): void => {
  port.on('message', ({ id, task, input, source }: Ask) => {
    const run = async (): Promise<Answer> => {
      const { default: story } = (await import(task)) as { default: Task<unknown, unknown> }
      return { id, value: await story(connect(source), input) }
    }
    run().then(
      (answer) => { port.postMessage(answer) },
      (error: unknown) => { port.postMessage({ id, error: String(error) } satisfies Answer) },
    )
  })
}
if (parentPort && (workerData as { entry?: string } | null)?.entry === import.meta.url) serve(parentPort)
