import { setTimeout as wait } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { newFolder, password, startServer } from './support/server.ts'

const rounds = 5
const people = ['DEMO-OFFICER', 'DEMO-CHIEF', 'DEMO-TRAINER', 'DEMO-ADMIN', 'DEMO-OBSERVER']

/** Signs in; the cookie of whoever was let in, null when the server died before it answered. */
const entered = async (url: string, login: string): Promise<string | null> => {
  try {
    const answer = await fetch(`${url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ login, password }),
      headers: { origin: url },
      redirect: 'manual',
    })
    return answer.status === 303 ? (answer.headers.get('set-cookie')?.split(';', 1)[0] ?? null) : null
  } catch {
    return null
  }
}
test('the real server, killed in the middle of sign-ins, has kept every login that it had handed out', async () => {
  const { folder, remove } = newFolder(inject('demoFolder'))
  const cookies: string[] = []
  for (let round = 0; round < rounds; round++) {
    const server = await startServer(folder)
    const asked = Array.from({ length: 20 }, (_, n) => entered(server.url, people[n % people.length] ?? ''))
    await wait(300 + 150 * round)
    await server.stop(true)
    cookies.push(...(await Promise.all(asked)).filter((cookie) => cookie !== null))
  }
  const server = await startServer(folder)
  expect(cookies.length).toBeGreaterThan(rounds)
  for (const cookie of cookies) {
    const { status } = await fetch(`${server.url}/account`, { headers: { cookie }, redirect: 'manual' })
    expect(status).toBe(200)
  }
  await server.stop()
  remove()
})
