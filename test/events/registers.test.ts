import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { actorOf } from '#modules/access'
import {
  admitPerson,
  attendances,
  closeRegister,
  correctAttendance,
  eventSessions,
  markAllPresent,
  markAttendance,
  moveEvent,
} from '#modules/events'
import { standingOf } from '#modules/progress'
import { anOfficer, aTrainer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { admitted, after, licensed, minute, published, pursat, team } from './house.ts'

const house = (count = 2) => {
  const { db } = world()
  const all = team(db)
  const event = published(db, all)
  const officers = Array.from({ length: count }, () => anOfficer(db, pursat))
  admitted(db, all, event.id, officers)
  const sessions = db.select().from(eventSessions).all()
  const mark = (officer: number, session: number, kind: Parameters<typeof markAttendance>[2]['mark'], gap?: number, actor = all.trainer, at = after) =>
    markAttendance(db, actor, { id: event.id, sessionId: sessions[session]?.id ?? 0, personId: officers[officer]?.id ?? 0, mark: kind, uuid: randomUUID(), ...(gap === undefined ? {} : { gap }) }, at) // prettier-ignore
  const close = (session: number, at = after): void => {
    closeRegister(db, all.trainer, { id: event.id, sessionId: sessions[session]?.id ?? 0 }, at)
  }
  const everybody = (session: number): number =>
    markAllPresent(db, all.trainer, { id: event.id, sessionId: sessions[session]?.id ?? 0, uuidFor: randomUUID }, after)
  return { db, event, officers, sessions, mark, close, everybody, ...all }
}
const tier3 = ({ db, officers }: ReturnType<typeof house>, officer: number) =>
  standingOf(db, officers[officer]?.id ?? 0, after).tiers[2]?.root.children[0]

test.each([
  ['present', undefined, 180],
  ['late', 20, 160],
  ['late', undefined, 165],
  ['left', 60, 120],
  ['excused', undefined, 0],
  ['absent', undefined, 0],
] as const)('%s with %s minutes missed counts %i minutes of 180', (kind, gap, minutes) => {
  const { mark } = house()
  expect(mark(0, 0, kind, gap).minutes).toBe(minutes)
})
test('closing makes facts of the marks: 540 of 720 minutes are 75 %, 80 % are needed, and the reason says so', () => {
  const made = house()
  for (const session of [0, 1, 2, 3]) {
    made.mark(0, session, session === 3 ? 'absent' : 'present')
    made.mark(1, session, 'present')
    made.close(session)
  }
  expect(made.db.select().from(attendances).all()).toHaveLength(8)
  expect(tier3(made, 0)).toMatchObject({ status: 'now', reason: { params: { percent: 75, planned: 720, needed: 80 } } })
  expect(tier3(made, 1)).toMatchObject({ status: 'done' })
})
test('the first closed register says the event is held; it finishes only when all are closed', () => {
  const { db, event, everybody, close, admin } = house()
  const state = (): unknown => db.$client.prepare('select state from events').pluck().get()
  everybody(0)
  close(0)
  expect(state()).toBe('held')
  expect(() => moveEvent(db, admin, { id: event.id, move: 'close' }, after)).toThrow('events:move.openRegisters')
  for (const session of [1, 2, 3]) {
    everybody(session)
    close(session)
  }
  moveEvent(db, admin, { id: event.id, move: 'close' }, after)
  expect(state()).toBe('closed')
})
test('all present leaves who is marked already; nobody unmarked is closed over; nothing is closed before it began', () => {
  const { mark, everybody, close, db } = house(3)
  mark(1, 0, 'absent')
  expect(() => { close(0) }).toThrow('events:register.unmarked') // prettier-ignore
  expect(everybody(0)).toBe(2)
  expect(db.$client.prepare("select count(*) from attendance_marks where mark = 'absent'").pluck().get()).toBe(1)
  expect(() => { close(0, noon) }).toThrow('events:register.future') // prettier-ignore
  close(0)
  close(0)
  expect(db.select().from(attendances).all()).toHaveLength(3)
  expect(() => mark(0, 0, 'late')).toThrow('events:register.isClosed')
})
test('a later change wants a reason, keeps the first record, and the standing follows', () => {
  const made = house()
  const { db, event, sessions, officers, trainer } = made
  for (const session of [0, 1, 2, 3]) {
    made.mark(0, session, session === 3 ? 'absent' : 'present')
    made.mark(1, session, 'present')
    made.close(session)
  }
  const change = { id: event.id, sessionId: sessions[3]?.id ?? 0, personId: officers[0]?.id ?? 0, mark: 'late' as const, gap: 30, reason: 'មកដល់ក្រោយដោយសារទូក', uuid: randomUUID() }
  correctAttendance(db, trainer, change, after + minute)
  correctAttendance(db, trainer, { ...change, uuid: randomUUID() }, after + minute)
  expect(db.select().from(attendances).all()).toHaveLength(9)
  expect(tier3(made, 0)).toMatchObject({ status: 'done', reason: { params: { percent: 95 } } })
}) // prettier-ignore
test("a second province's trainer does not know of the register; a colleague who does not lead it may not mark", () => {
  const { db, mark, admin } = house()
  const stranger = aTrainer(db, 1)
  licensed(db, admin, stranger.id)
  expect(() => mark(0, 0, 'present', undefined, actorOf(db, stranger))).toThrow('')
  const colleague = actorOf(db, aTrainer(db, pursat))
  expect(() => mark(0, 0, 'present', undefined, colleague)).toThrow('')
  expect(db.$client.prepare('select count(*) from attendance_marks').pluck().get()).toBe(0)
})
test('nobody is marked before the day has come, and nobody marks herself', () => {
  const { db, mark, event, admin, sessions } = house()
  expect(() => mark(0, 0, 'present', undefined, undefined, noon)).toThrow('events:register.early')
  const self = { id: event.id, sessionId: sessions[0]?.id ?? 0, personId: admin.person, mark: 'present' as const, uuid: randomUUID() }
  admitPerson(db, admin, { id: event.id, personId: admin.person, once: randomUUID(), reason: '' }, noon)
  expect(() => markAttendance(db, admin, self, after)).toThrow('events:register.self')
}) // prettier-ignore
