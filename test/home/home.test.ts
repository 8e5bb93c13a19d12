import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { catalogue, completeLesson } from '#modules/courses'
import { places } from '#modules/people'
import { importProgramme, newestVersion, versionOf } from '#modules/programme'
import counts from '../../modules/home/counts.ts'
import { quietOfficers } from '../../modules/home/quiet.ts'
import { aChief, anAdministrator, anObserver, anOfficer, aPerson } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'

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
test('quiet are officers of the centre she leads: no observer there, nobody of another centre, whatever else she may see', () => {
  const { db, as } = world()
  const centreId = places(db).centres.find(({ provinceId }) => provinceId === 15)?.id ?? 0
  const chief = aPerson(db, { centre: 15, roles: [{ role: 'chief', centreId }, { role: 'administrator' }] })
  const mine = anOfficer(db, 15)
  const watching = aPerson(db, { centre: 15, roles: [{ role: 'observer' }] })
  const far = anOfficer(db, 1)
  const quiet = quietOfficers(db, as(chief.id).actor, noon).map(({ id }) => id)
  expect(quiet).toEqual([mine.id])
  expect(quiet).not.toContain(watching.id)
  expect(quiet).not.toContain(far.id)
})
test('who reads her first lesson has begun tier 1 in the observer’s counts', async () => {
  const { db, as, now } = world()
  const { actor } = as(anOfficer(db).id)
  anOfficer(db)
  const slug = catalogue(db).courses[0]?.current?.lessons[0]?.slug ?? ''
  completeLesson(db, actor, { code: 'F1', slug, uuid: randomUUID() }, now)
  expect((await counts(db, { now })).tiers[0]).toEqual({ began: 1, completed: 0 })
})
test('her first lesson enrols her, so a later programme does not move her', () => {
  const { db, as, now } = world()
  const { actor } = as(anOfficer(db).id)
  const slug = catalogue(db).courses[0]?.current?.lessons[0]?.slug ?? ''
  completeLesson(db, actor, { code: 'F1', slug, uuid: randomUUID() }, now)
  const mine = versionOf(db, actor.person)
  importProgramme(db, { ...mine.tree, edition: 'another' }, now)
  expect(newestVersion(db).number).toBe(mine.number + 1)
  expect(versionOf(db, actor.person)).toEqual(mine)
})
