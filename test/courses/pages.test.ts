import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { catalogue, courseEnrolments, completeLesson, lessonCompletions, readingPositions } from '#modules/courses'
import { prefer } from '#modules/people'
import { importCourses } from '../../modules/courses/content.ts'
import { anObserver, anOfficer } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'
import { aCourse, sourcesOf } from './support.ts'

const first = 'what-are-public-employment-services'
const second = 'nea-and-job-centres'
const lesson = `/courses/F1/lessons/${first}`
type Officer = ReturnType<World['as']>
const officerIn = (house: World): Officer => house.as(anOfficer(house.db).id)
const english = (house: World, { actor }: Officer): void => {
  prefer(house.db, actor, { language: 'en' }, noon)
}
/** The visible words of a page. */
const words = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('GET /courses: all eight in order, what is begun, what is coming, one next step', async () => {
  const house = world()
  const officer = officerIn(house)
  const fresh = await officer.get('/courses')
  expect(fresh.statusCode).toBe(200)
  expect([...fresh.body.matchAll(/class="nm" href="\/courses\/(F\d)"/g)].map(([, code]) => code)).toEqual([
    'F1',
    'F2',
    'F3',
    'F4',
    'F5',
    'F6',
    'F7',
    'F8',
  ])
  expect(fresh.body.match(/កំពុងរៀបចំ/g)).toHaveLength(6)
  expect(fresh.body).toContain(`href="${lesson}?resume&#x3D;1"`)
  expect(fresh.body).toContain('ចាប់ផ្តើមរៀន')
  completeLesson(house.db, officer.actor, { code: 'F1', slug: first, uuid: randomUUID() }, noon)
  const begun = words((await officer.get('/courses')).body)
  expect(begun).toContain('១ ក្នុង ៤ មេរៀន')
  expect(begun).toContain('បន្តរៀន')
  expect(begun).toContain('ទីភ្នាក់ងារជាតិមុខរបរ និងការងារ និងបណ្តាញមជ្ឈមណ្ឌលការងារ')
})
test('GET /courses/:code: summary, outcomes, lessons with minutes, the quiz with its pass mark, a way in', async () => {
  const house = world()
  const officer = officerIn(house)
  const { statusCode, body } = await officer.get('/courses/f1')
  expect(statusCode).toBe(200)
  expect(body).toContain('action="/courses/F1/enrolments"')
  expect(body).toContain('href="/quizzes/F1"')
  expect(words(body)).toContain('ពិន្ទុជាប់ ៧០%')
  expect(body.match(/\/courses\/F1\/lessons\//g)).toHaveLength(4)
  completeLesson(house.db, officer.actor, { code: 'F1', slug: first, uuid: randomUUID() }, noon)
  const begun = (await officer.get('/courses/F1')).body
  expect(begun.match(/stn is-done/g)).toHaveLength(1)
  expect(begun).toContain(`class="btn btn-1 btn-block" href="/courses/F1/lessons/${second}"`)
  expect(begun).not.toContain('enrolments')
})
test('GET /courses/:code of an announced course says so and offers nothing to begin', async () => {
  const house = world()
  const { statusCode, body } = await officerIn(house).get('/courses/F3')
  expect(statusCode).toBe(200)
  expect(body).toContain('ម៉ូឌុលនេះកំពុងរៀបចំ')
  expect(body).not.toMatch(/<form[^>]*courses|quizzes/)
})
test.each([
  '/courses/F77',
  '/courses/x',
  '/courses/F3/lessons/one',
  '/courses/F1/lessons/four-stages',
  '/courses/F1/lessons/NO',
])('GET %s is 404', async (path) => {
  const house = world()
  expect((await officerIn(house).get(path)).statusCode).toBe(404)
})
test.each(['/courses', '/courses/F1', lesson])('a visitor of %s is led to the sign-in', async (path) => {
  const { visitor } = world()
  const answer = await visitor.get(path)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(path)}`])
})
test('GET a lesson: its place, its text once, the form of "done"; and it writes nothing', async () => {
  const house = world()
  const officer = officerIn(house)
  const changes = (): number => house.db.$client.prepare<[], number>('select total_changes()').pluck().get() ?? 0
  const before = changes()
  const { statusCode, body, headers } = await officer.get(lesson)
  expect(changes()).toBe(before)
  expect(statusCode).toBe(200)
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(words(body)).toContain('មេរៀន ១ ក្នុង ៤')
  expect(body.match(/<h1/g)).toHaveLength(1)
  expect(body.match(/ប្រាក់ដែលបត់នៅក្នុងដៃ/g)).toHaveLength(1)
  expect(body).toMatch(
    new RegExp(`action="${lesson}/completions"><input type="hidden" name="uuid" value="[0-9a-f-]{36}"`),
  )
  expect(body).not.toContain('\u0001')
  expect(body.trimEnd().endsWith('</html>')).toBe(true)
  expect(body).toContain('<self-check class="check">')
})
test('a lesson that is done shows it and leads on without a form; the last one leads to the course', async () => {
  const house = world()
  const officer = officerIn(house)
  completeLesson(house.db, officer.actor, { code: 'F1', slug: first, uuid: randomUUID() }, noon)
  const { body } = await officer.get(lesson)
  expect(body).not.toContain('/completions')
  expect(body).toContain(`class="btn btn-1 grow" href="/courses/F1/lessons/${second}"`)
  const observer = house.as(anObserver(house.db).id)
  const last = await observer.get('/courses/F1/lessons/role-competence-ethics')
  expect(last.body).toContain('class="btn btn-1 grow" href="/courses/F1"')
  expect(last.body).not.toMatch(/completions|lesson-reader/)
})
test('an English page shows the English text', async () => {
  const house = world()
  const officer = officerIn(house)
  english(house, officer)
  const { body } = await officer.get(lesson)
  expect(body).toContain('The money folded in her hand')
  expect(body).toContain('<html lang="en">')
  expect(body).toContain('<div class="prose"><div class="aim">')
})
test('without an English text the page shows the Khmer one, marked as Khmer, and says so', async () => {
  const house = world()
  importCourses(house.db, sourcesOf(aCourse()), noon)
  const officer = officerIn(house)
  const khmer = await officer.get('/courses/F9/lessons/one')
  expect(khmer.body).not.toContain('lang="km">Know')
  english(house, officer)
  const { body, statusCode } = await officer.get('/courses/F9/lessons/one')
  expect(statusCode).toBe(200)
  expect(body).toContain('<div class="prose" lang="km"><div class="aim"><p>Know it.</p></div>')
  expect(body).toContain('This lesson has no English text yet.')
  expect(khmer.body).toContain('<div class="prose"><div class="aim">')
})
test('POST enrolments begins and leads to the first lesson; twice is once', async () => {
  const house = world()
  const officer = officerIn(house)
  for (const path of ['/courses/F1/enrolments', '/courses/f1/enrolments']) {
    const answer = await officer.post(path)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, lesson])
  }
  expect(house.db.select().from(courseEnrolments).all()).toHaveLength(1)
})
test('POST enrolments: 409 for an announced course, 404 for none, 403 for who does not learn', async () => {
  const house = world()
  const officer = officerIn(house)
  const refused = await officer.post('/courses/F3/enrolments')
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('មិនទាន់អាចចាប់ផ្តើមបានទេ')
  expect((await officer.post('/courses/F88/enrolments')).statusCode).toBe(404)
  expect((await house.as(anObserver(house.db).id).post('/courses/F1/enrolments')).statusCode).toBe(403)
})
test('POST completions: 303 to the next lesson, and after the last one to the course, which says that the quiz comes next', async () => {
  const house = world()
  const officer = officerIn(house)
  const slugs = catalogue(house.db).courses[0]?.current?.lessons.map(({ slug }) => slug) ?? []
  for (const [at, slug] of slugs.entries()) {
    const answer = await officer.post(`/courses/F1/lessons/${slug}/completions`, { uuid: randomUUID() })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(slugs[at + 1] ? `/courses/F1/lessons/${slugs[at + 1] ?? ''}` : '/courses/F1')
    if (at === slugs.length - 1)
      expect(decodeURIComponent(String(answer.cookies[0]?.value))).toBe('courses:done.quizNext')
  }
  const course = await officer.get('/courses/F1')
  expect(course.body).toContain('class="btn btn-1 btn-block" href="/quizzes/F1"')
  expect(words((await officer.get('/courses')).body)).toContain('ធ្វើតេស្តម៉ូឌុល')
})
test('POST completions: 422 shows the lesson again with a sound form, 409 a uuid of another lesson, 404, 403', async () => {
  const house = world()
  const officer = officerIn(house)
  const bad = await officer.post(`${lesson}/completions`, { uuid: 'x' })
  expect(bad.statusCode).toBe(422)
  expect(bad.body).toMatch(/role="alert"[^]*name="uuid" value="[0-9a-f-]{36}"/)
  const uuid = randomUUID()
  await officer.post(`${lesson}/completions`, { uuid })
  const reused = await officer.post(`/courses/F1/lessons/${second}/completions`, { uuid })
  expect(reused.statusCode).toBe(409)
  expect(reused.body).not.toContain(uuid)
  expect((await officer.post('/courses/F1/lessons/nowhere/completions', { uuid: randomUUID() })).statusCode).toBe(404)
  expect(
    (await house.as(anObserver(house.db).id).post(`${lesson}/completions`, { uuid: randomUUID() })).statusCode,
  ).toBe(403)
  expect(house.db.select().from(lessonCompletions).all()).toHaveLength(1)
})
test('POST positions: 204 keeps one row, the last place wins, and ?resume=1 gives it to the reader', async () => {
  const house = world()
  const officer = officerIn(house)
  for (const fraction of ['0.25', '0.4321']) {
    const answer = await officer.post('/courses/F1/positions', { slug: first, fraction })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
  }
  expect(house.db.select().from(readingPositions).all()).toMatchObject([
    { personId: officer.actor.person, fraction: 0.4321, updatedAt: noon },
  ])
  expect((await officer.get(`${lesson}?resume=1`)).body).toContain('data-resume-at="0.4321"')
  expect((await officer.get(lesson)).body).toContain('data-resume-at=""')
  expect((await officer.get('/courses')).body).toContain(`${lesson}?resume`)
})
test.each([
  [{ slug: first, fraction: '1.2' }, 422],
  [{ slug: first, fraction: '-1' }, 422],
  [{ slug: first, fraction: 'x' }, 422],
  [{ fraction: '0.5' }, 422],
  [{ slug: 'nowhere', fraction: '0.5' }, 404],
])('POST positions %j is %i and keeps nothing', async (form, status) => {
  const house = world()
  expect((await officerIn(house).post('/courses/F1/positions', form as Record<string, string>)).statusCode).toBe(status)
  expect(
    (await house.as(anObserver(house.db).id).post('/courses/F1/positions', { slug: first, fraction: '0.5' }))
      .statusCode,
  ).toBe(403)
  expect(house.db.select().from(readingPositions).all()).toEqual([])
})
test('a foreign site can neither finish a lesson nor move a position', async () => {
  const house = world()
  const officer = officerIn(house)
  for (const path of [`${lesson}/completions`, '/courses/F1/positions'])
    expect((await officer.post(path, { uuid: randomUUID() }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
})
