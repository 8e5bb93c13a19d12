import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { closeRegister, eventSessions, markAllPresent } from '#modules/events'
import { anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'
import { admitted, after, published, pursat, team } from './house.ts'

const house = () => {
  const made = world()
  const all = team(made.db)
  const event = published(made.db, all)
  const people = [anOfficer(made.db, pursat), anOfficer(made.db, pursat)]
  admitted(made.db, all, event.id, people)
  // The day of the first half-day.
  made.later(20 * 86_400_000)
  const [first] = made.db.select().from(eventSessions).all()
  return { ...made, all, event, people, sessionId: String(first?.id), trainer: made.as(all.trainer.person) }
}
const json = { accept: 'application/json' }
const tap = (sessionId: string, personId: number, more: Record<string, string> = {}) => ({
  ...{ sessionId, personId: String(personId), mark: 'late', gap: '20', uuid: randomUUID() },
  ...more,
})

test('a tap that is refused is answered to its script with the reason, and with the status of the refusal', async () => {
  const { trainer, event, people, sessionId } = house()
  const [one] = people
  const url = `/events/${String(event.id)}/attendance`
  const long = await trainer.post(url, tap(sessionId, one?.id ?? 0, { gap: '400' }), json)
  expect([long.statusCode, long.json()]).toEqual([409, { reason: 'នាទីដែលខានមិនអាចលើស ១៨០ ទេ។' }])
  const bent = await trainer.post(url, tap(sessionId, one?.id ?? 0, { mark: 'asleep' }), json)
  expect([bent.statusCode, Object.keys(bent.json())]).toEqual([422, ['reason']])
  const kept = await trainer.post(url, tap(sessionId, one?.id ?? 0), json)
  expect([kept.statusCode, kept.json()]).toEqual([200, { words: 'មកយឺត ២០ នាទី' }])
  // Without the script the same refusal is a page.
  const page = await trainer.post(url, tap(sessionId, one?.id ?? 0, { gap: '400' }))
  expect([page.statusCode, page.headers['content-type']]).toEqual([409, expect.stringContaining('text/html')])
})
test('who is not signed in any more is led to sign in, by which the script knows that its taps must wait', async () => {
  const { visitor, event, people, sessionId } = house()
  const url = `/events/${String(event.id)}/attendance`
  const answer = await visitor.post(url, tap(sessionId, people[0]?.id ?? 0), json)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, expect.stringContaining('/sign-in')])
})
test('each row of an open register marks its person; each row of a closed one corrects with a reason', async () => {
  const { db, trainer, event, people, sessionId, all } = house()
  const url = `/events/${String(event.id)}/attendance?session=${sessionId}`
  const rows = async (): Promise<string[]> =>
    (await trainer.get(url)).body
      .split('<li class="card tap-row"')
      .slice(1)
      .map((row) => row.slice(0, row.indexOf('</form>')))
  const open = await rows()
  expect(open).toHaveLength(people.length)
  for (const [n, row] of open.entries()) {
    expect(row).toContain(`action="/events/${String(event.id)}/attendance"`)
    expect(row).toContain(`name="sessionId" value="${sessionId}"`)
    expect(row).toContain(`name="personId" value="${String(people[n]?.id)}"`)
    expect(row).not.toContain('name="reason"')
  }
  markAllPresent(db, all.trainer, { id: event.id, sessionId: Number(sessionId), uuidFor: randomUUID }, after)
  closeRegister(db, all.trainer, { id: event.id, sessionId: Number(sessionId) }, after)
  const closed = await rows()
  expect(closed).toHaveLength(people.length)
  for (const row of closed) {
    expect(row).toContain(`action="/events/${String(event.id)}/attendance/corrections"`)
    expect(row).toContain('name="reason"')
  }
})
