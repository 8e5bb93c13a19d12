import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { runOne } from '#server/jobs'
import { recordAttendance } from '#modules/events'
import { confirmRevocation, requestRevocation } from '#modules/certificates'
import { issueCertificates } from '../../modules/certificates/jobs.ts'
import { aChief, aCoordinator, anAuditor, anObserver, anOfficer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { transcriptOf } from '../../modules/certificates/transcript-paper.ts'
import { aGraduate, certified, house, lms, rows, today, words } from './house.ts'

const once = (): string => randomUUID()
const draft = { kind: 'COMPLETION1', occasion: '', province: '', issuedOn: today }

test('an officer sees her own certificates, who keeps the register all of them, and filters narrow it', async () => {
  const made = house()
  const { as, db, admin } = made
  const { number, personId, id, code } = certified(made)
  certified(made, { nameKm: 'ហេង ដារ៉ា', nameLatin: 'HENG DARA' })
  const own = words((await as(personId).get('/certificates')).body)
  expect(own).toContain(number)
  expect(own).toContain('មានសុពលភាព')
  expect(words((await as(anOfficer(db).id).get('/certificates')).body)).toContain('មិនទាន់មានវិញ្ញាបនបត្រ')
  const auditor = as(anAuditor(db).id)
  expect(words((await auditor.get('/certificates')).body)).toContain('វិញ្ញាបនបត្រ ២ ច្បាប់')
  for (const q of [number, code.toLowerCase(), 'SOK'])
    expect(words((await admin.get(`/certificates?q=${encodeURIComponent(q)}`)).body)).toContain('រកឃើញ ១ ច្បាប់')
  for (const filter of ['status=revoked', 'kind=TRAINER', 'q=zzz'])
    expect(words((await admin.get(`/certificates?${filter}`)).body)).toContain('រកមិនឃើញវិញ្ញាបនបត្រ')
  expect((await as(anObserver(db).id).get('/certificates')).statusCode).toBe(403)
  expect((await made.visitor.get(`/certificates/${String(id)}`)).statusCode).toBe(303)
})
test('the register leaves the house as CSV and XLSX, only for who keeps it', async () => {
  const made = house()
  const { as, admin } = made
  const { number, personId } = certified(made)
  const csv = await admin.get('/certificates.csv?status=valid')
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body).toContain(number)
  expect((await admin.get('/certificates.csv?status=revoked')).body).not.toContain(number)
  expect((await admin.get('/certificates.xlsx')).rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect((await as(personId).get('/certificates.csv')).statusCode).toBe(403)
})
test('a certificate is seen by her, her chief and coordinator; in another centre or province it is not found', async () => {
  const made = house()
  const { as, db } = made
  const { id, personId } = certified(made)
  const url = `/certificates/${String(id)}`
  for (const who of [personId, aChief(db).id, aCoordinator(db).id, anAuditor(db).id])
    expect((await as(who).get(url)).statusCode).toBe(200)
  for (const who of [anOfficer(db).id, aChief(db, 15).id, aCoordinator(db, 15).id])
    for (const path of [url, `/certificates/${String(id)}.pdf`, `/certificates/transcripts/${String(personId)}.pdf`])
      expect((await as(who).get(path)).statusCode).toBe(404)
  expect((await as(personId).get('/certificates/999')).statusCode).toBe(404)
})
test('the paper comes as the same bytes each time, and no more once it is revoked', async () => {
  const made = house()
  const { as, db, admin, second } = made
  const { id, personId } = certified(made)
  const url = `/certificates/${String(id)}.pdf`
  const first = await as(personId).get(url)
  expect(first.headers['content-type']).toBe('application/pdf')
  expect(first.headers['content-disposition']).toContain('inline')
  expect(first.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await admin.get(url)).rawPayload.equals(first.rawPayload)).toBe(true)
  const asked = { certificateId: id, once: once(), reason: 'wrong name' }
  const { id: requestId } = requestRevocation(db, admin.actor, asked, noon)
  confirmRevocation(db, second.actor, { certificateId: id, requestId }, noon)
  const refused = await as(personId).get(url)
  expect(refused.statusCode).toBe(409)
  expect(words(refused.body)).toContain('ត្រូវបានដកហូត')
  expect(words((await as(personId).get(`/certificates/${String(id)}`)).body)).toContain('ត្រូវបានដកហូត')
})
test('a transcript is drawn from the record', async () => {
  const made = house()
  const { id } = aGraduate(made.db, made.admin.actor)
  const reply = await made.as(id).get(`/certificates/transcripts/${String(id)}.pdf`)
  expect(reply.statusCode).toBe(200)
  expect(reply.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})
test('a transcript without a valid certificate has no code to verify by', () => {
  const made = house()
  const { db, admin } = made
  const verifyOf = (id: number) => transcriptOf(db, id, lms, noon).verify
  expect(verifyOf(aGraduate(db, admin.actor).id)).toBeNull()
  const { personId, code } = certified(made)
  expect(verifyOf(personId)?.url).toBe(`https://lms.example/verify/${code}`)
})
test('a transcript that cannot be set is told calmly, with the line that is at fault', async () => {
  const made = house()
  const person = aGraduate(made.db, made.admin.actor)
  made.db.$client.exec(`update postings set position = 'មន្ត្រី 🙂' where personId = ${String(person.id)}`)
  const reply = await made.as(person.id).get(`/certificates/transcripts/${String(person.id)}.pdf`)
  expect(reply.statusCode).toBe(409)
  expect(words(reply.body)).toContain('ឈ្មោះ មុខតំណែង ឬមជ្ឈមណ្ឌលមិនអាចបោះពុម្ព')
})
test('the way from the list of who is ready to the issued certificate', async () => {
  const made = house()
  const { admin, second, db } = made
  const person = aGraduate(db, admin.actor, { nameKm: 'ហេង ដារ៉ា', nameLatin: 'HENG DARA' })
  const other = anOfficer(db)
  const ready = await admin.get('/certificates/batches/new?kind=COMPLETION1')
  expect(words(ready.body)).toContain('ហេង ដារ៉ា')
  expect(ready.body).not.toContain(other.staffId)
  const missing = words((await admin.get('/certificates/batches/new?kind=COMPLETION1&show=missing')).body)
  expect(missing).toContain(other.staffId)
  expect(missing).toContain('មិនទាន់')
  const form = { ...draft, once: once(), person: String(person.id) }
  const drafted = await admin.post('/certificates/batches', form)
  expect(drafted.statusCode).toBe(303)
  const url = String(drafted.headers.location)
  expect((await admin.post('/certificates/batches', form)).headers.location).toBe(url)
  expect(url).toBe('/certificates/batches/1')
  expect(words((await admin.get('/certificates/batches/1')).body)).toContain('សេចក្តីព្រាង')
  expect((await admin.post(`/certificates/batches/1/issues`, { once: once() })).statusCode).toBe(409)
  expect((await second.post(`/certificates/batches/1/approvals`, { once: once() })).statusCode).toBe(303)
  expect((await second.post(`/certificates/batches/1/approvals`, { once: once() })).statusCode).toBe(409)
  const ask = words((await admin.get('/certificates/batches/1?ask=issue')).body)
  expect(ask).toContain('តើអ្នកចង់ចេញវិញ្ញាបនបត្រ ១ ច្បាប់មែនទេ?')
  expect((await admin.post(`/certificates/batches/1/issues`, { once: once() })).statusCode).toBe(303)
  expect(words((await admin.get('/certificates/batches/1')).body)).toContain('កំពុងចេញ')
  await runOne(db, [issueCertificates], noon)
  expect(words((await admin.get('/certificates/batches/1')).body)).toContain('បានចេញ ១ ក្នុង ១')
  expect(words((await admin.get('/certificates/batches')).body)).toContain('ក្រុមទី១')
  expect(rows(db)).toHaveLength(1)
  expect(words((await admin.get('/certificates/batches/new?show=known')).body)).toContain(rows(db)[0]?.number)
  expect((await admin.post(`/certificates/batches/1/retries`, { once: once() })).statusCode).toBe(409)
  expect((await admin.post(`/certificates/batches/1/withdrawals`, { once: once() })).statusCode).toBe(409)
})
test('all that match are drafted by the filter; nobody ticked, a future day and a bent form are told', async () => {
  const { admin, db } = house()
  const [here, there] = [aGraduate(db, admin.actor, { centre: 1 }), aGraduate(db, admin.actor, { centre: 15 })]
  const all = await admin.post('/certificates/batches', { ...draft, once: once(), province: '15', all: 'yes' })
  expect(all.statusCode).toBe(303)
  const inside = db.$client.prepare('select personId from certificate_batch_members').pluck().all()
  expect(inside).toEqual([there.id])
  const nobody = await admin.post('/certificates/batches', { ...draft, once: once() })
  expect(nobody.statusCode).toBe(409)
  expect(words(nobody.body)).toContain('សូមជ្រើសរើសមន្ត្រីយ៉ាងតិចម្នាក់')
  const tomorrow = { ...draft, once: once(), issuedOn: '2026-11-25', person: String(here.id) }
  expect((await admin.post('/certificates/batches', tomorrow)).statusCode).toBe(409)
  expect((await admin.post('/certificates/batches', { ...tomorrow, issuedOn: 'soon' })).statusCode).toBe(422)
  const slip = await admin.post('/certificates/batches', { ...tomorrow, issuedOn: '0026-01-01' })
  expect(slip.statusCode).toBe(422)
  expect(words(slip.body)).toContain('ចាស់ពេក')
  expect((await admin.post('/certificates/batches', { ...draft, once: once(), kind: 'NO' })).statusCode).toBe(422)
})
test('participation is about one occasion, and who was there too little is told the percent', async () => {
  const { admin, db } = house()
  const attend = (personId: number, minutes: number): void => {
    const input = { uuid: randomUUID(), personId, topic: 'W3', heldOn: '2026-10-01', minutes, evidence: 'list' }
    recordAttendance(db, admin.actor, input, noon)
  }
  const [full, half] = [anOfficer(db), anOfficer(db)]
  attend(full.id, 90)
  attend(half.id, 45)
  const occasions = db.$client.prepare<[], string>('select occasion from attendances order by id').pluck().all()
  const list = (occasion: string, show: string): string =>
    `/certificates/batches/new?kind=PARTICIPATION&show=${show}&occasion=${encodeURIComponent(occasion)}`
  expect((await admin.get('/certificates/batches/new?kind=PARTICIPATION')).body).toContain(occasions[0])
  expect((await admin.get(list(occasions[0] ?? '', 'ready'))).body).toContain(full.staffId)
  expect(words((await admin.get(list(occasions[1] ?? '', 'missing'))).body)).toContain('៥០%')
  const form = { ...draft, kind: 'PARTICIPATION', once: once(), person: String(full.id) }
  expect((await admin.post('/certificates/batches', form)).statusCode).toBe(409)
  const given = await admin.post('/certificates/batches', { ...form, occasion: occasions[0] ?? '' })
  expect(given.statusCode).toBe(303)
})
test('a draft: its lunar line is changed, a stale form is 409, it is withdrawn', async () => {
  const { admin, db } = house()
  const person = aGraduate(db, admin.actor)
  await admin.post('/certificates/batches', { ...draft, once: once(), person: String(person.id) })
  const line = { lunarLine: 'ថ្ងៃអង្គារ ១កើត ខែមិគសិរ', rowVersion: '1' }
  expect((await admin.post('/certificates/batches/1/lines', { ...line, lunarLine: '' })).statusCode).toBe(422)
  expect((await admin.post('/certificates/batches/1/lines', line)).statusCode).toBe(303)
  expect((await admin.get('/certificates/batches/1')).body).toContain(line.lunarLine)
  const stale = await admin.post('/certificates/batches/1/lines', line)
  expect(stale.statusCode).toBe(409)
  expect(words(stale.body)).toContain('អ្នកផ្សេងបានកែមុនអ្នក')
  expect((await admin.post('/certificates/batches/1/withdrawals', { once: once() })).statusCode).toBe(303)
  expect(words((await admin.get('/certificates/batches/1')).body)).toContain('បានដកវិញ')
})
test('batches are for who issues; an unknown one is not found', async () => {
  const { as, db, admin } = house()
  const officer = as(anOfficer(db).id)
  for (const path of ['/certificates/batches', '/certificates/batches/new', '/certificates/batches/1'])
    expect((await officer.get(path)).statusCode).toBe(403)
  for (const path of ['approvals', 'issues', 'withdrawals', 'retries', 'lines'])
    expect((await officer.post(`/certificates/batches/1/${path}`, { once: once() })).statusCode).toBe(403)
  expect((await officer.post('/certificates/batches', draft)).statusCode).toBe(403)
  expect((await admin.get('/certificates/batches/9')).statusCode).toBe(404)
  expect((await admin.post('/certificates/batches/9/approvals', { once: once() })).statusCode).toBe(404)
  expect((await admin.get('/certificates/batches/new?kind=NONE')).statusCode).toBe(404)
})
