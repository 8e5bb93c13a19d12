import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startAttempt } from '#modules/assessments'
import { actorOf } from '#modules/access'
import {
  aChief,
  aCoordinator,
  anAdministrator,
  anAuditor,
  anObserver,
  anOfficer,
  aPerson,
  aTrainer,
} from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'

/** A name that stands nowhere else, so that a leak in any page can be found. */
const secret = 'ឡុង ពេជ្រចិន្តា'
const province = 15
type Target = { person: number; attempt: number; login: number }
const target = ({ db, as }: World): Target => {
  const person = aPerson(db, { centre: province, nameKm: secret, nameLatin: 'LONG PICHCHENDA' })
  const attempt = startAttempt(db, actorOf(db, person), { code: 'F1', once: randomUUID() }, noon)
  return { person: person.id, attempt: attempt.id, login: as(person.id).actor.login }
}
/** Every route that names a person, an attempt or a login, with the target's number in its place. */
const addressed = ({ app }: World, { person, attempt, login }: Target): { method: string; url: string }[] =>
  app.routes
    .filter(({ method }) => method === 'GET' || method === 'POST')
    .flatMap(({ method, url }) => {
      const id = url.startsWith('/people') ? person : url.startsWith('/attempts') ? attempt : login
      if (url.includes(':id')) return [{ method, url: url.replace(':id', String(id)) }]
      return /\/new$/.test(url) ? [{ method, url: `${url}?person=${String(person)}` }] : []
    })
const lists = [
  '/',
  '/people',
  '/people?q=LONG',
  `/people?province=${String(province)}`,
  '/people.csv',
  '/record',
  '/journal',
]

const outside = {
  'an officer of the same centre': (db: World['db']) => anOfficer(db, province),
  'an officer of another centre': (db: World['db']) => anOfficer(db, 1),
  'the chief of another centre': (db: World['db']) => aChief(db, 1),
  'the coordinator of another province': (db: World['db']) => aCoordinator(db, 1),
  'a trainer of the same province': (db: World['db']) => aTrainer(db, province),
  'an observer': (db: World['db']) => anObserver(db),
}
test.each(Object.entries(outside))('%s meets neither the person nor her attempt on any route', async (_, make) => {
  const house = world()
  const { db, as } = house
  const aim = target(house)
  const other = as(make(db).id)
  for (const { method, url } of addressed(house, aim)) {
    const answer =
      method === 'GET' ? await other.get(url) : await other.post(url, { position: '1', answer: 'a', unanswered: '99' })
    expect([403, 404], `${method} ${url} answered ${String(answer.statusCode)}`).toContain(answer.statusCode)
    expect(answer.body).not.toContain(secret)
  }
  for (const url of lists) expect((await other.get(url)).body, url).not.toContain(secret)
})
const inside = {
  'her own chief': (db: World['db']) => aChief(db, province),
  'her coordinator': (db: World['db']) => aCoordinator(db, province),
  'an administrator': (db: World['db']) => anAdministrator(db),
  'an auditor': (db: World['db']) => anAuditor(db),
}
test.each(Object.entries(inside))('%s sees the person and finds her in the list', async (_, make) => {
  const house = world()
  const { db, as } = house
  const { person } = target(house)
  const other = as(make(db).id)
  expect((await other.get(`/people/${String(person)}`)).body).toContain(secret)
  expect((await other.get('/people?q=LONG')).body).toContain(secret)
  expect((await other.get('/people.csv')).body).toContain(secret)
})
test('the list covers the routes that name somebody', () => {
  const house = world()
  const urls = addressed(house, { person: 1, attempt: 1, login: 1 }).map(({ method, url }) => `${method} ${url}`)
  expect(urls).toContain('GET /people/1')
  expect(urls).toContain('POST /attempts/1/answers')
  expect(urls.length).toBeGreaterThanOrEqual(7)
})
