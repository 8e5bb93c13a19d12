import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** How long a process may take until it answers, in ms. */
const patience = 60_000
/** `cpu`: milliseconds that the process has worked so far; null where the system does not tell. */
export type Running = { url: string; cpu: () => number | null; stop: () => Promise<void> }

/** Linux counts in hundredths of a second, all threads together: fields 14 and 15 of the line, by its own count. */
const cpuOf = (pid: number | undefined): number | null => {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}
const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}
const untilReady = async (child: ChildProcess, url: string): Promise<void> => {
  const until = Date.now() + patience
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`${url}: the process ended with ${String(child.exitCode)}`)
    if (await answers(url)) return
    await pause(50)
  }
  throw new Error(`${url} does not answer`)
}
const start = async (
  words: readonly string[],
  environment: Record<string, string>,
  url: string,
  ready: string,
): Promise<Running> => {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(child, url + ready)
  const stop = async (): Promise<void> => {
    const end = once(child, 'exit')
    child.kill('SIGTERM')
    await end
  }
  return { url, cpu: () => cpuOf(child.pid), stop }
}
/** Our server as `npm start` runs it, one process, on the file of a folder. `profile`: where a CPU profile goes. */
export const startHouse = (folder: string, port: number, profile: string | null): Promise<Running> => {
  const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const environment = { DATA_DIR: folder, PORT: String(port), LMS_ENV: 'demo', NODE_ENV: 'production' }
  return start(
    [...profiling, '--import', 'tsx', 'server/main.ts'],
    environment,
    `http://127.0.0.1:${String(port)}`,
    '/healthz',
  )
}
/** What this machine can do at best with our stack: one primary-key read and a 2 KB page. */
export const startYardstick = (file: string, port: number): Promise<Running> =>
  start(
    ['test/bench/yardstick.mjs'],
    { MODE: 'sqlite', DBFILE: file, PORT: String(port) },
    `http://127.0.0.1:${String(port)}`,
    '/',
  )
