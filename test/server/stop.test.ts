import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { aFolder } from './support/house.ts'
import { ended } from './support/processes.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = aFolder()
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })
let port: number
let child: ChildProcess
let printed = ''
const run = (words: readonly string[], more: Record<string, string> = {}): ChildProcess => {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    LMS_ENV: 'production',
    SESSION_SECRET: 's'.repeat(32),
    BASE_URL: `http://127.0.0.1:${String(port)}`,
    PORT: String(port),
    DATA_DIR: folder,
    ...more,
  }
  const made = spawn(process.execPath, ['--import', 'tsx', ...words], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  printed = ''
  for (const stream of [made.stdout, made.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return made
}
const isUp = async (): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${String(port)}/healthz`)).status === 200
  } catch {
    return false
  }
}
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (let n = 0; n < 300 && !(await isSo()); n++) await wait(100)
}
/** Process ids of the children, as Linux tells them. */
const childrenOf = ({ pid }: ChildProcess): string[] => {
  const file = `/proc/${String(pid)}/task/${String(pid)}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean) : []
}
const body = 'login=nobody&password=not-right'
/** A form of which the server has half. */
const halfSent = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /sign-in HTTP/1.1\r\nhost: 127.0.0.1:${String(port)}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${String(body.length)}\r\n\r\n${body.slice(0, 5)}`,
  )
  await wait(100)
  return socket
}
beforeAll(async () => {
  port = await freePort()
  child = run(['server/main.ts'])
  for (let n = 0; n < 600 && child.exitCode === null && !(await isUp()); n++) await wait(100)
}, 90_000)
afterAll(() => child.kill('SIGKILL'))

describe('a production house in a process of its own', () => {
  test('comes up without demo people and without a password, and says where it is', async () => {
    expect(await isUp(), printed).toBe(true)
    expect(printed).toContain(`http://127.0.0.1:${String(port)}`)
    expect(printed).not.toContain('DEMO-')
    const db = open(`${folder}/lms.db`, true)
    expect(db.$client.prepare('select count(*) from persons').pluck().get()).toBe(0)
    db.$client.close()
  })
  test('told to stop, it answers the form that is on its way, then ends well and takes no other', async () => {
    const socket = await halfSent()
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    child.kill('SIGTERM')
    await wait(100)
    socket.write(body.slice(5))
    await closed
    await ended(child)
    expect(answer).toMatch(/^HTTP\/1\.1 409 /)
    expect([child.exitCode, child.signalCode]).toEqual([0, null])
    expect(await isUp()).toBe(false)
  })
  test('without its secret it does not start, and names what is missing', async () => {
    const refused = run(['server/main.ts'], { SESSION_SECRET: '' })
    await ended(refused)
    expect(refused.exitCode).toBe(1)
    expect(printed).toContain('SESSION_SECRET')
    expect(printed).not.toMatch(/\n\s+at /)
  })
  test('journal:verify prints what it checked; after tampering it names the entry and fails', async () => {
    const db = open(`${folder}/lms.db`)
    for (const n of [1, 2])
      write(db, (tx) => {
        record(tx, null, { action: 'system.command', subject: `t/${String(n)}`, at: n })
      })
    const sound = run(['server/cli.ts', 'journal:verify'])
    await ended(sound)
    const { count, last } = db.$client
      .prepare<[], { count: number; last: number }>('select count(*) count, max(id) last from journal')
      .get() ?? { count: 0, last: 0 }
    expect(count).toBeGreaterThanOrEqual(2)
    expect([sound.exitCode, printed.trim()]).toEqual([0, `${String(count)} entries, all sound`])
    const trigger =
      db.$client.prepare<[], string>(`select sql from sqlite_master where name = 'journal_no_update'`).pluck().get() ??
      ''
    db.$client.exec(`drop trigger journal_no_update; update journal set at = 9 where id = ${String(last)}; ${trigger}`)
    db.$client.close()
    const bent = run(['server/cli.ts', 'journal:verify'])
    await ended(bent)
    expect([bent.exitCode, printed.trim()]).toEqual([
      1,
      `entry ${String(last)} was altered (content); ${String(count - 1)} entries before it are sound`,
    ])
  })
  test('of two processes one that dies is replaced, and told to stop both end well', async () => {
    const house = run(['server/main.ts'], { WEB_CONCURRENCY: '2' })
    await until(isUp)
    const first = childrenOf(house)
    expect(first).toHaveLength(2)
    process.kill(Number(first[0]), 'SIGKILL')
    await until(() => childrenOf(house).some((pid) => !first.includes(pid)))
    expect(await isUp()).toBe(true)
    house.kill('SIGTERM')
    await ended(house)
    expect([house.exitCode, childrenOf(house)]).toEqual([0, []])
  })
  test('where the port is taken, a house of two processes says so and ends', async () => {
    const taken = createServer().listen(port, '127.0.0.1')
    const house = run(['server/main.ts'], { WEB_CONCURRENCY: '2' })
    await ended(house)
    taken.close()
    expect(house.exitCode).toBe(1)
    expect(printed).toContain('EADDRINUSE')
  })
}, 60_000)
