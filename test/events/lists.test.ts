import { expect, test } from 'vitest'
import { cursor, pageSize, type Slice } from '#server/http/lists'
import { moveEvent, schedule } from '#modules/events'
import { eventList, type EventFilter, type ListedEvent } from '../../modules/events/event-lists.ts'
import { anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aPlan, day, half, published, pursat, team } from './house.ts'

const many = 2 * pageSize + 20
/** Drafts, a day after another but for some that share theirs, made out of order; two have no time. */
const house = () => {
  const made = world()
  const { db } = made
  const all = team(db)
  for (let n = 0; n < many; n++) {
    const on = new Date(Date.parse('2026-12-01') + ((n * 37) % 60) * day).toISOString().slice(0, 10)
    schedule(db, all.trainer, aPlan(db, all.trainer.person, { sessions: n < 2 ? [] : [half(on, 480, 690)] }), noon)
  }
  return { ...made, all }
}
const ids = ({ rows }: Slice<ListedEvent>): number[] => rows.map(({ id }) => id)
const when = ({ rows }: Slice<ListedEvent>): (number | null)[] => rows.map(({ startsAt }) => startsAt)
const at = (text: string | null) => (text === null ? undefined : cursor.parse(text))

test.each([
  ['coming, the soonest first', {}, noon, many, (a: number, b: number) => a - b],
  ['past, the newest first', { past: '1' }, noon + 400 * day, many - 2, (a: number, b: number) => b - a],
] as const)('%s: page by page, each event once, and back again', (_, filter: EventFilter, now, total, order) => {
  const { db, all } = house()
  const first = eventList(db, all.admin, filter, now)
  const second = eventList(db, all.admin, { ...filter, after: at(first.after) }, now)
  const third = eventList(db, all.admin, { ...filter, after: at(second.after) }, now)
  expect([first, second, third].map(({ rows }) => rows.length)).toEqual([pageSize, pageSize, total - 2 * pageSize])
  expect([first, second, third].map((one) => one.total)).toEqual([total, total, total])
  expect([first.before, third.after]).toEqual([null, null])
  expect(new Set([first, second, third].flatMap(ids)).size).toBe(total)
  const starts = [first, second, third].flatMap(when)
  const timed = starts.filter((one) => one !== null)
  expect(timed).toEqual(timed.toSorted(order))
  // What has no time yet stands last.
  expect(starts.slice(timed.length).every((one) => one === null)).toBe(true)
  const back = eventList(db, all.admin, { ...filter, before: at(third.before) }, now)
  expect(ids(back)).toEqual(ids(second))
  expect(ids(eventList(db, all.admin, { ...filter, before: at(back.before) }, now))).toEqual(ids(first))
})
test('the page says how many there are and leads on, with the filter; a bent place is the first page', async () => {
  const { as, all } = house()
  const { body } = await as(all.admin.person).get('/events?topic=PROV')
  expect(body.match(/class="event-row"/g)).toHaveLength(pageSize)
  expect(body).toContain('១២០')
  const next = /href="(\/events\?topic=PROV&[^"]+)" rel="next"/.exec(body.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))?.[1] // prettier-ignore
  expect(next).toContain('after=')
  expect((await as(all.admin.person).get('/events?after=bent')).body.match(/class="event-row"/g)).toHaveLength(pageSize)
})
test('the total counts what this person may know of, and what she chose', () => {
  const { db, as, all } = house()
  const event = published(db, all, { sessions: [half('2027-03-01', 480, 690)] })
  const officer = as(anOfficer(db, pursat).id).actor
  const total = (filter: EventFilter): number => eventList(db, officer, filter, noon).total
  expect([total({}), total({ province: pursat }), total({ province: 1 }), total({ topic: 'W1' })]).toEqual([1, 1, 0, 0])
  expect([total({ topic: 'NONE' }), total({ past: '1' })]).toEqual([0, 0])
  moveEvent(db, all.admin, { id: event.id, move: 'cancel', reason: 'ទឹកជំនន់' }, noon)
  expect(eventList(db, officer, {}, noon).rows[0]).toMatchObject({ id: event.id, state: 'cancelled', mine: null })
})
