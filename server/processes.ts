import cluster from 'node:cluster'
import { once } from 'node:events'
import { second } from '#server/time'

/** A process that ended is replaced after this long: a fault must not spin. */
const pause = second

/**
 * Several processes serve one file; one that dies is replaced. Returns when the first one listens. Throws where one ends
 * before that: the port is taken, or the file cannot be opened.
 */
export const startProcesses = async (count: number): Promise<void> => {
  let isStopping = false
  const stop = (): void => {
    isStopping = true
    for (const one of Object.values(cluster.workers ?? {})) one?.process.kill('SIGTERM')
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
  for (let n = 0; n < count; n++) cluster.fork()
  const first = new AbortController()
  const ended = once(cluster, 'exit', first).then(() => {
    stop()
    throw new Error('a process ended at its start; its message stands above')
  })
  await Promise.race([once(cluster, 'listening'), ended])
  ended.catch(() => undefined)
  first.abort()
  cluster.on('exit', () => {
    setTimeout(() => {
      if (!isStopping) cluster.fork()
    }, pause)
  })
}
