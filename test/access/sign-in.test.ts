import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hashed, setHash } from '#modules/access'
import { persons } from '#modules/people'
import { logins } from '../../modules/access/schema.ts'
import { anOfficer, aPerson } from '../support/factories.ts'
import { world } from '../support/world.ts'

test('an officer signs in with her staff ID, typed in any case, and is led where she wanted to go', async () => {
  const { db, visitor, now } = world()
  const officer = anOfficer(db)
  setHash(db, officer.id, await hashed('សុខសប្បាយ-2026'), now)
  const wrong = await visitor.post('/sign-in', { login: officer.staffId, password: 'no' })
  expect(wrong.statusCode).toBe(409)
  expect(wrong.body).toContain('មិនត្រឹមត្រូវ')
  const answer = await visitor.post('/sign-in', {
    login: officer.staffId.toLowerCase(),
    password: 'សុខសប្បាយ-2026',
    next: '/account',
  })
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/account')
  expect(answer.cookies[0]).toMatchObject({ name: 'login', httpOnly: true, sameSite: 'Lax' })
})
test('colleagues who share phone and password are asked for their staff ID; who left cannot sign in', async () => {
  const { db, visitor, now } = world()
  const phones = ['+85512000111']
  const [one, other] = [aPerson(db, { phones }), aPerson(db, { phones })]
  const hash = await hashed('ត្រីតែមួយ-1')
  for (const { id } of [one, other]) setHash(db, id, hash, now)
  const shared = await visitor.post('/sign-in', { login: '012000111', password: 'ត្រីតែមួយ-1' })
  expect([shared.statusCode, shared.cookies]).toEqual([409, []])
  expect(shared.body).toContain('សូមចូលដោយលេខសម្គាល់មន្ត្រី')
  expect((await visitor.post('/sign-in', { login: one.staffId, password: 'ត្រីតែមួយ-1' })).statusCode).toBe(303)
  db.update(persons).set({ status: 'left' }).where(eq(persons.id, one.id)).run()
  expect((await visitor.post('/sign-in', { login: one.staffId, password: 'ត្រីតែមួយ-1' })).statusCode).toBe(409)
  // Of two who share a phone, the one who stayed is meant.
  expect((await visitor.post('/sign-in', { login: '012000111', password: 'ត្រីតែមួយ-1' })).statusCode).toBe(303)
})
test('a page is read although the file cannot be written', async () => {
  const { db, as } = world()
  const officer = as(anOfficer(db).id)
  db.update(logins).set({ lastSeenAt: 0 }).run()
  db.$client.pragma('query_only = 1')
  expect((await officer.get('/record')).statusCode).toBe(200)
  await new Promise((resolve) => setImmediate(resolve))
  db.$client.pragma('query_only = 0')
})
