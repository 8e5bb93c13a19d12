import ical from 'ical.js'
import { expect, test } from 'vitest'
import { moveEvent, revise, schedule } from '#modules/events'
import { noon, world } from '../support/world.ts'
import { aPlan, fourHalves, half, published, team } from './house.ts'

type Entry = { uid: string; start: string; status: string; sequence: number }
const entries = (text: string): Entry[] =>
  new ical.Component(ical.parse(text) as never)
    .getAllSubcomponents('vevent')
    .map((one) => new ical.Event(one))
    .map((one) => ({
      uid: one.uid,
      start: one.startDate.toJSDate().toISOString(),
      status: String(one.component.getFirstPropertyValue('status')),
      sequence: one.sequence,
    }))
const uids = (all: readonly Entry[]): string[] => all.map(({ uid }) => uid)

test('a plan that changes keeps the numbers of its entries, and no other event ever has one of them', async () => {
  const { db, as } = world()
  const all = team(db)
  const admin = as(all.admin.person)
  const first = published(db, all)
  const before = entries((await admin.get(`/events/${String(first.id)}.ics`)).body)
  // The first event's sessions are deleted and made anew; a second event is planned in between and after.
  moveEvent(db, all.admin, { id: first.id, move: 'postpone', reason: 'ទឹកជំនន់' }, noon)
  const second = schedule(
    db,
    all.trainer,
    aPlan(db, all.trainer.person, { sessions: fourHalves('2026-12-21', '2026-12-22') }),
    noon,
  )
  moveEvent(db, all.trainer, { id: second.id, move: 'submit' }, noon)
  const { once: _once, ...plan } = aPlan(db, all.trainer.person, { sessions: fourHalves('2027-01-11', '2027-01-12') })
  const seen = Number(db.$client.prepare('select "rowVersion" from events where id = ?').pluck().get(first.id))
  revise(db, all.admin, { id: first.id, seen, ...plan }, noon)
  const third = schedule(
    db,
    all.trainer,
    aPlan(db, all.trainer.person, { sessions: [half('2027-02-01', 480, 690)] }),
    noon,
  )
  moveEvent(db, all.trainer, { id: third.id, move: 'submit' }, noon)
  const after = entries((await admin.get(`/events/${String(first.id)}.ics`)).body)
  expect(uids(after)).toEqual(uids(before))
  expect(after[0]?.start).toBe('2027-01-11T00:30:00.000Z')
  expect(after[0]?.sequence).toBeGreaterThan(before[0]?.sequence ?? 99)
  const others = await Promise.all([second, third].map(({ id }) => admin.get(`/events/${String(id)}.ics`)))
  const known = [...uids(after), ...others.flatMap(({ body }) => uids(entries(body)))]
  expect(known).toHaveLength(9)
  expect(new Set(known).size).toBe(9)
})
test('a postponed event has no time that stands, a cancelled one none at all', async () => {
  const { db, as } = world()
  const all = team(db)
  const admin = as(all.admin.person)
  const { id } = published(db, all)
  const said = async (): Promise<string[]> => {
    const { body } = await admin.get(`/events/${String(id)}.ics`)
    return [...new Set(entries(body).map(({ status }) => status)), String(/METHOD:(\w+)/.exec(body)?.[1])]
  }
  expect(await said()).toEqual(['CONFIRMED', 'PUBLISH'])
  moveEvent(db, all.admin, { id, move: 'postpone', reason: 'ទឹកជំនន់' }, noon)
  expect(await said()).toEqual(['TENTATIVE', 'PUBLISH'])
  moveEvent(db, all.admin, { id, move: 'cancel', reason: 'ទឹកជំនន់' }, noon)
  expect(await said()).toEqual(['CANCELLED', 'CANCEL'])
})
