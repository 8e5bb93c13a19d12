import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rubricList } from '#modules/assessments'
import { subjectsByCode } from '#modules/programme'
import { rubrics, rubricVersions } from '../../modules/assessments/observation-schema.ts'
import { assessments } from '../../modules/assessments/module.ts'
import { importRubric, rubricContent, rubricOf } from '../../modules/assessments/rubric-content.ts'
import { noon, world } from '../support/world.ts'
import { begun, desk, rubricNow, sent } from './observation-desk.ts'

const mock = readFileSync(new URL('../../content/rubrics/MOCK.yaml', import.meta.url), 'utf8')
const changed = (db: ReturnType<typeof world>['db']): unknown =>
  db.$client.prepare('select total_changes()').pluck().get()

test('four rubrics come in with the content, once; requirements can name them', () => {
  const { db } = world()
  const before = changed(db)
  rubricContent(db, noon)
  expect(changed(db)).toBe(before)
  expect(rubricList(db)).toMatchObject([
    { code: 'MICRO', tier: 2 },
    { code: 'CASE' },
    { code: 'DIGITAL' },
    { code: 'MOCK', en: 'Mock counselling', tier: 3 },
  ])
  expect(subjectsByCode(db).get('MOCK')).toMatchObject({
    kind: 'observation',
    titleEn: 'Mock counselling',
    nextOn: null,
  })
  expect(['MOCK', 'CASE', 'DIGITAL', 'MICRO'].map((code) => [rubricNow(db, code).passPercent, rubricNow(db, code).criteria.length])).toEqual([[70, 8], [60, 5], [60, 5], [75, 6]]) // prettier-ignore
})
test('a file that changes makes a version; a performance that was begun keeps its own, and is judged by it', () => {
  const house = desk()
  const { db, trainer } = house
  const { id, rubricVersionId } = begun(house)
  const stricter = rubricOf(mock.replace('passPercent: 70', 'passPercent: 90'))
  expect(importRubric(db, stricter, noon)).toEqual({ changed: true })
  expect(importRubric(db, stricter, noon)).toEqual({ changed: false })
  const { id: rubricId } = db.select().from(rubrics).where(eq(rubrics.code, 'MOCK')).get() ?? { id: 0 }
  const numbers = () =>
    db.select({ number: rubricVersions.number }).from(rubricVersions).where(eq(rubricVersions.rubricId, rubricId)).all()
  expect(numbers()).toEqual([{ number: 1 }, { number: 2 }])
  sent(db, trainer.actor, id)
  expect(db.$client.prepare('select passPercent, passed, rubricVersionId from observations').get()).toEqual({
    passPercent: 70,
    passed: 1,
    rubricVersionId,
  })
  expect(begun(house, { occasion: 'event:2' }).rubricVersionId).not.toBe(rubricVersionId)
  importRubric(db, rubricOf(mock), noon)
  expect(numbers()).toHaveLength(2)
  expect(begun(house, { occasion: 'event:3' }).rubricVersionId).toBe(rubricVersionId)
})
test('a version is never changed or deleted', () => {
  const { db } = world()
  expect(() => db.$client.exec("update rubric_versions set body = '{}'")).toThrow(/never changed/)
  expect(() => db.$client.exec('delete from rubric_versions')).toThrow(/never deleted/)
})
test.each([
  { what: 'weights that do not add up', from: 'weight: 15', to: 'weight: 16', says: /add up to 100/ },
  { what: 'a level out of order', from: '- score: 2', to: '- score: 3', says: /levels of MC1/ },
  { what: 'two criteria of one code', from: 'code: MC2', to: 'code: MC1', says: /one code/ },
  { what: 'a word nobody knows', from: 'tier: 3', to: 'tier: 3\nteir: 4', says: /teir/ },
])('$what stops the import', ({ from, to, says }) => {
  expect(() => rubricOf(mock.replace(from, to))).toThrow(says)
})
test('merging moves what was observed and counts the tries on; erasing takes the words and keeps the levels', () => {
  const house = desk()
  const { db, officer, trainer, second } = house
  const other = house.as(house.second.actor.person).actor
  sent(db, trainer.actor, begun(house).id, { MC1: 2 })
  sent(db, trainer.actor, begun(house, { personId: other.person }).id)
  const tx = db as Parameters<NonNullable<typeof assessments.person>['merge']>[0]
  assessments.person?.merge(tx, officer.actor.person, other.person)
  const all = (sql: string): unknown[] => db.$client.prepare(sql).all()
  expect(all('select personId, tryNumber from performances order by tryNumber')).toEqual(
    [1, 2].map((tryNumber) => ({ personId: other.person, tryNumber })),
  )
  expect(all('select personId from observations')).toEqual([{ personId: other.person }, { personId: other.person }])
  expect(JSON.stringify(assessments.person?.export(db, other.person))).toContain('មតិ MC1')
  assessments.person?.merge(tx, trainer.actor.person, house.admin.actor.person)
  expect(all('select distinct observerId as id from observation_sheets')).toEqual([{ id: house.admin.actor.person }])
  assessments.person?.erase(tx, other.person)
  expect(JSON.stringify(assessments.person?.export(db, second.actor.person))).not.toContain('មតិ MC1')
  expect(all("select level from sheet_levels where criterion = 'MC1' order by level")).toEqual([
    { level: 2 },
    { level: 3 },
  ])
})
test('an export tells the observed person nothing that she may not read yet', () => {
  const house = desk()
  const { db, officer, trainer } = house
  sent(db, trainer.actor, begun(house, { wanted: 2 }).id, { MC1: 2 })
  expect(JSON.stringify(assessments.person?.export(db, officer.actor.person))).not.toContain('មតិ MC1')
  expect(JSON.stringify(assessments.person?.export(db, trainer.actor.person))).toContain('មតិ MC1')
})
