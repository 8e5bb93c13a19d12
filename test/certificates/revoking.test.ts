import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Refused } from '#server/errors'
import { runOne } from '#server/jobs'
import { certificatesOf, confirmRevocation, requestRevocation, statusOf } from '#modules/certificates'
import { issueCertificates } from '../../modules/certificates/jobs.ts'
import { noon } from '../support/world.ts'
import { certified, house, rows, today, words } from './house.ts'

const reason = 'ឈ្មោះសរសេរមិនត្រឹមត្រូវ'

test.each([
  [null, null, null, 'valid'],
  [null, null, '2026-11-24', 'valid'],
  [null, null, '2026-11-23', 'expired'],
  [1, null, null, 'revoked'],
  [1, null, '2026-11-23', 'revoked'],
  [1, 7, null, 'replaced'],
  [1, 7, '2020-01-01', 'replaced'],
] as const)('revoked %s, replaced by %s, until %s: %s', (revokedAt, replacedBy, expiresOn, status) => {
  expect(statusOf({ revokedAt, replacedBy, expiresOn }, today)).toBe(status)
})
test('a second person confirms; then it leaves the record, nothing is deleted', () => {
  const made = house()
  const { db, admin, second } = made
  const { id, personId } = certified(made)
  const input = { certificateId: id, once: randomUUID(), reason }
  const count = (): unknown =>
    db.$client.prepare("select count(*) from statements where kind = 'certificate'").pluck().get()
  expect(requestRevocation(db, admin.actor, input, noon).id).toBe(requestRevocation(db, admin.actor, input, noon).id)
  expect(certificatesOf(db, personId, today)[0]?.status).toBe('valid')
  const confirmed = { certificateId: id, requestId: 1 }
  expect(() => { confirmRevocation(db, admin.actor, confirmed, noon) }).toThrow(new Refused('certificates:refused.samePerson')) // prettier-ignore
  expect(count()).toBe(1)
  confirmRevocation(db, second.actor, confirmed, noon)
  expect(certificatesOf(db, personId, today)[0]?.status).toBe('revoked')
  expect(count()).toBe(0)
  expect(rows(db)).toHaveLength(1)
  const run = (sql: string) => () => db.$client.exec(sql)
  expect(run('delete from certificate_revocations')).toThrow('append-only')
  expect(run('update certificate_revocations set confirmedBy = 1')).toThrow('append-only')
  expect(() => requestRevocation(db, admin.actor, { ...input, once: randomUUID() }, noon)).toThrow(Refused)
})
test('pages: asked with a reason, not confirmed by the asker, taken back, asked again and confirmed', async () => {
  const made = house()
  const { admin, second, as } = made
  const { id, personId } = certified(made)
  const at = `/certificates/${String(id)}`
  const once = randomUUID()
  expect((await admin.post(`/certificates/${String(id)}/revocation-requests`, { once, reason: 'x' })).statusCode).toBe(422) // prettier-ignore
  expect((await admin.post(`${at}/revocation-requests`, { once, reason })).statusCode).toBe(303)
  expect(words((await admin.get(at)).body)).toContain('អ្នកគ្រប់គ្រងម្នាក់ទៀតត្រូវបញ្ជាក់')
  expect(words((await second.get(at)).body)).toContain('តើអ្នកចង់ដកហូតវិញ្ញាបនបត្រនេះមែនទេ?')
  expect((await admin.post(`/certificates/${String(id)}/revocations`, { once })).statusCode).toBe(422)
  expect((await admin.post(`/certificates/${String(id)}/revocations`, { once, request: '1' })).statusCode).toBe(409)
  expect((await admin.post(`${at}/revocation-requests`, { once: randomUUID(), reason })).statusCode).toBe(409)
  expect((await second.post(`/certificates/${String(id)}/revocation-withdrawals`, { once })).statusCode).toBe(303)
  expect((await second.post(`${at}/revocations`, { once, request: '1' })).statusCode).toBe(409)
  expect((await second.post(`${at}/revocation-requests`, { once: randomUUID(), reason })).statusCode).toBe(303)
  expect((await admin.get(at)).body).toContain('name="request" value="2"')
  const old = await admin.post(`${at}/revocations`, { once, request: '1' })
  expect(old.statusCode).toBe(409)
  expect(words(old.body)).toContain('ឥឡូវមានសំណើថ្មី')
  expect((await admin.post(`${at}/revocations`, { once, request: '2' })).statusCode).toBe(303)
  expect(words((await as(personId).get(at)).body)).not.toContain(reason)
  for (const path of ['revocation-requests', 'revocations', 'revocation-withdrawals', 'reissues'])
    expect((await as(personId).post(`${at}/${path}`, { once, reason })).statusCode).toBe(403)
  expect((await admin.post('/certificates/99/revocations', { once, request: '1' })).statusCode).toBe(404)
})
test('a corrected one takes its place: only after a revocation, once, approved and issued like any other', async () => {
  const made = house()
  const { db, admin, second, visitor } = made
  const { id, code } = certified(made)
  const form = { once: randomUUID(), issuedOn: today }
  expect((await admin.post(`/certificates/${String(id)}/reissues`, form)).statusCode).toBe(409)
  const slip = { ...form, issuedOn: '0026-01-01' }
  expect((await admin.post(`/certificates/${String(id)}/reissues`, slip)).statusCode).toBe(422)
  const { id: requestId } = requestRevocation(db, admin.actor, { certificateId: id, once: randomUUID(), reason }, noon)
  confirmRevocation(db, second.actor, { certificateId: id, requestId }, noon)
  const drafted = await admin.post(`/certificates/${String(id)}/reissues`, form)
  expect(drafted.statusCode).toBe(303)
  expect((await admin.post(`/certificates/${String(id)}/reissues`, { ...form, once: randomUUID() })).statusCode).toBe(409) // prettier-ignore
  const at = String(drafted.headers.location)
  expect((await second.post(`${at}/approvals`, form)).statusCode).toBe(303)
  expect((await second.post(`${at}/issues`, form)).statusCode).toBe(303)
  // The first one's job drew its paper; the second issues the corrected one.
  while (await runOne(db, [issueCertificates], noon)) continue
  const [, corrected] = rows(db)
  expect(corrected?.number).toBe('NEA/PES/COMPLETION1/2026/0002')
  expect(words((await visitor.get(`/verify/${code}`)).body)).toContain('ត្រូវបានជំនួស')
  expect(words((await visitor.get(`/verify/${String(corrected?.code)}`)).body)).toContain('មានសុពលភាព')
})
