import { expect, test } from 'vitest'
import { aChief, anAdministrator, anObserver, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

test('the front page says what this is and leads to sign-in', async () => {
  const page = await world().visitor.get('/')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('href="/sign-in"')
})
test('a new officer’s home has one next step: the first lesson', async () => {
  const { db, as } = world()
  const page = await as(anOfficer(db).id).get('/')
  expect(page.body.match(/class="resume"/g)).toHaveLength(1)
  expect(page.body).toContain('/courses/F1/lessons/what-are-public-employment-services')
  expect(page.body.match(/class="st[ "]/g)).toHaveLength(4)
})
test('a chief’s home names who has not learned lately; an observer’s home counts without names', async () => {
  const { db, as } = world()
  const officer = anOfficer(db, 15)
  expect((await as(aChief(db, 15).id).get('/')).body).toContain(`/people/${String(officer.id)}`)
  const counts = (await as(anObserver(db).id).get('/')).body
  expect(counts).not.toContain(officer.staffId)
  expect(counts.match(/<th scope="row"/g)).toHaveLength(25)
  expect((await as(anAdministrator(db).id).get('/')).body).toContain('/people?province')
})
