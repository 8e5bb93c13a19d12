import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { coursePasses, courseDesk } from '#modules/courses'
import { aChief, anAdministrator, anOfficer } from '../support/factories.ts'
import { world, type World } from '../support/world.ts'

type Given = { house: World; admin: ReturnType<World['as']>; person: number; form: Record<string, string> }
const given = (): Given => {
  const house = world()
  const person = anOfficer(house.db).id
  const form = {
    once: randomUUID(),
    personId: String(person),
    course: 'F4',
    score: '៨៥',
    day: '2025-03-14',
    evidence: 'បញ្ជីលទ្ធផលលេខ ១២',
  }
  return { house, admin: house.as(anAdministrator(house.db).id), person, form }
}
test('the form names the person and all courses; without a person it is 404, for others 403', async () => {
  const { house, admin, person } = given()
  const { statusCode, body } = await admin.get(`/courses/passes/new?person=${String(person)}`)
  expect(statusCode).toBe(200)
  expect(body).toContain('សុខ ចន្ថា')
  expect(body.match(/<option value="F\d"/g)).toHaveLength(8)
  for (const query of ['', '?person=x', '?person=999999'])
    expect((await admin.get(`/courses/passes/new${query}`)).statusCode).toBe(404)
  expect((await house.as(aChief(house.db).id).get(`/courses/passes/new?person=${String(person)}`)).statusCode).toBe(403)
})
test('a result from paper is one fact, stands in the record, and counts as passed; the form twice is once', async () => {
  const { house, admin, person, form } = given()
  for (let n = 0; n < 2; n++) {
    const answer = await admin.post('/courses/passes', form)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/people/${String(person)}`])
  }
  expect(house.db.select().from(coursePasses).all()).toMatchObject([
    {
      personId: person,
      score: 85,
      passMark: 70,
      method: 'paper',
      recordedBy: admin.actor.person,
      evidence: 'បញ្ជីលទ្ធផលលេខ ១២',
    },
  ])
  const sql = `select tier, kind, subject, score, passed, method, date(happenedAt / 1000 + 25200, 'unixepoch') as day from statements where personId = ?`
  expect(house.db.$client.prepare(sql).all(person)).toEqual([
    { tier: 1, kind: 'course', subject: 'F4', score: 85, passed: 1, method: 'paper', day: '2025-03-14' },
  ])
  expect(courseDesk(house.db, person).states[3]).toMatchObject({ isPassed: true, best: 85, next: 'nothing' })
})
test('without a score the paper only says that it was passed', async () => {
  const { house, admin, form } = given()
  expect((await admin.post('/courses/passes', { ...form, score: '' })).statusCode).toBe(303)
  expect(house.db.select().from(coursePasses).get()?.score).toBeNull()
})
test.each([
  [{ score: '69' }, 409, '៧០%'],
  [{ day: '2027-01-01' }, 409, 'មិនទាន់មកដល់'],
  [{ day: '31/02/2025' }, 422, 'កាលបរិច្ឆេទ'],
  [{ score: 'x' }, 422, 'ពិន្ទុ'],
  [{ score: '101' }, 422, 'ពិន្ទុ'],
  [{ evidence: '' }, 422, 'ភស្តុតាង'],
])('%j is %i, and nothing typed is lost', async (change, status, says) => {
  const { house, admin, form } = given()
  const answer = await admin.post('/courses/passes', { ...form, ...(change as Record<string, string>) })
  expect(answer.statusCode).toBe(status)
  expect(answer.body).toMatch(new RegExp(`role="alert"[^]*${says}`))
  expect(answer.body).toContain(`value="${form.once ?? ''}"`)
  expect(answer.body).toContain('<option value="F4" selected>')
  expect(house.db.select().from(coursePasses).all()).toEqual([])
})
test('a second paper of the same module and day is refused, the same form with another score too', async () => {
  const { house, admin, form } = given()
  await admin.post('/courses/passes', form)
  expect((await admin.post('/courses/passes', { ...form, once: randomUUID() })).statusCode).toBe(409)
  expect((await admin.post('/courses/passes', { ...form, score: '90' })).statusCode).toBe(409)
  expect(house.db.select().from(coursePasses).all()).toMatchObject([{ score: 85 }])
})
test('a course or person that is not there is 404; who is no administrator, 403', async () => {
  const { house, admin, form } = given()
  expect((await admin.post('/courses/passes', { ...form, course: 'F99' })).statusCode).toBe(404)
  expect((await admin.post('/courses/passes', { ...form, personId: '999999' })).statusCode).toBe(404)
  expect((await house.as(aChief(house.db).id).post('/courses/passes', form)).statusCode).toBe(403)
})
test('a form whose mark was bent gets a new one and can be sent', async () => {
  const { admin, form } = given()
  const answer = await admin.post('/courses/passes', { ...form, once: 'undefined' })
  expect(answer.statusCode).toBe(422)
  const once = /name="once" value="([\da-f-]{36})"/.exec(answer.body)?.[1] ?? ''
  expect((await admin.post('/courses/passes', { ...form, once })).statusCode).toBe(303)
  const { once: _none, ...without } = form
  expect((await admin.post('/courses/passes', without)).body).toMatch(/name="once" value="[\da-f-]{36}"/)
})
