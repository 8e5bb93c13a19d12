import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Forbidden } from '#server/errors'
import { store } from '#server/khmer'
import { day } from '#server/time'
import { enrol, importProgramme, newestVersion, versionOf } from '#modules/programme'
import { check } from '../../modules/programme/content.ts'
import { demo } from '../../modules/programme/demo.ts'
import { person } from '../../modules/programme/persons.ts'
import { programmeEnrolments } from '../../modules/programme/schema.ts'
import { write } from '#server/db/write'
import { aPerson, anAdministrator, anObserver, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'
import { withFacts } from '../progress/facts.ts'

test('a new tree is a new version for those who come after; nobody is moved and the same tree again is nothing new', () => {
  const { db, now } = world()
  const first = newestVersion(db)
  const [early, late] = [anOfficer(db), anOfficer(db)]
  enrol(db, null, { personId: early.id }, now)
  expect(importProgramme(db, first.tree, now + day).id).toBe(first.id)
  const second = importProgramme(db, { ...first.tree, edition: 'later' }, now + day)
  expect(second.number).toBe(first.number + 1)
  enrol(db, null, { personId: late.id }, now + day)
  expect([versionOf(db, early.id).id, versionOf(db, late.id).id]).toEqual([first.id, second.id])
  expect(enrol(db, null, { personId: early.id }, now + 2 * day)).toMatchObject({ versionId: first.id, enrolledAt: now })
  expect(versionOf(db, anOfficer(db).id).id).toBe(second.id)
  expect(check(db).at(-1)).toContain('give it a new edition')
})
test('a published version cannot be changed or deleted', () => {
  const { db } = world()
  expect(() => db.$client.exec("update programme_versions set tree = '{}'")).toThrow('never changed')
  expect(() => db.$client.exec('delete from programme_versions')).toThrow('never deleted')
})
test('an officer enrols herself, an administrator anybody, nobody else', () => {
  const { db, as, now } = world()
  const [me, other] = [anOfficer(db), anOfficer(db)]
  expect(enrol(db, as(me.id).actor, { personId: me.id }, now).personId).toBe(me.id)
  expect(() => enrol(db, as(me.id).actor, { personId: other.id }, now)).toThrow(Forbidden)
  expect(enrol(db, as(anAdministrator(db).id).actor, { personId: other.id }, now).personId).toBe(other.id)
})
test('a requirement that names an unknown subject is told at the start', () => {
  const { db, now } = world()
  withFacts(db)
  expect(check(db)).toEqual([])
  const { tree } = newestVersion(db)
  const tiers = tree.tiers.map((tier, n) =>
    n === 0 ? { ...tier, requires: { kind: 'course' as const, subject: 'F99' } } : tier,
  )
  importProgramme(db, { ...tree, tiers }, now)
  expect(check(db)[0]).toContain('F99')
})
test('the demo enrols every officer; merging keeps one enrolment', () => {
  const { db, now } = world()
  const [one, two] = [anOfficer(db), anOfficer(db)]
  anObserver(db)
  demo({ db, now, seed: 1 })
  expect(db.select().from(programmeEnrolments).all()).toHaveLength(2)
  const fresh = aPerson(db)
  write(db, (tx) => {
    person.merge(tx, one.id, fresh.id)
    person.merge(tx, two.id, fresh.id)
  })
  expect(
    db
      .select()
      .from(programmeEnrolments)
      .all()
      .map(({ personId }) => personId),
  ).toEqual([fresh.id, two.id])
  expect(person.export(db, fresh.id)).toMatchObject({ programme: [{ personId: fresh.id }] })
})
test('the page says what each tier requires, in both languages', async () => {
  const { db, as } = world()
  withFacts(db)
  const { body, statusCode } = await as(anOfficer(db).id).get('/programme')
  expect(statusCode).toBe(200)
  for (const words of [
    'ដំណាក់កាលទី<span',
    'ប្រធានបទ F1',
    'ពិន្ទុយ៉ាងតិច ៧០%',
    '៣ ប្រធានបទផ្សេងគ្នា ក្នុងរយៈពេល ១២ ខែ',
    'href="/record"',
  ])
    expect(body.replaceAll('ទី៤', 'ទី<span')).toContain(words)
  const english = await as(anObserver(db).id).get('/programme')
  expect(english.statusCode).toBe(200)
  expect(english.body).not.toContain('href="/record"')
  const { body: read } = await as(aPerson(db, { language: 'en' }).id).get('/programme')
  expect(read).toContain('Attend at least 80% of the planned minutes')
  expect(read).toContain('3 different topics within 12 months')
})
test('who is not signed in is led to sign in', async () => {
  const answer = await world().visitor.get('/programme')
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fprogramme'])
})
test('every Khmer text of the two modules is kept in the one form, and no one fails', () => {
  const files = ['locales/km/programme.json', 'locales/km/progress.json', 'content/programme.yaml']
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    expect(store(text)).toBe(text)
    expect(text).not.toContain('ធ្លាក់')
  }
})
