import { expect, test } from 'vitest'
import { minute, second } from '#server/time'
import { results, submitAttempt } from '#modules/assessments'
import { aChief, anAdministrator, anOfficer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { answerAll, house, words } from './house.ts'
import { asked, begin } from './quiz.ts'

test('sending in asks about open questions: more of them than the page said is 409, then the result comes; twice is once', async () => {
  const made = house()
  const { db, officer } = made
  const { id } = begin(db, officer.actor)
  await answerAll(made, officer, id, 2)
  await officer.post(`/attempts/${String(id)}/answers`, { position: '3' })
  const page = `/attempts/${String(id)}`
  const refused = await officer.post(`${page}/submission`, { unanswered: '0' })
  expect(refused.statusCode).toBe(409)
  expect(words(refused.body)).toContain('បញ្ជូនទាំងខ្វះ ១ សំណួរ')
  expect((await officer.post(`${page}/submission`, {})).statusCode).toBe(422)
  for (const _ of [1, 2])
    expect((await officer.post(`${page}/submission`, { unanswered: '1' })).headers.location).toBe(page)
  expect(db.select().from(results).all()).toHaveLength(1)
  const late = await officer.post(`${page}/answers`, { position: '3', answer: 'a' })
  expect(late.statusCode).toBe(409)
  expect(words(late.body)).toContain('ចម្លើយចុងក្រោយនេះមិនបានរក្សាទុកទេ')
})
test('below the mark: "not yet", what to learn first with reason and lesson, and the way to try again', async () => {
  const made = house()
  const { db, officer } = made
  const { id } = begin(db, officer.actor)
  await answerAll(made, officer, id, 2)
  await officer.post(`/attempts/${String(id)}/submission`, { unanswered: '0' })
  const { body } = await officer.get(`/attempts/${String(id)}`)
  const wrong = asked(db, id)[2]?.code ?? ''
  for (const said of [
    'មិនទាន់ជាប់',
    '៦៧%',
    'អ្នកទទួលបាន ៦៧% ហើយពិន្ទុជាប់គឺ ៧០%។',
    `ត្រូវ ${wrong}`,
    `ព្រោះ ${wrong}`,
    'មិនទាន់ត្រឹមត្រូវទេ។',
  ])
    expect(words(body)).toContain(said)
  expect(body).not.toMatch(/ធ្លាក់|ខុស/)
  expect(body).toContain(`/courses/T1/lessons/${wrong.slice(0, 1)}`)
  expect(body).toContain('stroke-dasharray="67 100"')
  expect(body).toContain('rotate(252 60 60)')
  expect(body.indexOf(`ព្រោះ ${wrong}`)).toBeLessThan(body.indexOf('<details class="stack rest"'))
  expect(words(body)).toContain('ធ្វើតេស្តម្តងទៀត')
})
test('passed: said so, all right ones folded away, the next step leads back; the best counts on the introduction', async () => {
  const made = house()
  const { db, officer } = made
  const { id } = begin(db, officer.actor)
  await answerAll(made, officer, id, 3)
  await officer.post(`/attempts/${String(id)}/submission`, { unanswered: '0' })
  const { body } = await officer.get(`/attempts/${String(id)}`)
  expect(words(body)).toContain('ជាប់ហើយ')
  expect(words(body)).toContain('៣ ក្នុង ៣ ត្រឹមត្រូវ')
  expect(body).toMatch(/class="btn btn-1 grow" href="\/"/)
  expect(words((await officer.get('/quizzes/T1')).body)).toContain('១០០% · ជាប់')
})
test('when the time is up a GET writes nothing and shows the result; what it shows is what the fact will say', async () => {
  const made = house()
  const { db, officer, later } = made
  const { id } = begin(db, officer.actor)
  await answerAll(made, officer, id, 1)
  later(10 * minute + 30 * second)
  expect(words((await officer.get(`/attempts/${String(id)}`)).body)).toContain('អស់ពេលហើយ')
  later(1)
  const before = db.$client.prepare('select total_changes()').pluck().get()
  const { body } = await officer.get(`/attempts/${String(id)}`)
  expect(db.$client.prepare('select total_changes()').pluck().get()).toBe(before)
  expect(words(body)).toContain('៣៣%')
  expect(words(body)).toContain('ប្រព័ន្ធបានបញ្ជូនចម្លើយដែលបានរក្សាទុក')
  await officer.post(`/attempts/${String(id)}/submission`, { unanswered: '0' })
  expect(db.select().from(results).get()).toMatchObject({ score: 33, passed: false })
})
test('nothing of another person’s attempt: 404 to read, answer and send in; the chief neither', async () => {
  const { db, as, officer } = house()
  const { id } = begin(db, officer.actor)
  const page = `/attempts/${String(id)}`
  const nosy = [as(anOfficer(db).id), as(aChief(db).id)]
  for (const when of ['open', 'submitted']) {
    if (when === 'submitted') submitAttempt(db, officer.actor, id, noon)
    for (const one of nosy) {
      expect((await one.get(page)).statusCode).toBe(404)
      expect((await one.get(`${page}?q=1`)).statusCode).toBe(404)
      expect((await one.post(`${page}/answers`, { position: '1', answer: 'a' })).statusCode).toBe(404)
      expect((await one.post(`${page}/submission`, { unanswered: '3' })).statusCode).toBe(404)
    }
  }
  expect((await officer.get('/attempts/999')).statusCode).toBe(404)
  expect((await officer.get('/attempts/x')).statusCode).toBe(404)
})
test('an administrator sees a finished attempt, never an open one', async () => {
  const { db, as, officer } = house()
  const { id } = begin(db, officer.actor)
  const office = as(anAdministrator(db).id)
  expect((await office.get(`/attempts/${String(id)}`)).statusCode).toBe(404)
  submitAttempt(db, officer.actor, id, noon)
  const { statusCode, body } = await office.get(`/attempts/${String(id)}`)
  expect(statusCode).toBe(200)
  expect(words(body)).not.toContain('ធ្វើតេស្តម្តងទៀត')
  expect(body).not.toContain('href="/quizzes/T1"')
})
