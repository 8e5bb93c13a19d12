import { parentPort, workerData, Worker } from 'node:worker_threads'
import { open, sourceOf, type Db } from '#server/db/open'

/**
 * Heavy reading off the request loop: one thread with its own read connection, started at the first use.
 * A task is a module whose default export is `(db, input) => answer`; input and answer are copied, so plain values only.
 */
type Ask = { id: number; task: string; input: unknown; source: string | Uint8Array }
/** The driver's errors lose their message when they are copied: only the words travel. */
type Told = { message: string; stack: string | undefined }
type Answer = { id: number; value?: unknown; error?: Told }
type Waiting = { resolve: (value: never) => void; reject: (error: unknown) => void }
/** A thread and who waits for it: when it dies, those and no others are told. */
type Thread = { worker: Worker; waiting: Map<number, Waiting> }
export type Task<Input, Output> = (db: Db, input: Input) => Output | Promise<Output>

let thread: Thread | undefined
let asked = 0

const failAll = (made: Thread, error: unknown): void => {
  if (thread === made) thread = undefined
  for (const { reject } of made.waiting.values()) reject(error)
  made.waiting.clear()
}
const settle = ({ worker, waiting }: Thread, answer: Answer): void => {
  const one = waiting.get(answer.id)
  waiting.delete(answer.id)
  // A command must not end before its task; an idle thread must not keep a process alive.
  if (waiting.size === 0) worker.unref()
  if (answer.error) one?.reject(Object.assign(new Error(answer.error.message), { stack: answer.error.stack }))
  else one?.resolve(answer.value as never)
}
const start = (): Thread => {
  const worker = new Worker(new URL('boot.mjs', import.meta.url), { workerData: { entry: import.meta.url } })
  const made: Thread = { worker, waiting: new Map() }
  worker.on('message', (answer: Answer) => {
    settle(made, answer)
  })
  worker.on('error', (error) => {
    failAll(made, error)
  })
  worker.on('exit', () => {
    failAll(made, new Error('the worker ended'))
  })
  return made
}
/** Runs a task in the worker. `task` is the address of its module: `new URL('./sheet.ts', import.meta.url)`. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Input names what the task reads
export const inWorker = <Input, Output>(db: Db, task: URL, input: Input): Promise<Output> =>
  new Promise<Output>((resolve, reject) => {
    thread ??= start()
    const id = ++asked
    thread.worker.postMessage({ id, task: task.href, input, source: sourceOf(db) } satisfies Ask)
    thread.waiting.set(id, { resolve, reject })
    thread.worker.ref()
  })
/** Ends the thread; a later task starts a new one. */
export const stopWorker = async (): Promise<void> => {
  await thread?.worker.terminate()
}

let connection: { name: string; db: Db } | undefined
const connect = (source: string | Uint8Array): Db => {
  if (typeof source !== 'string') return open(Buffer.from(source), true)
  if (connection?.name !== source) connection = { name: source, db: open(source, true) }
  return connection.db
}
const tell = (error: unknown): Told =>
  error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error), stack: undefined }
const serve = (port: NonNullable<typeof parentPort>): void => {
  port.on('message', ({ id, task, input, source }: Ask) => {
    const run = async (): Promise<Answer> => {
      const { default: story } = (await import(task)) as { default: Task<unknown, unknown> }
      return { id, value: await story(connect(source), input) }
    }
    // An answer that cannot be copied fails here too, as its own task's error.
    run()
      .then((answer) => {
        port.postMessage(answer)
      })
      .catch((error: unknown) => {
        port.postMessage({ id, error: tell(error) } satisfies Answer)
      })
  })
}
if (parentPort && (workerData as { entry?: string } | null)?.entry === import.meta.url) serve(parentPort)
