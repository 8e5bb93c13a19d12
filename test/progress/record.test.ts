import { expect, test } from 'vitest'
import { day } from '#server/time'
import { miniPathView, pathView, standingOf } from '#modules/progress'
import { voice } from '#server/i18n'
import { aPerson, anObserver, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aResult, aVisit, nextOn, withFacts } from './facts.ts'

test('the record shows the own path, what is missing and why, and what was recorded', async () => {
  const { db, as } = world()
  withFacts(db)
  const officer = anOfficer(db)
  const other = anOfficer(db)
  const me = { personId: officer.id }
  aResult(db, { ...me, kind: 'quiz', subject: 'F1', score: 85, passed: true, happenedAt: noon - day })
  aResult(db, {
    ...me,
    kind: 'quiz',
    subject: 'F2',
    score: 65,
    passed: false,
    happenedAt: noon - 40 * day,
    method: 'paper',
  })
  for (const slug of [1, 2, 3])
    aResult(db, { ...me, kind: 'lesson', subject: `F1/${String(slug)}`, happenedAt: noon - 2 * day + slug })
  aVisit(db, { ...me, subject: 'PROV', occasion: 'e1', minutes: 540, plannedMinutes: 720, happenedAt: noon - 3 * day })
  // One passed, and nobody closed it: the next one is what she plans for.
  nextOn(db, 'PROV', noon - 5 * day, noon - 1, noon + 10 * day, noon + 30 * day)
  aResult(db, { personId: other.id, kind: 'quiz', subject: 'F7', score: 91, passed: true, happenedAt: noon })
  const answer = await as(officer.id).get('/record')
  expect(answer.statusCode).toBe(200)
  for (const words of ['១ ក្នុង ៨ ម៉ូឌុល', 'ពិន្ទុ ៨៥% · ជាប់', 'មិនទាន់ជាប់', 'កត់ត្រាពីឯកសារក្រដាស', 'បានរៀន ៣ មេរៀន'])
    expect(answer.body).toContain(words)
  expect(answer.body).toContain('វត្តមាន ៧៥% នៃ ៧២០ នាទីដែលបានគ្រោងទុក ត្រូវការ ៨០%')
  expect(answer.body).toContain('លើកបន្ទាប់៖ ៤ ធ្នូ ២០២៦')
  expect(answer.body).toMatch(/href="\/attempts\/1"/)
  expect(answer.body.match(/btn-1/g)).toHaveLength(1)
  expect(answer.body).not.toContain('៩១%')
})
test('it reads the same in English', async () => {
  const { db, as } = world()
  withFacts(db)
  const { id } = aPerson(db, { language: 'en' })
  aVisit(db, {
    personId: id,
    subject: 'W1',
    tier: 4,
    occasion: 'w1',
    minutes: 88,
    plannedMinutes: 90,
    happenedAt: noon - 400 * day,
  })
  const { body } = await as(id).get('/record')
  expect(body).toContain('0 of 3 webinars within 12 months. 1 attended is older than 12 months and no longer counts.')
  expect(body).toContain('Attended 88 of 90 minutes')
  expect(body).toContain('Only trainers need it')
})
test('an empty record says what comes first', async () => {
  const { db, as } = world()
  withFacts(db)
  const answer = await as(anOfficer(db).id).get('/record')
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain('មានធាតុកំណត់ត្រា')
  expect(answer.body).toContain('href="/about/F1"')
})
test('the first 50 lines, then the earlier ones, each once; a bent place is ignored', async () => {
  const { db, as } = world()
  withFacts(db)
  const { id } = anOfficer(db)
  for (let n = 0; n < 60; n++)
    aResult(db, {
      personId: id,
      kind: 'quiz',
      subject: 'F1',
      score: 50,
      passed: false,
      happenedAt: noon - (n >> 1) * day,
    })
  const links = (body: string): string[] => body.match(/\/attempts\/\d+/g) ?? []
  const first = await as(id).get('/record')
  const earlier = /href="(\/record\?before=[^"]+)"/.exec(first.body.replaceAll('&#x3D;', '='))?.[1] ?? ''
  const second = await as(id).get(earlier)
  expect([links(first.body).length, links(second.body).length]).toEqual([50, 10])
  expect(new Set([...links(first.body), ...links(second.body)]).size).toBe(60)
  expect(second.body).not.toContain('href="/record?before')
  expect((await as(id).get('/record?before=bent')).statusCode).toBe(200)
})
test('who is not signed in is led to sign in, and an observer has no record', async () => {
  const { db, as, visitor } = world()
  const answer = await visitor.get('/record')
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?next=%2Frecord'])
  expect((await as(anObserver(db).id).get('/record')).statusCode).toBe(403)
})
test('the small path says all of it in words, and its arc never closes before it is done', () => {
  const { db, now } = world()
  withFacts(db)
  const { id } = anOfficer(db)
  aVisit(db, { personId: id, subject: 'PROV', occasion: 'e1', minutes: 720, plannedMinutes: 720, happenedAt: noon })
  const standing = standingOf(db, id, now)
  const mini = miniPathView(voice('en'), standing)
  expect(mini.label).toBe(
    'Foundation modules: Not started · Training of trainers: Not required · Provincial hands-on session: Attendance 100% · Webinars: Not started',
  )
  expect(mini).toMatchObject({
    width: 100,
    lines: [
      { from: 20, to: 28 },
      { from: 46, to: 54 },
      { from: 72, to: 80 },
    ],
  })
  expect(mini.stations.map(({ x, arc, isSkip }) => [x, arc, isSkip])).toEqual([
    [11, 0, false],
    [37, 0, true],
    [63, 25, false],
    [89, 0, false],
  ])
  const { stations } = pathView(voice('km'), standing, '/record')
  expect(stations.map(({ isHere }) => isHere)).toEqual([true, false, false, false])
  // What is not asked of her leads nowhere.
  expect(stations.map(({ href }) => href)).toEqual([
    '/record#missing-1',
    null,
    '/record#missing-3',
    '/record#missing-4',
  ])
})
test('what is still being written is no delay of hers: it has no link, and the page says so', async () => {
  const { db, as } = world()
  const { body } = await as(anOfficer(db).id).get('/record')
  const [, written = '', coming = ''] = body.split('មូលហេតុ៖')
  expect(written).toContain('មិនទាន់បានធ្វើតេស្តម៉ូឌុល')
  expect(coming).toContain('កំពុងរៀបចំ')
  expect(coming.slice(0, coming.indexOf('</ul>'))).not.toContain('href')
})
