import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { text, voice } from '#server/i18n'
import { journal, settings } from '#server/schema'
import { anAdministrator, anAuditor, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

/** What the browser sends along: the value that the form of this setting showed. */
const seenOn = (body: string, key: string): string =>
  new RegExp(`action="/settings/${key}"[^>]*><input type="hidden" name="seen" value="([^"]*)"`).exec(body)?.[1] ??
  'none'

test('an administrator changes a setting; it holds at once and stands in the journal', async () => {
  const { db, as, visitor } = world()
  const admin = as(anAdministrator(db).id)
  const { body } = await admin.get('/settings')
  expect(seenOn(body, 'access.loginDays')).toBe('30')
  expect(seenOn(body, 'access.helpPhone')).toBe('')
  const answer = await admin.post('/settings/access.helpPhone', { value: '012 345 678', seen: '' })
  expect(answer.headers.location).toBe('/settings')
  expect((await visitor.get('/sign-in')).body).toContain('012 345 678')
  expect((await admin.get('/journal')).body).toContain('settings/access.helpPhone')
})
test('a value that does not fit is shown again with its message, and nothing changes', async () => {
  const { db, as } = world()
  const admin = as(anAdministrator(db).id)
  const answer = await admin.post('/settings/access.loginDays', { value: '៩៩៩', seen: '30' })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('value="៩៩៩"')
  expect((await admin.get('/settings')).body).not.toContain('៩៩៩')
  expect((await admin.post('/settings/access.loginDays', { value: '៧', seen: '30' })).statusCode).toBe(303)
  expect((await admin.post('/settings/no.such', { value: '1', seen: '' })).statusCode).toBe(404)
})
test.each([
  ['access.loginDays', '400', 'server:form.tooBig', { max: 365 }],
  ['access.loginDays', '0', 'server:form.tooSmall', { min: 1 }],
  ['access.loginDays', 'x', 'server:form.number', {}],
  ['access.loginDays', '', 'server:form.missing', {}],
  ['access.helpPhone', '0'.repeat(41), 'server:form.tooLong', {}],
] as const)('%s = %s says what is wrong, and the error leads to the field', async (key, value, says, params) => {
  const { db, as } = world()
  const { statusCode, body } = await as(anAdministrator(db).id).post(`/settings/${key}`, { value, seen: '30' })
  const id = `f-${key.replace('.', '-')}`
  const label = text(
    voice('km'),
    key === 'access.loginDays' ? 'access:settings.loginDays' : 'access:settings.helpPhone',
  )
  expect(statusCode).toBe(422)
  expect(body).toContain(`<a href="#${id}">${text(voice('km'), says, { label, ...params })}</a>`)
  expect(body).toMatch(new RegExp(`<input[^>]* id="${id}" name="value"[^>]*aria-describedby="${id}-hint ${id}-error"`))
  expect(body).toContain(`id="${id}-error"`)
  expect(body.match(/aria-invalid/g)).toHaveLength(1)
  expect(body.match(/id="f-[\w-]+"/g)).toEqual([...new Set(body.match(/id="f-[\w-]+"/g))])
})
test('the second of two administrators is told what the first saved and what she typed; a second save is hers', async () => {
  const { db, as } = world()
  const [first, second] = [as(anAdministrator(db).id), as(anAdministrator(db).id)]
  const seen = seenOn((await second.get('/settings')).body, 'access.loginDays')
  const typed = { value: '៧', seen }
  for (const _ of [1, 2]) expect((await first.post('/settings/access.loginDays', typed)).statusCode).toBe(303)
  expect(db.select().from(journal).where(eq(journal.action, 'settings.change')).all()).toHaveLength(1)
  // A form that came back meanwhile still carries what she saw, not what is stored by now.
  const bad = await second.post('/settings/access.loginDays', { value: '400', seen })
  expect(seenOn(bad.body, 'access.loginDays')).toBe('30')
  const refused = await second.post('/settings/access.loginDays', { value: '14', seen })
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain(text(voice('km'), 'office:settings.stale', { stored: '៧', typed: '14' }))
  expect(refused.body).toMatch(/name="value"[^>]* value="14"/)
  expect(db.select().from(settings).all()).toMatchObject([{ value: '៧' }])
  const now = seenOn(refused.body, 'access.loginDays')
  expect(now).toBe('៧')
  expect((await second.post('/settings/access.loginDays', { value: '14', seen: now })).statusCode).toBe(303)
  expect(db.select().from(settings).all()).toMatchObject([{ value: '14' }])
  expect((await second.post('/settings/access.loginDays', { value: '15' })).statusCode).toBe(422)
})
test('settings are the administrator’s, the journal also the auditor’s', async () => {
  const { db, as } = world()
  const [officer, auditor] = [as(anOfficer(db).id), as(anAuditor(db).id)]
  expect((await officer.get('/settings')).statusCode).toBe(403)
  expect((await officer.post('/settings/access.helpPhone', { value: 'x', seen: '' })).statusCode).toBe(403)
  expect((await officer.get('/journal')).statusCode).toBe(403)
  expect((await auditor.get('/settings')).statusCode).toBe(403)
  expect((await auditor.get('/journal?before=zzz')).statusCode).toBe(200)
})
