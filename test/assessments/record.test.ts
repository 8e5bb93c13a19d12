import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { present } from '#server/errors'
import { text, voice } from '#server/i18n'
import { journal } from '#server/schema'
import { startOf } from '#server/time'
import { quizSummary, recordResult, results } from '#modules/assessments'
import { anAdministrator, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'

const form = (person: number, more: Record<string, string> = {}): Record<string, string> => ({
  person: String(person),
  quiz: 'POST',
  score: '៧២',
  happenedOn: '2025-03-14',
  evidence: 'បញ្ជីពិន្ទុ ចុះហត្ថលេខាដោយគ្រូបង្គោល ទូឯកសារ ៣',
  once: randomUUID(),
  ...more,
})
test('an administrator records an earlier result with its evidence: twice is once, and the journal says who', async () => {
  const { db, as } = world()
  const [officer, office] = [anOfficer(db), as(anAdministrator(db).id)]
  const page = await office.get(`/quizzes/results/new?person=${String(officer.id)}`)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('POST · តេស្តក្រោយវគ្គ')
  const typed = form(officer.id)
  for (const _ of [1, 2]) {
    const answer = await office.post('/quizzes/results', typed)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/people/${String(officer.id)}`])
  }
  expect(db.select().from(results).all()).toMatchObject([
    {
      score: 72,
      passed: true,
      passMark: 70,
      method: 'paper',
      attemptId: null,
      recordedBy: office.actor.person,
      happenedAt: startOf('2025-03-14'),
      evidence: typed.evidence,
    },
  ])
  expect(quizSummary(db, officer.id, 'POST')).toMatchObject({ best: 72, passed: true, attempts: 0 })
  const written = db.select().from(journal).where(eq(journal.action, 'assessments.record')).all()
  expect(written).toMatchObject([{ subject: `people/${String(officer.id)}`, personId: office.actor.person }])
})
test('the form: 422 names each field, 409 a day to come and other content under one uuid, 404 an unknown person, 403 an officer', async () => {
  const { db, as } = world()
  const [officer, office] = [anOfficer(db), as(anAdministrator(db).id)]
  const empty = await office.post(
    '/quizzes/results',
    form(officer.id, { quiz: '', score: '101', happenedOn: '2025-02-30', evidence: '' }),
  )
  expect(empty.statusCode).toBe(422)
  for (const field of ['quiz', 'score', 'happenedOn', 'evidence']) expect(empty.body).toContain(`href="#f-${field}"`)
  expect((await office.post('/quizzes/results', form(officer.id, { happenedOn: '2026-11-25' }))).statusCode).toBe(409)
  const typed = form(officer.id)
  await office.post('/quizzes/results', typed)
  expect((await office.post('/quizzes/results', { ...typed, score: '99' })).statusCode).toBe(409)
  expect(db.select().from(results).all()).toHaveLength(1)
  expect((await office.post('/quizzes/results', form(9_999))).statusCode).toBe(404)
  expect((await office.get('/quizzes/results/new?person=9999')).statusCode).toBe(404)
  expect((await office.get('/quizzes/results/new')).statusCode).toBe(404)
  expect((await office.post('/quizzes/results', form(officer.id, { quiz: 'NO' }))).statusCode).toBe(404)
  const own = as(officer.id)
  expect((await own.get(`/quizzes/results/new?person=${String(officer.id)}`)).statusCode).toBe(403)
  expect((await own.post('/quizzes/results', form(officer.id))).statusCode).toBe(403)
})
test('the same paper typed by a second administrator is refused; another day or a corrected result is not', async () => {
  const { db, as } = world()
  const [officer, first, second] = [anOfficer(db), as(anAdministrator(db).id), as(anAdministrator(db).id)]
  await first.post('/quizzes/results', form(officer.id))
  const refused = await second.post('/quizzes/results', form(officer.id, { score: '80' }))
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain(text(voice('km'), 'assessments:refused.known'))
  expect(refused.body).toContain('value="80"')
  expect((await second.post('/quizzes/results', form(officer.id, { happenedOn: '2025-03-15' }))).statusCode).toBe(303)
  expect((await second.post('/quizzes/results', form(anOfficer(db).id))).statusCode).toBe(303)
  const { id, ...wrong } = present(db.select().from(results).get(), 'the first')
  db.insert(results)
    .values({ ...wrong, uuid: randomUUID(), voids: id, happenedAt: startOf('2025-03-10') })
    .run()
  expect((await second.post('/quizzes/results', form(officer.id))).statusCode).toBe(303)
  expect(db.select().from(journal).where(eq(journal.action, 'assessments.record')).all()).toHaveLength(4)
})
test('a form whose mark was bent gets a new one and can be sent', async () => {
  const { db, as } = world()
  const [officer, office] = [anOfficer(db), as(anAdministrator(db).id)]
  for (const once of ['x', ['a', 'b']]) {
    const answer = await office.post('/quizzes/results', { ...form(officer.id), once })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toMatch(/name="once" value="[\da-f-]{36}"/)
  }
})
test('a verdict on the paper may differ from the mark of today', () => {
  const { db, as } = world()
  const input = {
    quizCode: 'POST',
    personId: anOfficer(db).id,
    score: 65,
    passed: true,
    happenedOn: '2023-01-10',
    evidence: 'ក',
    uuid: randomUUID(),
  }
  expect(recordResult(db, as(anAdministrator(db).id).actor, input, noon)).toMatchObject({
    score: 65,
    passed: true,
    passMark: 70,
  })
})
