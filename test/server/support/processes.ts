import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Starts a file of this folder as a process of its own. */
export const start = (name: string, words: readonly string[], environment: Record<string, string> = {}): ChildProcess =>
  fork(fileURLToPath(new URL(name, import.meta.url)), [...words], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    silent: true,
  })
/** The next thing that a process says; its error output when it dies first. */
export const next = async (child: ChildProcess): Promise<unknown> => {
  const over = new AbortController()
  const { signal } = over
  const died = once(child, 'exit', { signal }).then(() => {
    throw new Error(`the process ended: ${String(child.stderr?.read() ?? '')}`)
  })
  died.catch(() => undefined)
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), died])) as [{ said: unknown }]
    return message.said
  } finally {
    over.abort()
  }
}
export const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
/** As a power cut would: no handler runs. */
export const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await ended(child)
}
