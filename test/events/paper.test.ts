import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { attendances } from '#modules/events'
import { anAdministrator, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

const house = () => {
  const { db, as } = world()
  const officer = anOfficer(db)
  const form = {
    once: randomUUID(),
    personId: String(officer.id),
    topic: 'W1',
    heldOn: '០២/០៣/២០២៦',
    minutes: '៨០',
    evidence: 'បញ្ជីលេខ ១',
  }
  return {
    db,
    officer: as(officer.id),
    admin: as(anAdministrator(db).id),
    form,
    person: `/people/${String(officer.id)}`,
  }
}
test('an administrator records a webinar from paper, typed in Khmer digits; it counts in the record at once', async () => {
  const { db, admin, officer, form, person } = house()
  expect((await admin.get(`/events/attendances/new?person=${form.personId}`)).statusCode).toBe(200)
  const answer = await admin.post('/events/attendances', form)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, person])
  expect(db.select().from(attendances).all()).toMatchObject([
    { minutes: 80, plannedMinutes: 90, method: 'paper', evidence: 'បញ្ជីលេខ ១' },
  ])
  expect((await officer.get('/record')).body).toContain('១ ក្នុង ៣ សិក្ខាសាលា')
})
test('the same form twice is one fact; the same number with other content is refused', async () => {
  const { db, admin, form } = house()
  await admin.post('/events/attendances', form)
  expect((await admin.post('/events/attendances', form)).statusCode).toBe(303)
  const other = await admin.post('/events/attendances', { ...form, minutes: '40' })
  expect(other.statusCode).toBe(409)
  expect(other.body).toContain('value="40"')
  expect(db.select().from(attendances).all()).toHaveLength(1)
})
test.each([
  ['minutes', 'many', 422],
  ['minutes', '95', 409],
  ['heldOn', '2026-02-30', 422],
  ['heldOn', '2027-01-01', 409],
  ['evidence', '', 422],
  ['topic', 'W99', 404],
])('%s = %s is answered with %i and writes nothing', async (name, value, status) => {
  const { db, admin, form } = house()
  expect((await admin.post('/events/attendances', { ...form, [name]: value })).statusCode).toBe(status)
  expect(db.select().from(attendances).all()).toHaveLength(0)
})
test('nobody else records for anybody', async () => {
  const { officer, form } = house()
  expect((await officer.get(`/events/attendances/new?person=${form.personId}`)).statusCode).toBe(403)
  expect((await officer.post('/events/attendances', form)).statusCode).toBe(403)
})
test('a form whose mark was bent gets a new one and can be sent', async () => {
  const { admin, form } = house()
  const answer = await admin.post('/events/attendances', { ...form, once: 'undefined' })
  expect(answer.statusCode).toBe(422)
  const once = /name="once" value="([\da-f-]{36})"/.exec(answer.body)?.[1] ?? ''
  expect((await admin.post('/events/attendances', { ...form, once })).statusCode).toBe(303)
  const { once: _none, ...without } = form
  expect((await admin.post('/events/attendances', without)).body).toMatch(/name="once" value="[\da-f-]{36}"/)
})
test('the same sheet typed by a second administrator is told, and kept once; a year of a slipped hand is refused', async () => {
  const { db, admin, form } = house()
  await admin.post('/events/attendances', form)
  const again = await admin.post('/events/attendances', { ...form, once: randomUUID() })
  expect([again.statusCode, db.select().from(attendances).all().length]).toEqual([409, 1])
  expect(again.body).toContain('មានក្នុងកំណត់ត្រារួចហើយ')
  const early = await admin.post('/events/attendances', { ...form, once: randomUUID(), heldOn: '02/03/0026' })
  expect(early.statusCode).toBe(422)
  expect(early.body).toContain('សូមពិនិត្យឆ្នាំ')
})
