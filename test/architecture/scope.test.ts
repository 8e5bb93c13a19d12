import { randomUUID } from 'node:crypto'
import excel from 'exceljs'
import { afterEach, expect, test } from 'vitest'
import { openPerformance, startAttempt, submitAttempt } from '#modules/assessments'
import { actorOf } from '#modules/access'
import { occasionOf } from '#modules/events'
import { issueNow } from '#modules/certificates'
import { places, postings, type Person } from '#modules/people'
import { permissions } from '#modules/permissions'
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
import { batchOf, chance, lms, pass } from '../certificates/house.ts'
import { admitted, published, team } from '../events/house.ts'
import { noon, world, type Browser, type World } from '../support/world.ts'
import { allowed, bodyFor } from './scope-rules.ts'

/** A name that stands nowhere else, so that a leak in any page can be found. */
const secret = 'ឡុង ពេជ្រចិន្តា'
const province = 15
type Target = {
  person: number
  attempt: number
  login: number
  event: number
  performance: number
  certificate: number
}
/** She has a place at a published event of her province, where her counselling was observed. */
const anObservedDay = (db: World['db'], person: Person): { event: number; performance: number } => {
  const all = team(db)
  const event = published(db, all)
  admitted(db, all, event.id, [person])
  const given = { personId: person.id, rubric: 'MOCK', occasion: occasionOf(event.id), wanted: 1, once: randomUUID() }
  return { event: event.id, performance: openPerformance(db, all.trainer, given, noon).id }
}
/** A certificate of hers, for a licence's tier that an administrator issued. */
const aCertificate = (db: World['db'], person: Person): number => {
  const admin = actorOf(db, anAdministrator(db))
  pass(db, admin, person.id)
  issueNow(db, admin, batchOf([person.id]), lms, chance, noon)
  return 1
}
const target = ({ db, as }: World): Target => {
  const person = aPerson(db, { centre: province, nameKm: secret, nameLatin: 'LONG PICHCHENDA' })
  const attempt = startAttempt(db, actorOf(db, person), { code: 'F1', once: randomUUID() }, noon)
  const { event, performance } = anObservedDay(db, person)
  return {
    person: person.id,
    attempt: attempt.id,
    login: as(person.id).actor.login,
    event,
    performance,
    certificate: aCertificate(db, person),
  }
}
/** Every route that names a person, an attempt or a login, with the target's number in its place. */
const addressed = (
  { app }: World,
  { person, attempt, login, event, performance, certificate }: Target,
): { method: string; url: string }[] =>
  app.routes
    .filter(({ method }) => method === 'GET' || method === 'POST')
    .flatMap(({ method, url }) => {
      const ids: Readonly<Record<string, number>> = {
        people: person,
        trainers: person,
        attempts: attempt,
        events: event,
        observations: performance,
        certificates: certificate,
      }
      const id = url.startsWith('/certificates/transcripts') ? person : (ids[url.split('/')[1] ?? ''] ?? login)
      if (url.includes(':id'))
        return [{ method, url: url.replace(':id', String(id)).replace(':person', String(person)) }]
      return /\/new$/.test(url) && url !== '/events/new' ? [{ method, url: `${url}?person=${String(person)}` }] : []
    })
const lists = [
  '/',
  '/events',
  '/trainers',
  '/certificates',
  '/observations',
  '/reports/reached/facts',
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
test.each(Object.entries(outside))('%s meets neither the person nor her attempt on any route', async (who, make) => {
  const house = world()
  const { db, as } = house
  const aim = target(house)
  const other = as(make(db).id)
  for (const { method, url } of addressed(house, aim)) {
    const answer = method === 'GET' ? await other.get(url) : await other.post(url, bodyFor(house, aim.person))
    expect(allowed(who, method, url), `${method} ${url} answered ${String(answer.statusCode)}`).toContain(
      answer.statusCode,
    )
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

/** Everything that is stored, but for who was last seen when: that a refusal wrote nothing is then plain to see. */
const stored = ({ db }: World): Record<string, string> => {
  const names = db.$client
    .prepare<[], string>("select name from sqlite_master where type = 'table' and name <> 'logins'")
    .pluck()
    .all()
  return Object.fromEntries(
    names.map((name) => [name, JSON.stringify(db.$client.prepare(`select * from "${name}"`).all())]),
  )
}
/** Where something is typed from paper there is a page "new"; the form on it names its person in the body. */
const papers = ({ app }: World): World['app']['routes'] =>
  app.routes.filter(({ method, access }) => method === 'POST' && access.endsWith('.record'))
/** One body that each of these forms accepts, so that a refusal has no other reason than the person. */
const typedFor = (person: number): Record<string, string> => ({
  ...{ person: String(person), personId: String(person), once: randomUUID(), evidence: 'បញ្ជីលេខ ១២' },
  ...{ course: 'F1', quiz: 'F1', topic: 'W1', score: '90', minutes: '60' },
  ...{ day: '2026-11-02', happenedOn: '2026-11-02', heldOn: '2026-11-02' },
})
/** A whole form, and one that shows itself again: that way leads to the person too. */
const posts = async (browser: Browser, url: string, person: number) => {
  const whole = typedFor(person)
  return [await browser.post(url, whole), await browser.post(url, { ...whole, evidence: '', score: '200' })]
}
const lacking = {
  ...outside,
  'her own chief': inside['her own chief'],
  'her coordinator': inside['her coordinator'],
  'an auditor': inside['an auditor'],
  'she herself': null,
}
test.each(Object.entries(lacking))('%s types nothing from paper for her', async (_, make) => {
  const house = world()
  const { person } = target(house)
  const other = house.as(make ? make(house.db).id : person)
  const before = stored(house)
  for (const { url } of papers(house))
    for (const { statusCode, body } of await posts(other, url, person)) {
      expect(statusCode, url).toBe(403)
      if (make) expect(body).not.toContain(secret)
    }
  expect(stored(house)).toEqual(before)
})
test('an administrator types from paper for her, and for nobody who is not there', async () => {
  const house = world()
  const { person } = target(house)
  const admin = house.as(anAdministrator(house.db).id)
  const before = stored(house)
  for (const { url } of papers(house))
    for (const { statusCode } of await posts(admin, url, 99_999)) expect(statusCode, url).toBe(404)
  expect(stored(house)).toEqual(before)
  for (const { url } of papers(house))
    expect((await posts(admin, url, person)).map(({ statusCode }) => statusCode)).toEqual([303, 422])
})
const typing = ['courses.record', 'assessments.record', 'events.record'] as const
afterEach(() => {
  for (const action of typing) Reflect.deleteProperty(permissions[action], 'chief')
})
test('if chiefs might type from paper, a person of another centre would still be not found', async () => {
  for (const action of typing) Object.assign(permissions[action], { chief: 'centre' })
  const house = world()
  const { person } = target(house)
  const other = house.as(aChief(house.db, 1).id)
  const own = house.as(aChief(house.db, province).id)
  const before = stored(house)
  for (const { url } of papers(house)) {
    expect((await other.get(`${url}/new?person=${String(person)}`)).statusCode, url).toBe(404)
    for (const { statusCode } of await posts(other, url, person)) expect(statusCode, url).toBe(404)
  }
  expect(stored(house)).toEqual(before)
  expect((await own.post('/courses/passes', typedFor(person))).statusCode).toBe(303)
})

/** Whoever takes quizzes may ask for an attempt, and finds only her own; the others may not even ask. */
const strangers: Record<string, [(db: World['db']) => Person, 403 | 404]> = {
  'an officer of the same centre': [(db) => anOfficer(db, province), 404],
  'an officer of another centre': [(db) => anOfficer(db, 1), 404],
  'a trainer of the same province': [(db) => aTrainer(db, province), 404],
  'the chief of another centre': [(db) => aChief(db, 1), 404],
  'her own chief': [(db) => aChief(db, province), 404],
  'her coordinator': [(db) => aCoordinator(db, province), 404],
  'an observer': [(db) => anObserver(db), 403],
  'an auditor': [(db) => anAuditor(db), 403],
}
const forms = [{}, { position: '1', answer: 'a', unanswered: '99' }]
test.each(Object.entries(strangers))('%s does not find an attempt that is over', async (_, [make, status]) => {
  const house = world()
  const aim = target(house)
  submitAttempt(house.db, null, aim.attempt, noon)
  const other = house.as(make(house.db).id)
  const before = stored(house)
  const routes = addressed(house, aim).filter(({ url }) => url.startsWith('/attempts'))
  expect(routes.length).toBeGreaterThanOrEqual(3)
  for (const { method, url } of routes) {
    const answers =
      method === 'GET'
        ? ['', '?q=1', '?q=all'].map((q) => other.get(`${url}${q}`))
        : forms.map((form) => other.post(url, form))
    for (const { statusCode } of await Promise.all(answers)) expect(statusCode, `${method} ${url}`).toBe(status)
  }
  expect(stored(house)).toEqual(before)
})
test('an attempt that is over is there for her and for an administrator', async () => {
  const house = world()
  const { person, attempt } = target(house)
  submitAttempt(house.db, null, attempt, noon)
  for (const one of [person, anAdministrator(house.db).id])
    expect((await house.as(one).get(`/attempts/${String(attempt)}`)).statusCode).toBe(200)
})

const staffIds = {
  csv: async (browser: Browser, query: string): Promise<unknown[]> =>
    (await browser.get(`/people.csv${query}`)).body
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(',')[0]),
  xlsx: async (browser: Browser, query: string): Promise<unknown[]> => {
    const book = new excel.Workbook()
    await book.xlsx.load((await browser.get(`/people.xlsx${query}`)).rawPayload as never)
    return book.worksheets[0]?.getColumn(1).values.slice(2) ?? []
  },
}
/** Who left the centre is its chief's no longer. */
const moved = (db: World['db']): Person => {
  const person = anOfficer(db, province)
  const centreId = places(db).centres.find(({ provinceId }) => provinceId === 1)?.id ?? 1
  const past = { position: 'មន្ត្រី', startsOn: '2020-01-01', endsOn: '2024-01-01' }
  db.insert(postings)
    .values({ personId: person.id, centreId, ...past })
    .run()
  return person
}
const regional = { 'a chief': aChief, 'a coordinator': aCoordinator }
test.each(Object.entries(regional))('the files of %s hold nobody of another place', async (_, make) => {
  const house = world()
  const { db, as } = house
  target(house)
  moved(db)
  const mine = [anOfficer(db, 1), anOfficer(db, 1)].map(({ staffId }) => staffId)
  const browser = as(make(db, 1).id)
  for (const read of Object.values(staffIds)) {
    expect((await read(browser, '')).toSorted()).toEqual(mine.toSorted())
    for (const query of [`?province=${String(province)}`, '?q=LONG'])
      expect(await read(browser, query), query).toEqual([])
  }
})
test('the list covers the routes that name somebody', () => {
  const house = world()
  const urls = addressed(house, { person: 1, attempt: 1, login: 1, event: 1, performance: 1, certificate: 1 }).map(
    ({ method, url }) => `${method} ${url}`,
  )
  expect(urls).toContain('GET /people/1')
  expect(urls).toContain('POST /attempts/1/answers')
  expect(urls).toContain('GET /observations/1')
  expect(urls).toContain('GET /certificates/1.pdf')
  expect(urls).toContain('POST /events/1/attendance')
  expect(urls.length).toBeGreaterThanOrEqual(40)
  expect(papers(house).map(({ url }) => url)).toEqual(
    expect.arrayContaining(['/courses/passes', '/quizzes/results', '/events/attendances']),
  )
})
