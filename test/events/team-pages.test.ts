import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startOf } from '#server/time'
import { recordResult } from '#modules/assessments'
import { recordPass } from '#modules/courses'
import { admitPerson, eventSessions, moveEvent, schedule } from '#modules/events'
import { suspendLicence } from '#modules/trainers'
import { aChief, anOfficer, aTrainer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { admitted, aPlan, fourHalves, hour, passed, published, pursat } from './house.ts'

import { form, house, type Fields } from './visitors.ts'
test('the register: marked by a tap, by all, closed, corrected with a reason; other trainers find nothing', async () => {
  const { db, as, trainer, stranger, all, later, officer } = house()
  const event = published(db, all)
  admitted(db, all, event.id, [officer, anOfficer(db, pursat)])
  later(startOf('2026-12-14') + 8 * hour - noon)
  const [session] = db.select().from(eventSessions).all()
  const sessionId = String(session?.id)
  const mark = { sessionId, personId: String(officer.id), mark: 'late', gap: '២០', uuid: randomUUID() }
  expect((await trainer.get(`/events/1/attendance?session=${sessionId}`)).statusCode).toBe(200)
  expect((await stranger.get('/events/1/attendance')).statusCode).toBe(404)
  expect((await stranger.post('/events/1/attendance', mark)).statusCode).toBe(404)
  expect((await as(aTrainer(db, pursat).id).post('/events/1/attendance', mark)).statusCode).toBe(403)
  const tapped = await trainer.post('/events/1/attendance', mark, { accept: 'application/json' })
  expect(tapped.json()).toEqual({ words: 'មកយឺត ២០ នាទី' })
  expect((await trainer.post('/events/1/attendance', { ...mark, mark: 'asleep' })).statusCode).toBe(422)
  expect((await trainer.post('/events/1/attendance/closings', { sessionId })).statusCode).toBe(409)
  expect((await trainer.post('/events/1/attendance/all', { sessionId })).statusCode).toBe(303)
  expect((await trainer.post('/events/1/attendance/closings', { sessionId })).statusCode).toBe(303)
  const change = { ...mark, mark: 'absent', uuid: randomUUID(), reason: '' }
  const unreasoned = await trainer.post('/events/1/attendance/corrections', change)
  expect([unreasoned.statusCode, unreasoned.body.includes('សូមសរសេរមូលហេតុនៃការកែ')]).toEqual([422, true])
  expect((await trainer.post('/events/1/attendance/corrections', { ...change, reason: 'កែតាមសន្លឹក' })).statusCode).toBe(
    303,
  )
  expect((await trainer.get(`/events/1/attendance?session=${sessionId}`)).body).toContain('កែតាមសន្លឹក')
})
test('a chief nominates, an administrator approves or not, the agency adds by staff ID with a reason', async () => {
  const { db, as, admin, trainer, all, officer } = house()
  published(db, all, { topic: 'TOT', sessions: fourHalves('2026-12-21', '2026-12-22') })
  const chief = as(aChief(db, pursat).id)
  expect((await chief.get('/events/1')).body).toContain('/events/1/nominations')
  const nomination = { once: randomUUID(), personId: String(officer.id), reason: 'បង្រៀនល្អ' }
  // Six modules are not eight: the entry rule of the workshop refuses.
  expect((await chief.post('/events/1/nominations', nomination)).statusCode).toBe(409)
  expect((await as(officer.id).post('/events/1/nominations', nomination)).statusCode).toBe(403)
  for (const code of ['F7', 'F8'])
    recordPass(db, all.admin, { personId: officer.id, code, score: 90, day: '2026-06-01', evidence: 'បញ្ជី', uuid: randomUUID() }, noon)
  recordResult(db, all.admin, { quizCode: 'POST', personId: officer.id, score: 85, happenedOn: '2026-07-01', evidence: 'បញ្ជី', uuid: randomUUID() }, noon)
  expect((await chief.post('/events/1/nominations', nomination)).statusCode).toBe(303)
  const member = `/events/1/members/${String(officer.id)}`
  expect((await trainer.post(`/events/1/members/${String(officer.id)}/approvals`, { once: randomUUID() })).statusCode).toBe(403)
  expect((await admin.post(`/events/1/members/${String(officer.id)}/approvals`, { once: randomUUID() })).statusCode).toBe(303)
  expect((await admin.get('/events/1')).body).toContain(officer.staffId)
  expect((await admin.post(`/events/1/members/${String(officer.id)}/refusals`, {})).statusCode).toBe(404)
  expect((await admin.post(`${member}/approvals`, { once: randomUUID() })).statusCode).toBe(404)
  expect((await admin.post('/events/1/admissions', { once: randomUUID(), staffId: 'NOBODY', reason: 'មកដល់' })).statusCode).toBe(409)
  expect((await admin.post('/events/1/admissions', { once: randomUUID(), staffId: officer.staffId, reason: '' })).statusCode).toBe(422)
  expect((await trainer.post('/events/1/admissions', { once: randomUUID(), staffId: officer.staffId, reason: 'មកដល់' })).statusCode).toBe(403)
}) // prettier-ignore
test('who moved up from the waiting list confirms with one button', async () => {
  const { db, as, all } = house()
  published(db, all, { capacity: 1 })
  const [first, second] = [anOfficer(db, pursat), anOfficer(db, pursat)]
  for (const { id } of [first, second]) passed(db, all.admin, id)
  for (const { id } of [first, second]) await as(id).post('/events/1/enrolments', { once: randomUUID() })
  await as(first.id).post('/events/1/withdrawals')
  expect((await as(second.id).get('/events/1')).body).toContain('/events/1/confirmations')
  expect((await as(second.id).post('/events/1/confirmations')).statusCode).toBe(303)
  expect((await as(second.id).get('/events/1')).body).not.toContain('/events/1/confirmations')
  expect((await as(first.id).post('/events/1/confirmations')).statusCode).toBe(409)
})
test('an observation begins at the event, on its day, for who came and by who leads it; not yet may be tried again', async () => {
  const { db, trainer, stranger, all, officer, later } = house()
  const event = published(db, all)
  const begin = (tryNumber = 1) => ({ once: randomUUID(), personId: String(officer.id), rubric: 'MOCK', tryNumber: String(tryNumber), wanted: '1' })
  expect((await trainer.post('/events/1/observations', begin())).statusCode).toBe(404)
  admitPerson(db, all.admin, { id: event.id, personId: officer.id, once: randomUUID(), reason: '' }, noon)
  expect((await stranger.post('/events/1/observations', begin())).statusCode).toBe(404)
  expect((await trainer.post('/events/1/observations', begin())).statusCode).toBe(409)
  later(startOf('2026-12-14') + 9 * hour - noon)
  const begun = await trainer.post('/events/1/observations', begin())
  const sheet = String(begun.headers.location)
  expect([begun.statusCode, sheet]).toEqual([303, expect.stringMatching(/^\/observations\/sheets\/\d+$/)])
  const criteria = [...new Set([...(await trainer.get(sheet)).body.matchAll(/name="level\.([A-Z0-9]+)"/g)].map(([, code = '']) => code))]
  const weak = Object.fromEntries(criteria.flatMap((code) => [[`level.${code}`, '1'], [`comment.${code}`, 'ត្រូវអនុវត្តបន្ថែម']]))
  expect((await trainer.post(`${sheet}/submissions`, weak)).statusCode).toBe(303)
  expect((await trainer.get('/events/1')).body).toContain('name="tryNumber" value="2"')
  // A page that is older than the verdict begins no second try.
  expect((await trainer.post('/events/1/observations', begin(1))).headers.location).toBe(sheet)
  expect((await trainer.post('/events/1/observations', begin(2))).statusCode).toBe(303)
}) // prettier-ignore
test('what a form names must be there and in reach: nobody is made a trainer by number, no room of another province', async () => {
  const { db, trainer, all } = house()
  const foreign = anOfficer(db, 1)
  const plan = (more: Fields) => form(aPlan(db, all.trainer.person), { once: randomUUID(), ...more })
  for (const [more, status] of [[{ coIds: [String(foreign.id)] }, 409], [{ leadId: '99999' }, 409], [{ venueId: '1' }, 409], [{ licenceTopicId: '99' }, 404], [{ invited: ['999'] }, 404], [{ topic: 'TOT' }, 403], [{ 'days.0.on': '2026-01-05' }, 409]] as const)
    expect([more, (await trainer.post('/events', plan(more as Fields))).statusCode]).toEqual([more, status])
  expect(db.$client.prepare('select count(*) from events').pluck().get()).toBe(0)
}) // prettier-ignore
test('a lead who lost the licence is seen on the page; an administrator goes on with a reason, nobody else', async () => {
  const { db, admin, trainer, all } = house()
  published(db, all)
  const licence = db.$client.prepare<[], number>('select id from licences').pluck().get() ?? 0
  suspendLicence(db, all.admin, { once: randomUUID(), licenceId: licence, fromDay: '2026-12-01', reason: 'ពិនិត្យ' }, noon)
  expect((await admin.get('/events/1')).body).toContain('វគ្គដែលបានផ្សាយនេះ ត្រូវកែ')
  schedule(db, all.trainer, aPlan(db, all.trainer.person, { sessions: fourHalves('2026-12-21', '2026-12-22') }), noon)
  expect((await trainer.post('/events/2/submissions', { reason: 'បន្ទាន់' })).statusCode).toBe(409)
  expect((await admin.post('/events/2/submissions', {})).statusCode).toBe(409)
  expect((await admin.post('/events/2/submissions', { reason: 'បន្ទាន់' })).statusCode).toBe(303)
  expect((await admin.post('/events/2/publications', { reason: 'បន្ទាន់', seen: '1' })).statusCode).toBe(409)
  expect((await admin.post('/events/2/publications', { reason: 'បន្ទាន់' })).statusCode).toBe(303)
  expect(db.$client.prepare('select count(*) from event_moves where "isOverride"').pluck().get()).toBe(2)
  expect((await admin.get('/reports/overrides')).body).toContain('បន្ទាន់')
})
test('a postponed event whose register was begun can be planned anew', async () => {
  const { db, trainer, admin, all, officer, later } = house()
  const event = published(db, all)
  admitted(db, all, event.id, [officer])
  later(startOf('2026-12-14') + 8 * hour - noon)
  const [session] = db.select().from(eventSessions).all()
  await trainer.post('/events/1/attendance/all', { sessionId: String(session?.id) })
  expect((await admin.post('/events/1/postponements', { reason: 'ទឹកជំនន់' })).statusCode).toBe(303)
  const seen = String(db.$client.prepare('select "rowVersion" from events').pluck().get())
  const anew = form(aPlan(db, all.trainer.person), { seen, 'days.0.on': '2026-12-28', 'days.1.on': '2026-12-29' })
  expect((await trainer.post('/events/1/revisions', anew)).statusCode).toBe(303)
})
test('a cancelled draft stays nobody’s business; who has a place knows of it while it is planned anew', async () => {
  const { db, asOfficer, admin, all, officer } = house()
  schedule(db, all.trainer, aPlan(db, all.trainer.person), noon)
  moveEvent(db, all.trainer, { id: 1, move: 'cancel', reason: 'ច្រឡំ' }, noon)
  expect((await asOfficer.get('/events/1')).statusCode).toBe(404)
  const event = published(db, all)
  admitted(db, all, event.id, [officer])
  await admin.post('/events/2/postponements', { reason: 'ទឹកជំនន់' })
  await admin.post('/events/2/submissions', {})
  expect((await asOfficer.get('/events/2')).statusCode).toBe(200)
  expect((await asOfficer.post('/events/2/withdrawals')).statusCode).toBe(303)
})
