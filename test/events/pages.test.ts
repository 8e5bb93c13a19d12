import { randomUUID } from 'node:crypto'
import ical from 'ical.js'
import { expect, test } from 'vitest'
import { actorOf } from '#modules/access'
import { eventSessions, moveEvent, schedule } from '#modules/events'
import { anAdministrator, anOfficer, aTrainer } from '../support/factories.ts'
import { noon, type Browser } from '../support/world.ts'
import { admitted, aPlan, half, licensed, published, pursat } from './house.ts'

import { form, house, secondTrainer } from './visitors.ts'
test('a trainer plans four half-days, typed in either digits, sends in; the coordinator publishes', async () => {
  const { db, trainer, coordinator, all } = house()
  expect((await trainer.get('/events/new')).statusCode).toBe(200)
  const sent = await trainer.post('/events', form(aPlan(db, all.trainer.person), { send: '1' }))
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/events/1'])
  expect(db.select().from(eventSessions).all().map(({ plannedMinutes, startsAt, endsAt }) => [plannedMinutes, (endsAt - startsAt) / 60_000])).toEqual([[180, 240], [180, 180], [180, 240], [180, 180]])
  expect((await trainer.post('/events/1/publications')).statusCode).toBe(403)
  expect((await coordinator.get('/events/1')).body).toContain('publications')
  expect((await coordinator.post('/events/1/publications')).statusCode).toBe(303)
}) // prettier-ignore
test('the same form twice is one event; a bad time is told at its field and nothing typed is lost', async () => {
  const { db, trainer, all } = house()
  const once = form(aPlan(db, all.trainer.person))
  await trainer.post('/events', once)
  expect((await trainer.post('/events', once)).headers.location).toBe('/events/1')
  const bad = await trainer.post('/events', { ...once, once: randomUUID(), 'days.0.am.from': '25:99', titleKm: '' })
  expect(bad.statusCode).toBe(422)
  expect(bad.body).toContain('value="25:99"')
  expect(bad.body).toContain('aria-invalid="true"')
  expect(db.$client.prepare('select count(*) from events').pluck().get()).toBe(1)
})
test('a clash is refused with who, when, a link and two ways out; a way out mends the form and is accepted', async () => {
  const { db, trainer, all } = house()
  const first = published(db, all)
  const other = aTrainer(db, pursat)
  licensed(db, all.admin, other.id)
  db.$client.prepare("insert into venues (\"provinceId\", km, en) values (15, 'សាលប្រជុំសាលាខេត្ត', 'Provincial hall')").run()
  db.$client.exec('update reference_state set version = version + 1')
  const typed = form(aPlan(db, other.id), { send: '1' })
  const refused = await trainer.post('/events', typed)
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain(`href="/events/${String(first.id)}"`)
  const shift = /name="shift" value="(\d+)"/.exec(refused.body)?.[1] ?? ''
  const venue = /name="useVenue" value="(\d+)"/.exec(refused.body)?.[1] ?? ''
  expect([shift, venue]).not.toContain('')
  const query = new URLSearchParams([...Object.entries(typed).map(([name, value]) => [name, String(value)] as [string, string]), ['useVenue', venue]]).toString()
  const mended = await trainer.get(`/events/new?${query}`)
  expect(mended.body).not.toContain('name="useVenue"')
  expect((await trainer.post('/events', { ...typed, venueId: venue })).statusCode).toBe(303)
}) // prettier-ignore
test('while choosing, the page says what the licence of the lead is worth and what is missing', async () => {
  const { db, trainer, all } = house()
  const unlicensed = aTrainer(db, pursat)
  const ask = (leadId: number): string =>
    `/events/new?${new URLSearchParams(Object.entries(form(aPlan(db, leadId))).map(([name, value]) => [name, String(value)] as [string, string])).toString()}`
  expect((await trainer.get(ask(all.trainer.person))).body).toContain('លិខិតអនុញ្ញាតមានសុពលភាពដល់')
  expect((await trainer.get(ask(unlicensed.id))).body).toContain('មិនទាន់មានលិខិតអនុញ្ញាត')
})
test('a plan is changed by its planner while it is a draft; a stale form is refused', async () => {
  const { db, trainer, stranger, all } = house()
  const event = schedule(db, all.trainer, aPlan(db, all.trainer.person), noon)
  expect((await trainer.get('/events/1/edit')).body).toContain('value="07:30"')
  expect((await stranger.get('/events/1/edit')).statusCode).toBe(404)
  const changed = form(aPlan(db, all.trainer.person), { seen: String(event.rowVersion), titleKm: 'វគ្គថ្មី' })
  expect((await trainer.post('/events/1/revisions', changed)).statusCode).toBe(303)
  expect((await trainer.get('/events/1')).body).toContain('វគ្គថ្មី')
  const stale = await trainer.post('/events/1/revisions', { ...changed, titleKm: 'ចាស់' })
  expect(stale.statusCode).toBe(409)
  expect(stale.body).toContain('ចាស់')
  expect((await trainer.post('/events/1/submissions')).statusCode).toBe(303)
  expect((await trainer.post('/events/1/revisions', changed)).statusCode).toBe(409)
})
test('an officer finds it, enrols, waits, gives it back, and sees when two events meet', async () => {
  const { db, asOfficer, officer, all, stranger } = house()
  const event = published(db, all)
  published(db, all, { topic: 'W1', sessions: [half('2026-12-14', 480, 570, 90)], leadId: secondTrainer(db, all) })
  expect((await asOfficer.get('/events')).body).toContain(`/events/${String(event.id)}`)
  expect((await stranger.get('/events')).body).not.toContain(`"/events/${String(event.id)}"`)
  const page = await asOfficer.get(`/events/${String(event.id)}`)
  expect(page.body).toContain('អ្នកអាចចូលរួមបាន')
  expect((await asOfficer.post(`/events/${String(event.id)}/enrolments`, { once: randomUUID() })).statusCode).toBe(303)
  expect((await asOfficer.get(`/events/${String(event.id)}`)).body).toContain('អ្នកមានកន្លែងហើយ')
  expect((await asOfficer.get('/events/2')).body).toContain('ពេលនេះជាន់នឹងវគ្គផ្សេងរបស់អ្នក')
  expect((await asOfficer.post(`/events/${String(event.id)}/withdrawals`)).statusCode).toBe(303)
  expect(db.$client.prepare('select state from event_enrolments where "personId" = ?').pluck().get(officer.id)).toBe('cancelled')
}) // prettier-ignore
test('who does not meet the entry rule is told how far she is, and sees no button', async () => {
  const { db, as, all } = house()
  published(db, all)
  const fresh = as(anOfficer(db, pursat).id)
  const { body } = await fresh.get('/events/1')
  expect(body).toContain('មិនទាន់អាចចុះឈ្មោះបានទេ')
  expect(body).not.toContain('/events/1/enrolments')
  expect((await fresh.post('/events/1/enrolments', { once: randomUUID() })).statusCode).toBe(409)
})
test('the calendar file is read back by another library: four sessions in UTC, with numbers that stay', async () => {
  const { db, asOfficer, all } = house()
  published(db, all)
  const answer = await asOfficer.get('/events/1.ics')
  expect(answer.headers['content-type']).toContain('text/calendar')
  expect(answer.body.split('\r\n').every((one) => Buffer.byteLength(one) <= 75)).toBe(true)
  const read = (text: string): { uid: string; start: string; summary: string; sequence: number; status: string }[] =>
    new ical.Component(ical.parse(text) as never)
      .getAllSubcomponents('vevent')
      .map((one) => new ical.Event(one))
      .map((one) => ({ uid: one.uid, start: one.startDate.toJSDate().toISOString(), summary: one.summary, sequence: one.sequence, status: String(one.component.getFirstPropertyValue('status')) }))
  const before = read(answer.body)
  expect(before.map(({ start }) => start)).toEqual(['2026-12-14T00:30:00.000Z', '2026-12-14T07:00:00.000Z', '2026-12-15T00:30:00.000Z', '2026-12-15T07:00:00.000Z'])
  expect(before[0]).toMatchObject({ summary: 'វគ្គអនុវត្តខេត្តពោធិ៍សាត់', status: 'CONFIRMED' })
  moveEvent(db, all.admin, { id: 1, move: 'cancel', reason: 'ទឹកជំនន់' }, noon)
  const after = read((await asOfficer.get('/events/1.ics')).body)
  expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
  expect(after[0]?.status).toBe('CANCELLED')
  expect(after[0]?.sequence).toBeGreaterThan(before[0]?.sequence ?? 99)
}) // prettier-ignore
test.each([
  ['postponements', { reason: 'ទឹកជំនន់' }, 303],
  ['postponements', {}, 409],
  ['cancellations', { reason: 'ទឹកជំនន់' }, 303],
  ['returns', { reason: 'សូមកែ' }, 409],
  ['closings', {}, 409],
] as const)('POST %s %o by an administrator: %i', async (noun, typed, status) => {
  const { db, admin, all } = house()
  published(db, all)
  const posts: Record<string, () => ReturnType<Browser['post']>> = {
    postponements: () => admin.post('/events/1/postponements', typed),
    cancellations: () => admin.post('/events/1/cancellations', typed),
    returns: () => admin.post('/events/1/returns', typed),
    closings: () => admin.post('/events/1/closings', typed),
  }
  expect((await posts[noun]?.())?.statusCode).toBe(status)
})
test('the sheet to sign is a PDF for the team only', async () => {
  const { db, trainer, asOfficer, all, officer } = house()
  const event = published(db, all)
  admitted(db, all, event.id, [officer])
  expect((await asOfficer.get('/events/1/attendance-sheet.pdf')).statusCode).toBe(403)
  const sheet = await trainer.get('/events/1/attendance-sheet.pdf')
  expect([sheet.statusCode, sheet.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
}, 60_000)
test('nobody without the action plans, publishes or marks', async () => {
  const { asOfficer, as, db } = house()
  for (const url of ['/events/new', '/events/1/edit', '/events/1/attendance']) expect((await asOfficer.get(url)).statusCode).toBe(403)
  expect((await asOfficer.post('/events', {})).statusCode).toBe(403)
  expect((await as(anAdministrator(db).id).get('/events/99')).statusCode).toBe(404)
  expect(actorOf(db, anOfficer(db)).reach['events.plan']).toBeUndefined()
}) // prettier-ignore
