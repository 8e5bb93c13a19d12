import { expect, test } from 'vitest'
import { anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

test('the sign-in page says what to type, in Khmer and after the switch in English, and remembers the language', async () => {
  const { visitor } = world()
  for (const bent of ['//evil.example', '/%09/evil.example', '/%5Cevil.example'])
    expect((await visitor.get(`/sign-in?next=${bent}`)).body).toContain('name="next" value="/"')
  const page = await visitor.get('/sign-in?next=//evil.example')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('<html lang="km">')
  expect(page.body).toContain('name="next" value="/"')
  const answer = await visitor.post('/language', { language: 'en', next: '/sign-in' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in'])
  const english = await visitor.get('/sign-in', { cookie: `language=${String(answer.cookies[0]?.value)}` })
  expect(english.body).toContain('<html lang="en">')
  expect((await visitor.post('/language', { language: 'xx' })).headers.location).toBe('/')
})
test('a sign-in without a password names the field and keeps what was typed', async () => {
  const answer = await world().visitor.post('/sign-in', { login: 'NEA-0101', password: '' })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('value="NEA-0101"')
  expect(answer.body).toContain('id="f-password-error"')
})
test('too many tries for one name are stopped, with the time to wait', async () => {
  const { visitor } = world()
  for (let n = 0; n < 10; n++) await visitor.post('/sign-in', { login: 'NEA-0101', password: 'x' })
  const answer = await visitor.post('/sign-in', { login: 'nea-0101', password: 'x' })
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})
test('signing out ends the login in every process, not only the cookie', async () => {
  const { db, as } = world()
  const officer = as(anOfficer(db).id)
  expect((await officer.get('/account')).statusCode).toBe(200)
  expect((await officer.post('/sign-out')).headers.location).toBe('/')
  const after = await officer.get('/account')
  expect([after.statusCode, after.headers.location]).toEqual([303, '/sign-in?next=%2Faccount'])
})
test('an account shows its devices; another one of her own can be signed out, a stranger’s cannot', async () => {
  const { db, as } = world()
  const person = anOfficer(db)
  const [phone, pc, stranger] = [as(person.id), as(person.id), as(anOfficer(db).id)]
  expect((await phone.get('/account')).body).toContain(`/account/logins/${String(pc.actor.login)}/ends`)
  expect((await stranger.post(`/account/logins/${String(pc.actor.login)}/ends`)).statusCode).toBe(404)
  expect((await phone.post(`/account/logins/${String(pc.actor.login)}/ends`)).statusCode).toBe(303)
  expect((await pc.get('/account')).statusCode).toBe(303)
})
test('digits follow the person’s choice', async () => {
  const { db, as } = world()
  const officer = as(anOfficer(db).id)
  expect((await officer.get('/')).body).toContain('ត្រូវការ ៨ ម៉ូឌុល')
  expect((await officer.post('/account/numerals', { numerals: 'latin' })).headers.location).toBe('/account')
  expect((await officer.get('/')).body).toContain('ត្រូវការ 8 ម៉ូឌុល')
})
test('the house says that it is well', async () => {
  expect((await world().visitor.get('/healthz')).statusCode).toBe(200)
})
