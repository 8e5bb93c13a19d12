import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build, type Built } from '#server/app'
import { derivedOf, learnAll } from '#server/compose'
import { readConfig } from '#server/config'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { makeSite } from '#server/site'
import { signIn } from '#modules/access'
import { addPerson, persons } from '#modules/people'
import counts from '../../modules/home/counts.ts'
import { modules } from '../../modules/index.ts'
import { fillHouse } from './generate/generate.ts'
import { sizes, tokens } from './generate/sizes.ts'
import { benchPages, type Ask } from './pages.ts'
import { scansOf } from './plans.ts'
import { statementsOf } from './statements.ts'

/** They grow with authors and settings, never with persons or facts (`starts`: the coming events of one topic); `kept` reads them once, at the first page. */
const reference = new Set(['centres', 'certificate_kinds', 'courses', 'course_versions', 'course_version_lessons', 'event_topics', 'lessons', 'licence_topics', 'lesson_revisions', 'programme_versions', 'provinces', 'quizzes', 'reference_state', 'rubrics', 'settings', 'starts']) // prettier-ignore
/** One row: the version that each `kept` looks at. */
const always = new Set(['reference_state'])
/**
 * With statistics SQLite sees that this small house has fewer paper passes and persons than looking up a page of fifty
 * takes steps, and walks them. Without statistics, and in a larger house with them, it does not.
 */
const smaller = new Set(['course_passes', 'persons'])
/** So few in this house that looking at each is cheaper than its index. */
const few = ['events', 'event_enrolments', 'event_moves', 'event_sessions', 'event_trainers', 'licences', 'own']
const many = ['people, chief', 'people, administrator', 'home, chief', 'people, found', 'people, province']
/** A page takes so many statements at most, whoever asks and whatever the size of the house. */
const mostStatements = 11
const names = [
  'home',
  'courses',
  'lesson',
  'quiz',
  'record',
  'event',
  'register',
  ...many,
  'person',
  'journal',
  'home, observer',
]

let db: Db
let app: Built
let pages: Map<string, readonly Ask[]>
beforeAll(() => {
  learnAll(modules)
  db = open(':memory:')
  migrate(db, derivedOf(modules))
  fillHouse(db, sizes.S, Date.now())
  app = build({ config: readConfig({}), db, modules, site: makeSite(join(tmpdir(), 'lms-test-assets')) })
  pages = new Map(benchPages(db).map(({ name, asks }) => [name, asks]))
  const [one, other] = db.select({ id: persons.id }).from(persons).limit(2).all()
  const observer = addPerson(db, { staffId: 'BENCH-OBSERVER', nameKm: 'អ៊ុំ ធារ៉ា', nameLatin: 'UM THEARA', roles: [{ role: 'observer' }] }, Date.now()) // prettier-ignore
  const token = tokens.administrator
  pages.set('home, chief', [{ path: '/', token: tokens.chief }])
  pages.set('people, found', [{ path: '/people?q=sok', token }])
  pages.set('people, province', [{ path: '/people?province=15', token }])
  pages.set(
    'person',
    [one, other].map((person) => ({ path: `/people/${String(person?.id)}`, token })),
  )
  pages.set(
    'journal',
    ['/journal', '/journal?before=40'].map((path) => ({ path, token })),
  )
  pages.set('home, observer', [{ path: '/', token: signIn(db, observer.id, 'Chrome Android', Date.now()) }])
}, 60_000)
afterAll(async () => {
  await app.close()
  db.$client.close()
})
const show = async ({ path, token }: Ask): Promise<void> => {
  expect((await app.inject({ url: path, headers: { cookie: `login=${token}` } })).statusCode).toBe(200)
}
/** Statements of a page that nobody opened yet, and of the same page for the next person. */
const visits = async (name: string): Promise<{ first: string[]; next: string[] }> => {
  const [one, other] = pages.get(name) ?? []
  if (!one) throw new Error(`no page ${name}`)
  return {
    first: await statementsOf(db, () => show(one)),
    next: await statementsOf(db, () => show(other ?? one)),
  }
}
/** Its plan says SCAN, but it is no walk: words are looked up in their index, and the newest entries end it after a page. */
const isShort = (sql: string, detail: string): boolean =>
  /VIRTUAL TABLE INDEX \d+:M\d/.test(detail) ||
  (detail === 'SCAN journal' && /where true order by "journal"\."id" desc limit \d+$/.test(sql))
const walked = (statements: readonly string[], allowed: ReadonlySet<string>): string[] =>
  statements.flatMap((sql) =>
    scansOf(db, sql)
      .filter(({ table, detail }) => !allowed.has(table) && !isShort(sql, detail))
      .map(({ table, detail }) => `${table}: ${detail} in ${sql}`),
  )

test('every page that is measured is held here', () => {
  expect([...pages.keys()]).toEqual(names)
})
describe('without statistics, as every house runs', () => {
  test.each(names)('%s walks no table that grows with persons or facts', async (name) => {
    const { first, next } = await visits(name)
    expect(walked(first, reference)).toEqual([])
    expect(walked(next, always)).toEqual([])
    expect(next.length).toBeLessThanOrEqual(mostStatements)
  })
})
/** The worker reads all officers by their status, and facts by their persons, some hundreds at a time. */
test('the counts of a country walk no table, and the same standings are not asked for again', async () => {
  const story = (): Promise<unknown> => Promise.resolve(counts(db, { now: Date.now() }))
  const first = await statementsOf(db, story)
  const next = await statementsOf(db, story)
  expect(walked([...first, ...next], reference)).toEqual([])
  expect(next).not.toEqual([])
  expect(next.length).toBeLessThanOrEqual(mostStatements)
})
describe('with statistics of this small house', () => {
  beforeAll(() => {
    db.$client.exec('analyze')
  })
  test.each(names)('%s walks no table that grows with persons or facts', async (name) => {
    const { first, next } = await visits(name)
    const allowed = new Set([...few, ...(many.includes(name) ? smaller : [])])
    expect(walked(first, new Set([...reference, ...allowed]))).toEqual([])
    expect(walked(next, new Set([...always, ...allowed]))).toEqual([])
  })
})
describe('a walk is found', () => {
  test.each([
    ['of a table', 'select * from persons where "birthYear" = ?', ['persons']],
    ['of an index', 'select "staffId" from persons', ['persons']],
    [
      'under another name',
      'select 1 from persons p where exists (select 1 from results r where r.score > p.id)',
      ['persons', 'results'],
    ],
    [
      'inside a view',
      'select count(*) from statements',
      ['results', 'lesson_completions', 'course_passes', 'attendances'],
    ],
  ])('%s', (_, sql, tables) => {
    expect(scansOf(db, sql).map(({ table }) => table)).toEqual(expect.arrayContaining(tables))
  })
})
