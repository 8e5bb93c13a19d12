import { expect, test } from 'vitest'
import { hashed, setHash } from '#modules/access'
import { anOfficer } from '../support/factories.ts'
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
