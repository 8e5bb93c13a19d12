import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { text, voice } from '#server/i18n'
import { daysLater } from '#server/time'
import { licences, suspendLicence } from '#modules/trainers'
import { aChief, aCoordinator, anAuditor, anObserver, anOfficer, aPerson } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { completeTot, form, licensed, office, today, type Office } from './givens.ts'

const km = voice('km')
const kept = ({ house }: Office) => house.db.select().from(licences).all()
const filled = (body: string): number => body.split('class="btn btn-1"').length - 1

test('the list: names and states for the country, a filter by province, one filled button', async () => {
  const given = office()
  const { house, admin, person } = given
  licensed(given, { validTo: daysLater(today, 12) })
  const other = aPerson(house.db, { centre: 15, nameKm: 'ហេង ដារ៉ា' }).id
  licensed(given, { personId: other, validTo: daysLater(today, -3) })
  const { statusCode, body } = await admin.get('/trainers')
  expect(statusCode).toBe(200)
  expect(body).toContain(`href="/trainers/${String(person)}"`)
  expect(body).toContain('១២ ថ្ងៃ')
  expect(body).toContain('ហេង ដារ៉ា')
  expect(filled(body)).toBeLessThanOrEqual(1)
  const some = (await admin.get('/trainers?province=15')).body
  expect(some).toContain(`/trainers/${String(other)}"`)
  expect(some).not.toContain(`/trainers/${String(person)}"`)
  expect((await admin.get('/trainers?province=x')).body).toContain(text(km, 'server:list.ignored'))
})
test('a coordinator sees those of her province, an auditor all, a trainer herself; the others 403', async () => {
  const given = office()
  const { house, person } = given
  licensed(given)
  const sees = async (who: number): Promise<unknown[]> => {
    const browser = house.as(who)
    const [list, one] = [await browser.get('/trainers'), await browser.get(`/trainers/${String(person)}`)]
    return [list.statusCode, list.body.includes(`/trainers/${String(person)}"`), one.statusCode]
  }
  const trainer = anOfficer(house.db).id
  licensed(given, { personId: trainer })
  expect(await sees(aCoordinator(house.db, 1).id)).toEqual([200, true, 200])
  expect(await sees(aCoordinator(house.db, 15).id)).toEqual([200, false, 404])
  expect(await sees(anAuditor(house.db).id)).toEqual([200, true, 200])
  expect(await sees(person)).toEqual([200, true, 200])
  expect(await sees(trainer)).toEqual([200, false, 404])
  for (const other of [anOfficer(house.db), aChief(house.db), anObserver(house.db)])
    expect(await sees(other.id)).toEqual([403, false, 403])
  expect((await house.visitor.get('/trainers')).statusCode).toBe(303)
})
test('candidates stand on the list for who may license them, and for nobody else', async () => {
  const given = office()
  const { house, admin, person } = given
  // The renderer writes "=" as an entity.
  const link = `/trainers/licences/new?person&#x3D;${String(person)}`
  const none = (await admin.get('/trainers')).body
  expect(none).not.toContain(link)
  completeTot(given, person)
  expect((await admin.get('/trainers')).body).toContain(link)
  for (const other of [aCoordinator(house.db, 1), anAuditor(house.db)])
    expect((await house.as(other.id).get('/trainers')).body).not.toContain(link)
})
test('the form: today and two years, a reason only for who is no candidate; 404 without a person, 403 for others', async () => {
  const given = office()
  const { house, admin, person } = given
  const address = `/trainers/licences/new?person=${String(person)}`
  const { statusCode, body } = await admin.get(address)
  expect(statusCode).toBe(200)
  expect(body).toContain('value="2026-11-24"')
  expect(body).toMatch(/name="validTo" type="date" value="2028-11-2[34]"/)
  expect(body).toContain('name="overrideReason"')
  completeTot(given, person)
  expect((await admin.get(address)).body).not.toContain('name="overrideReason"')
  for (const query of ['', '?person=x', '?person=999999'])
    expect((await admin.get(`/trainers/licences/new${query}`)).statusCode).toBe(404)
  expect((await house.as(aCoordinator(house.db).id).get(address)).statusCode).toBe(403)
})
test('granting leads to the trainer, who reads it in her own page; the form twice is once', async () => {
  const given = office()
  const { house, admin, person } = given
  const typed = form(given)
  for (let n = 0; n < 2; n++) {
    const answer = await admin.post('/trainers/licences', typed)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/trainers/${String(person)}`])
  }
  expect(kept(given)).toMatchObject([{ personId: person, validFrom: today, level: 'lead' }])
  const own = (await house.as(person).get(`/trainers/${String(person)}`)).body
  expect(own).toContain('មានបទពិសោធន៍ដប់ឆ្នាំ')
  expect(own).toContain('លិខិតលេខ ១២')
  expect(own).not.toContain('/suspensions"')
  expect((await admin.get(`/trainers/${String(person)}`)).body).toContain('/suspensions"')
})
test.each<[Record<string, string | string[]>, number, string]>([
  [{ topics: [] }, 422, 'f-topics'],
  [{ everywhere: '', provinces: [] }, 422, 'f-provinces'],
  [{ validTo: '2020-01-01' }, 422, 'f-validTo'],
  [{ validFrom: '31/02/2026' }, 422, 'f-validFrom'],
  [{ level: 'chief' }, 422, 'f-level'],
  [{ evidence: '' }, 422, 'f-evidence'],
  [{ overrideReason: '' }, 409, 'role="alert"'],
  [{ topics: ['99'] }, 404, ''],
  [{ personId: '999999' }, 404, ''],
])('a form with %j is %i, and nothing typed is lost', async (change, status, says) => {
  const given = office()
  const { everywhere: _all, ...without } = form(given, { provinces: ['1', '15'], ...change })
  const answer = await given.admin.post('/trainers/licences', without)
  expect(answer.statusCode).toBe(status)
  expect(kept(given)).toEqual([])
  if (status === 404) return
  expect(answer.body).toContain(says)
  expect(answer.body).toContain(`value="${String(without.once)}"`)
  if (!('topics' in change)) expect(answer.body).toMatch(/name="topics" value="1" checked/)
  if (!('provinces' in change)) expect(answer.body).toMatch(/name="provinces" value="15" checked/)
})
test('suspending and lifting over their pages, each once, with a reason and by an administrator', async () => {
  const given = office()
  const { house, admin, person } = given
  const { id } = licensed(given)
  const page = `/trainers/${String(person)}`
  const coordinator = house.as(aCoordinator(house.db).id)
  const suspend = { once: randomUUID(), fromDay: today, reason: 'រង់ចាំការពិនិត្យ' }
  expect(
    (await admin.post(`/trainers/licences/${String(id)}/suspensions`, { ...suspend, reason: '' })).statusCode,
  ).toBe(422)
  expect((await coordinator.post(`/trainers/licences/${String(id)}/suspensions`, suspend)).statusCode).toBe(403)
  expect((await admin.post('/trainers/licences/999/suspensions', suspend)).statusCode).toBe(404)
  for (let n = 0; n < 2; n++) {
    const answer = await admin.post(`/trainers/licences/${String(id)}/suspensions`, suspend)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, page])
  }
  expect(
    (await admin.post(`/trainers/licences/${String(id)}/suspensions`, { ...suspend, once: randomUUID() })).statusCode,
  ).toBe(409)
  const seen = (await admin.get(page)).body
  expect(seen).toContain('រង់ចាំការពិនិត្យ')
  const suspensionId = /name="suspensionId" value="(\d+)"/.exec(seen)?.[1] ?? ''
  const lift = { suspensionId, fromDay: today, reason: 'ដោះស្រាយរួច' }
  const at = `/trainers/licences/${String(id)}/reinstatements`
  expect(
    (await admin.post(`/trainers/licences/${String(id)}/reinstatements`, { ...lift, fromDay: '' })).statusCode,
  ).toBe(422)
  expect((await admin.post(at, { ...lift, fromDay: daysLater(today, -1) })).statusCode).toBe(409)
  expect((await admin.post(at, { ...lift, suspensionId: '999' })).statusCode).toBe(404)
  expect((await coordinator.post(at, lift)).statusCode).toBe(403)
  expect((await admin.post(at, lift)).headers.location).toBe(page)
  expect((await admin.get(page)).body).toContain('ដោះស្រាយរួច')
})
test('a form that came back stands open at its own licence, with what was typed', async () => {
  const given = office()
  const { admin } = given
  const [one, two] = [licensed(given), licensed(given, { level: 'co' })]
  const answer = await admin.post(`/trainers/licences/${String(two.id)}/suspensions`, { once: randomUUID(), fromDay: 'x', reason: 'អក្សរវាយ' }) // prettier-ignore
  expect(answer.statusCode).toBe(422)
  const [head, own = ''] = answer.body.split(`id="licence-${String(two.id)}"`)
  const ofTwo = own.split('id="licence-')[0] ?? ''
  expect(ofTwo).toContain('អក្សរវាយ')
  expect(answer.body.split('អក្សរវាយ')).toHaveLength(2)
  expect(head).toContain('role="alert"')
  expect(answer.body).toContain(`id="licence-${String(one.id)}"`)
  // Each field of the page has an id of its own, and the list above leads to the one that is wrong.
  const ids = [...answer.body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const target = /role="alert"[^]*?<a href="#([^"]+)"/.exec(answer.body)?.[1] ?? ''
  expect(ids).toContain(target)
})
test('a licence that is over can be neither suspended nor lifted; the history stays', async () => {
  const given = office()
  const { house, admin, person } = given
  const { id } = licensed(given, { validTo: daysLater(today, 5) })
  suspendLicence(house.db, admin.actor, { once: randomUUID(), licenceId: id, fromDay: today, reason: 'បណ្តឹង' }, noon)
  house.later(6 * 86_400_000)
  const { body } = await house.as(admin.actor.person).get(`/trainers/${String(person)}`)
  expect(body).toContain('បណ្តឹង')
  expect(body).not.toMatch(/\/(suspensions|reinstatements)"/)
})
test('an empty house says what will be here; a bent address is 404', async () => {
  const { house, admin } = office()
  const { body } = await house.as(aCoordinator(house.db).id).get('/trainers')
  expect(body).toMatch(/class="card empty"/)
  expect((await admin.get('/trainers/x')).statusCode).toBe(404)
  expect((await admin.get('/trainers/999999')).statusCode).toBe(404)
})
