import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { minute, second } from '#server/time'
import { submitAttempt } from '#modules/assessments'
import { anObserver } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { house, words } from './house.ts'
import { begin, question, stateOf } from './quiz.ts'

const onceOf = (html: string): string => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? ''

test('the introduction says what comes, and its one button begins: twice is once', async () => {
  const { officer } = house({ attemptLimit: 3 })
  const intro = await officer.get('/quizzes/t1')
  expect(intro.statusCode).toBe(200)
  for (const said of ['តេស្តសាកល្បង', '៣ សំណួរ', '១០ នាទី', '៧០%', 'មិនទាន់បានធ្វើ', 'ចាប់ផ្តើមតេស្ត'])
    expect(words(intro.body)).toContain(said)
  const once = onceOf(intro.body)
  const first = await officer.post('/quizzes/T1/attempts', { once })
  const again = await officer.post('/quizzes/T1/attempts', { once })
  expect(first.statusCode).toBe(303)
  expect(again.headers.location).toBe(first.headers.location)
  const open = await officer.get('/quizzes/T1')
  expect(words(open.body)).toContain('បន្តធ្វើតេស្ត')
  expect(words(open.body)).toContain('នៅសល់ ១០ នាទី')
  expect(onceOf(open.body)).toBe('')
})
test('the introduction: unknown is 404, a bent form 422, the limit 409 with the reason', async () => {
  const { db, officer } = house({ attemptLimit: 1 })
  expect((await officer.get('/quizzes/NO')).statusCode).toBe(404)
  expect((await officer.post('/quizzes/NO/attempts', { once: randomUUID() })).statusCode).toBe(404)
  expect((await officer.post('/quizzes/T1/attempts', { once: 'no' })).statusCode).toBe(422)
  submitAttempt(db, officer.actor, begin(db, officer.actor).id, noon)
  const refused = await officer.post('/quizzes/T1/attempts', { once: randomUUID() })
  expect(refused.statusCode).toBe(409)
  expect(words(refused.body)).toContain('គ្រប់ ១ លើកហើយ')
  expect(onceOf((await officer.get('/quizzes/T1')).body)).toBe('')
})
test('a test that is coming is shown, has no button, and cannot be started', async () => {
  const { officer } = house()
  const intro = await officer.get('/quizzes/POST')
  expect(words(intro.body)).toContain('តេស្តនេះនឹងមកដល់')
  expect(onceOf(intro.body)).toBe('')
  expect((await officer.post('/quizzes/POST/attempts', { once: randomUUID() })).statusCode).toBe(409)
})
test('who may not take a quiz reads the introduction without a button, and a start is 403; a visitor signs in', async () => {
  const { db, as, visitor } = house()
  const observer = as(anObserver(db).id)
  expect(onceOf((await observer.get('/quizzes/T1')).body)).toBe('')
  expect((await observer.post('/quizzes/T1/attempts', { once: randomUUID() })).statusCode).toBe(403)
  expect((await observer.get('/attempts/1')).statusCode).toBe(403)
  expect((await visitor.get('/quizzes/T1')).headers.location).toBe('/sign-in?next=%2Fquizzes%2FT1')
})
test('a second device shows the same question, options in the same order, the answer given and the time left', async () => {
  const { db, as, officer, later } = house()
  const { id } = begin(db, officer.actor)
  await officer.post(`/attempts/${String(id)}/answers`, { position: '2', answer: 'b' })
  later(3 * minute)
  const phone = await officer.get(`/attempts/${String(id)}?q=2`)
  const shared = await as(officer.actor.person).get(`/attempts/${String(id)}?q=2`)
  expect(shared.body).toBe(phone.body)
  expect(phone.body).toMatch(/value="b" checked/)
  expect(words(phone.body)).toContain('នៅសល់ ៧ នាទី')
  expect(words(phone.body)).toContain('សំណួរទី២ ក្នុង ៣')
})
test('without a number the first open question comes; past the last, all of them', async () => {
  const { db, officer } = house()
  const { id } = begin(db, officer.actor)
  await officer.post(`/attempts/${String(id)}/answers`, { position: '1', answer: 'a' })
  expect(words((await officer.get(`/attempts/${String(id)}`)).body)).toContain('សំណួរទី២')
  for (const q of ['all', '9'])
    expect(words((await officer.get(`/attempts/${String(id)}?q=${q}`)).body)).toContain('មិនទាន់បានឆ្លើយ ២ សំណួរ')
})
test('buttons save and lead on: next, previous, all, and after the last question to the overview', async () => {
  const { db, officer } = house()
  const { id } = begin(db, officer.actor)
  const go = async (position: string, where: string): Promise<unknown> =>
    (await officer.post(`/attempts/${String(id)}/answers`, { position, answer: 'a', go: where })).headers.location
  expect(await go('1', 'next')).toBe(`/attempts/${String(id)}?q=2`)
  expect(await go('2', 'previous')).toBe(`/attempts/${String(id)}?q=1`)
  expect(await go('2', 'all')).toBe(`/attempts/${String(id)}?q=all`)
  expect(await go('3', 'next')).toBe(`/attempts/${String(id)}?q=all`)
  expect(words((await officer.get(`/attempts/${String(id)}?q=all`)).body)).toContain('អ្នកបានឆ្លើយសំណួរទាំងអស់ហើយ')
})
test('the script saves by the same address and hears the time left, or why not', async () => {
  const { db, officer, later } = house()
  const { id } = begin(db, officer.actor)
  const save = (answer: string) =>
    officer.post(`/attempts/${String(id)}/answers`, { position: '1', answer }, { accept: 'application/json' })
  later(minute)
  expect((await save('c')).json()).toEqual({ left: 540 })
  expect((await save('z')).statusCode).toBe(422)
  expect((await save('d')).statusCode).toBe(409)
  expect((await officer.get(`/attempts/${String(id)}?q=1`)).body).toMatch(/value="c" checked/)
  later(10 * minute)
  const late = await save('a')
  expect(late.statusCode).toBe(409)
  expect(late.json()).toMatchObject({ reason: expect.stringContaining('មិនបានរក្សាទុកទេ') as string })
  expect(stateOf(db, id)).toBe('submitted')
})
test('the right answers and reasons never leave the server while an attempt is open, in either language', async () => {
  // The marks of the right option stand in the key only: here all options read alike.
  const plain = {
    options: [
      { km: 'ជម្រើស១', en: 'option1', right: true },
      { km: 'ជម្រើស២', en: 'option2' },
    ],
  }
  const { db, officer, later } = house({
    questions: ['a-1', 'a-2', 'b-1'].map((id) => question(id, id.slice(0, 1), plain)),
  })
  const { id } = begin(db, officer.actor)
  const page = `/attempts/${String(id)}`
  const seen: string[] = []
  for (const language of ['km', 'en']) {
    await officer.post('/language', { language })
    for (const q of ['1', '2', '3', 'all', '']) seen.push((await officer.get(`${page}?q=${q}`)).body)
    seen.push((await officer.get('/quizzes/T1')).body)
    seen.push(
      (await officer.post(`${page}/answers`, { position: '1', answer: 'a' }, { accept: 'application/json' })).body,
    )
    seen.push((await officer.post(`${page}/answers`, { position: '1', answer: ['a', 'b'] })).body)
    seen.push((await officer.post(`${page}/submission`, { unanswered: '0' })).body)
  }
  later(10 * minute + 30 * second)
  seen.push((await officer.get(`${page}?q=1`)).body)
  for (const body of seen)
    expect(body).not.toMatch(
      /ព្រោះ [ab]-|because [ab]-|"?right"?:|isRight|is-right|<dt>ចម្លើយត្រឹមត្រូវ|<dt>Right answer|lessons\/[ab]/,
    )
  expect(seen.every((body) => body.length > 5)).toBe(true)
  await officer.post(`${page}/submission`, { unanswered: '3' })
  expect((await officer.get(page)).body).toMatch(/because/)
})
test('what a page says about a question does not depend on which option is right', async () => {
  const bank = (right: number) =>
    ['a-1', 'a-2', 'b-1'].map((id) =>
      question(id, id.slice(0, 1), {
        options: [0, 1, 2].map((at) => ({ km: `ជម្រើស${String(at)}`, en: `option${String(at)}`, right: at === right })),
      }),
    )
  const pages = await Promise.all(
    [0, 2].map(async (right) => {
      const { db, officer } = house({ questions: bank(right) })
      const { id } = begin(db, officer.actor, noon, { seed: 5 })
      return (await officer.get(`/attempts/${String(id)}?q=1`)).body.replaceAll(/T-\d+/g, '')
    }),
  )
  expect(pages[0]).toBe(pages[1])
})
