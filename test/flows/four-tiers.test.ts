import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { runOne } from '#server/jobs'
import { startOf } from '#server/time'
import { eventSessions } from '#modules/events'
import { modules } from '../../modules/index.ts'
import { licensed, passed, pursat } from '../events/house.ts'
import { aCoordinator, anAdministrator, anObserver, anOfficer, aPerson, aTrainer } from '../support/factories.ts'
import { noon, world, type Browser, type World } from '../support/world.ts'

const follow = async (browser: Browser, url: string, form: Record<string, string | string[]>): Promise<string> => {
  const answer = await browser.post(url, form)
  expect(
    answer.statusCode,
    `${url}: ${answer.body
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .slice(0, 600)}`,
  ).toBe(303)
  return String(answer.headers.location)
}
/** What a reader reads: no tags, one space. */
const wordsOf = (html: string): string => html.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
const runJobs = async ({ db, now }: World): Promise<void> => {
  const known = modules.flatMap((one) => one.jobs ?? [])
  for (;;) {
    const ran = await runOne(db, known, now)
    if (!ran) return
    expect(ran.error).toBeNull()
  }
}
const plan = {
  topic: 'PROV', licenceTopicId: '1', titleKm: 'វគ្គអនុវត្តខេត្តពោធិ៍សាត់', titleEn: 'Hands-on session, Pursat', provinceId: String(pursat),
  venueId: String(pursat), capacity: '18', minutes: '180', bring: 'សៀវភៅ', send: '1',
  'days.0.on': '2026-12-14', 'days.0.am.on': '1', 'days.0.am.from': '07:30', 'days.0.am.to': '11:30', 'days.0.pm.on': '1', 'days.0.pm.from': '14:00', 'days.0.pm.to': '17:00',
  'days.1.on': '2026-12-15', 'days.1.am.on': '1', 'days.1.am.from': '07:30', 'days.1.am.to': '11:30', 'days.1.pm.on': '1', 'days.1.pm.from': '14:00', 'days.1.pm.to': '17:00',
} // prettier-ignore
/** Scores every criterion of a sheet as its page lists them, by the form that works without a script, and sends it. */
const observe = async (trainer: Browser, personId: number, rubric: string): Promise<string> => {
  const sheet = await follow(trainer, '/events/1/observations', { once: randomUUID(), personId: String(personId), rubric, tryNumber: '1', wanted: '1' })
  const { body } = await trainer.get(sheet)
  const criteria = [...new Set([...body.matchAll(/name="level\.([A-Z0-9]+)"/g)].map(([, code = '']) => code))]
  expect(criteria.length).toBeGreaterThan(3)
  const levels = Object.fromEntries(criteria.map((code) => [`level.${code}`, '3']))
  return await follow(trainer, `${sheet}/submissions`, { ...levels, strengths: 'ស្តាប់ល្អ', improve: 'សង្ខេប', nextStep: 'អនុវត្ត' })
} // prettier-ignore

test('from planning to verification: one provincial session, one record, one certificate, one honest figure', async () => {
  const house = world()
  const { db, as, later, visitor } = house
  const [admin, second] = [as(anAdministrator(db).id), as(anAdministrator(db).id)]
  const trainer = as(aTrainer(db, pursat).id)
  licensed(db, admin.actor, trainer.actor.person)
  const coordinator = as(aCoordinator(db, pursat).id)
  const person = aPerson(db, { centre: pursat, nameKm: 'ឡុង ពេជ្រចិន្តា', nameLatin: 'LONG PICHCHENDA' })
  passed(db, admin.actor, person.id)
  const officer = as(person.id)
  const observer = as(anObserver(db).id)
  // 1. A licensed trainer plans and sends in; the coordinator, who is told, publishes.
  const event = await follow(trainer, '/events', { ...plan, once: randomUUID(), leadId: String(trainer.actor.person) })
  expect(wordsOf((await coordinator.get('/notices')).body)).toContain('វគ្គថ្មីកំពុងរង់ចាំការផ្សាយ')
  await follow(coordinator, `${event}/publications`, {})
  // 2. The officer finds it from what she lacks, enrols, and sees it on her first page.
  expect((await officer.get('/record')).body).toContain('/events?topic=PROV'.replace('=', '&#x3D;'))
  expect((await officer.get('/events?topic=PROV')).body).toContain(`href="${event}"`)
  await follow(officer, `${event}/enrolments`, { once: randomUUID() })
  expect((await officer.get('/')).body).toContain(`href="${event}"`)
  // 3. On the day the trainer marks and closes four registers.
  later(startOf('2026-12-15') + 18 * 3_600_000 - noon)
  for (const { id } of db.select().from(eventSessions).all()) {
    await follow(trainer, `${event}/attendance/all`, { sessionId: String(id) })
    await follow(trainer, `${event}/attendance/closings`, { sessionId: String(id) })
  }
  for (const rubric of ['MOCK', 'CASE', 'DIGITAL']) await observe(trainer, person.id, rubric)
  await follow(trainer, `${event}/closings`, {})
  // 4. The record says so: tier 3 is done, with links to the evidence; the feedback is hers to read.
  const record = await officer.get('/record')
  expect(wordsOf(record.body)).toContain('បានចូលរួម ៧២០ ក្នុង ៧២០ នាទី')
  const observation = /href="(\/observations\/\d+)"/.exec(record.body)?.[1] ?? ''
  expect(wordsOf((await officer.get(observation)).body)).toContain('ស្តាប់ល្អ')
  expect((await as(anOfficer(db, pursat).id).get(observation)).statusCode).toBe(404)
  // 5. An administrator drafts, approves and issues; the job makes the certificate and its paper.
  const batch = await follow(admin, '/certificates/batches', { once: randomUUID(), kind: 'COMPLETION3', issuedOn: '2026-12-15', person: String(person.id) })
  expect((await admin.post(`${batch}/issues`, { once: randomUUID() })).statusCode).toBe(409)
  await follow(admin, `${batch}/approvals`, { once: randomUUID() })
  await follow(admin, `${batch}/issues`, { once: randomUUID() })
  await runJobs(house)
  const certificate = /href="(\/certificates\/\d+)"/.exec((await officer.get('/record')).body)?.[1] ?? ''
  const pdf = await officer.get(`${certificate}.pdf`)
  expect([pdf.statusCode, pdf.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  // 6. Anybody verifies it, in either case; two administrators revoke it, and the page says so.
  const code = db.$client.prepare<[], string>('select code from certificates').pluck().get() ?? ''
  expect(wordsOf((await visitor.get(`/verify/${code.toLowerCase()}`)).body)).toContain(person.nameKm)
  await follow(admin, `${certificate}/revocation-requests`, { once: randomUUID(), reason: 'ឈ្មោះលើវិញ្ញាបនបត្រមិនត្រឹមត្រូវ' })
  const request = /name="request" value="(\d+)"/.exec((await second.get(certificate)).body)?.[1] ?? ''
  const confirming = { once: randomUUID(), request }
  expect((await admin.post(`${certificate}/revocations`, confirming)).statusCode).toBe(409)
  const before = wordsOf((await visitor.get(`/verify/${code}`)).body)
  await follow(second, `${certificate}/revocations`, confirming)
  expect(wordsOf((await visitor.get(`/verify/${code}`)).body)).not.toBe(before)
  // 7. The observer's figure counts her once, with what it was counted from, and never names her.
  const facts = await observer.get('/reports/reached/facts?tier=3&count=participations&from=2026-01-01&to=2026-12-31')
  expect(facts.statusCode).toBe(200)
  expect(facts.body).toContain('ពោធិ៍សាត់')
  expect(facts.body).not.toContain(person.nameKm)
  expect((await observer.get('/reports/reached?from=2026-01-01&to=2026-12-31')).statusCode).toBe(200)
}, 120_000) // prettier-ignore
