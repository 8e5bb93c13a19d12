import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** Every demo person signs in with it. */
export const password = 'demo-password'
/** The longest wait for a start, in ms; the first one also writes the demo. */
const patience = 90_000

export type Server = {
  url: string
  folder: string
  /** Ends the process; `true` at once, as a power cut would. The folder stays. */
  stop: (isKilled?: boolean) => Promise<void>
}
const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return address && typeof address === 'object' ? address.port : 0
}
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
const isUp = async (child: ChildProcess, url: string, said: () => string): Promise<void> => {
  for (const end = Date.now() + patience; Date.now() < end;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}:\n${said()}`)
    if (await answers(`${url}/sign-in`)) return
    await pause(100)
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not answer in time:\n${said()}`)
}
/** The real server as a process of its own, over `folder`, with the demo. `more` adds to its environment. */
export const startServer = async (folder: string, more: Record<string, string> = {}): Promise<Server> => {
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    DEMO_PASSWORD: password,
    LMS_ENV: 'demo',
    BASE_URL: '',
    ...more,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  const url = `http://127.0.0.1:${String(port)}`
  await isUp(child, url, () => said)
  const stop = async (isKilled = false): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(isKilled ? 'SIGKILL' : 'SIGTERM')
    await gone
  }
  return { url, folder, stop }
}
/** A folder of its own, empty or a copy of another house. */
export const newFolder = (from?: string): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'lms-browser-'))
  if (from !== undefined) cpSync(from, folder, { recursive: true })
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
