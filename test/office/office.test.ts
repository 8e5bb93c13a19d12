import { expect, test } from 'vitest'
import { anAdministrator, anAuditor, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

test('an administrator changes a setting; it holds at once and stands in the journal', async () => {
  const { db, as, visitor } = world()
  const admin = as(anAdministrator(db).id)
  expect((await admin.get('/settings')).body).toContain('access.loginDays')
  expect((await admin.post('/settings/access.helpPhone', { value: '012 345 678' })).headers.location).toBe('/settings')
  expect((await visitor.get('/sign-in')).body).toContain('012 345 678')
  expect((await admin.get('/journal')).body).toContain('settings/access.helpPhone')
})
test('a value that does not fit is shown again with its message, and nothing changes', async () => {
  const { db, as } = world()
  const admin = as(anAdministrator(db).id)
  const answer = await admin.post('/settings/access.loginDays', { value: '៩៩៩' })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('value="៩៩៩"')
  expect((await admin.get('/settings')).body).not.toContain('៩៩៩')
  expect((await admin.post('/settings/access.loginDays', { value: '៧' })).statusCode).toBe(303)
  expect((await admin.post('/settings/no.such', { value: '1' })).statusCode).toBe(404)
})
test('settings are the administrator’s, the journal also the auditor’s', async () => {
  const { db, as } = world()
  const [officer, auditor] = [as(anOfficer(db).id), as(anAuditor(db).id)]
  expect((await officer.get('/settings')).statusCode).toBe(403)
  expect((await officer.post('/settings/access.helpPhone', { value: 'x' })).statusCode).toBe(403)
  expect((await officer.get('/journal')).statusCode).toBe(403)
  expect((await auditor.get('/settings')).statusCode).toBe(403)
  expect((await auditor.get('/journal?before=zzz')).statusCode).toBe(200)
})
