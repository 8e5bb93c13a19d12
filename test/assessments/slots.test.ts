import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { store } from '#server/khmer'
import { attempts, recordResult, results, saveAnswer, submitAttempt } from '#modules/assessments'
import km from '../../locales/km/assessments.json' with { type: 'json' }
import en from '../../locales/en/assessments.json' with { type: 'json' }
import { content, testOf } from '../../modules/assessments/content.ts'
import { assessments } from '../../modules/assessments/module.ts'
import { aPerson, anAdministrator, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aQuiz, begin } from './quiz.ts'

type Db = ReturnType<typeof world>['db']
const statements = (db: Db, person: number): unknown[] =>
  db.$client
    .prepare("select * from statements where personId = ? and kind = 'quiz' order by happenedAt desc")
    .all(person)

test('statements: one row a result in the common columns, with the centre of that day; a voided one is left out', () => {
  const { db, as } = world()
  const officer = aPerson(db, { posting: { centreId: 3, position: 'មន្ត្រី', startsOn: '2025-01-01' } })
  const { actor } = as(officer.id)
  aQuiz(db)
  const made = begin(db, actor)
  const fromAttempt = submitAttempt(db, actor, made.id, noon + 1)
  const uuid = randomUUID()
  const paper = recordResult(
    db,
    as(anAdministrator(db).id).actor,
    { quizCode: 'POST', personId: officer.id, score: 80, happenedOn: '2024-05-06', evidence: 'ក', uuid },
    noon,
  )
  const common = { personId: officer.id, tier: 1, kind: 'quiz', minutes: null, plannedMinutes: null }
  expect(statements(db, officer.id)).toEqual([
    expect.objectContaining({
      ...common,
      uuid: made.once,
      subject: 'T1',
      occasion: `attempts/${String(made.id)}`,
      score: 0,
      passed: 0,
      happenedAt: noon + 1,
      method: 'self',
      centreId: 3,
      href: `/attempts/${String(made.id)}`,
    }),
    expect.objectContaining({
      ...common,
      uuid,
      subject: 'POST',
      occasion: uuid,
      score: 80,
      passed: 1,
      method: 'paper',
      centreId: null,
      href: '/quizzes/POST',
    }),
  ])
  const { id: _id, ...copy } = paper
  db.insert(results)
    .values({ ...copy, uuid: randomUUID(), voids: paper.id, score: 60, passed: false })
    .run()
  expect(statements(db, officer.id)).toMatchObject([{ uuid: fromAttempt.uuid }, { subject: 'POST', score: 60 }])
})
test('subjects: a test stands by its own code, the quiz of a course does not', () => {
  const { db } = world()
  aQuiz(db)
  const rows = db.$client.prepare("select * from subjects where kind = 'quiz'").all()
  expect(rows).toEqual([
    { code: 'POST', kind: 'quiz', titleKm: 'តេស្តក្រោយវគ្គ', titleEn: 'Post-test', href: '', nextOn: null },
  ])
})
test('the content comes in once, and a test must be coming or draw', () => {
  const { db } = world()
  const before = db.$client.prepare('select total_changes()').pluck().get()
  content(db, noon)
  expect(db.$client.prepare('select total_changes()').pluck().get()).toBe(before)
  expect(() => testOf('{ code: X, title: { km: ក, en: x }, passMark: 70, minutes: 5 }')).toThrow(/coming/)
  expect(() => testOf('{ code: X, title: { km: ក, en: x }, passMark: 170, minutes: 5, coming: true }')).toThrow(
    /passMark/,
  )
})
test('merging moves facts and attempts, but for those that collide; erasing takes the answers and keeps the score; both persons’ data can be had', () => {
  const { db, as } = world()
  const [from, into] = [as(anOfficer(db).id).actor, as(anOfficer(db).id).actor]
  aQuiz(db)
  for (const actor of [from, from, into]) {
    const { id } = begin(db, actor)
    saveAnswer(db, actor, { attemptId: id, position: 1, answer: [0] }, noon)
    submitAttempt(db, actor, id, noon)
  }
  const tx = db as Parameters<NonNullable<typeof assessments.person>['merge']>[0]
  assessments.person?.merge(tx, from.person, into.person)
  expect(
    db
      .select()
      .from(results)
      .all()
      .map(({ personId }) => personId),
  ).toEqual([into.person, into.person, into.person])
  expect(
    db
      .select()
      .from(attempts)
      .all()
      .map(({ personId, number }) => [personId, number]),
  ).toEqual([
    [from.person, 1],
    [into.person, 2],
    [into.person, 1],
  ])
  expect(JSON.stringify(assessments.person?.export(db, into.person))).toContain('"answer":[')
  assessments.person?.erase(tx, into.person)
  expect(JSON.stringify(assessments.person?.export(db, into.person))).not.toContain('"answer":[')
  expect(statements(db, into.person)).toHaveLength(3)
})
test('a result is never changed or deleted', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  aQuiz(db)
  submitAttempt(db, actor, begin(db, actor).id, noon)
  expect(() => db.$client.exec('update results set score = 100')).toThrow(/never changed/)
  expect(() => db.$client.exec('delete from results')).toThrow(/never deleted/)
})

type Tree = { [key: string]: string | Tree }
const leaves = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value]] : leaves(value, `${at}${key}.`),
  )
const holes = (value: string): string => [...value.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join()
test('texts: Khmer is normalised and free of forbidden words; both languages have the same keys and placeholders', () => {
  const english = new Map(leaves(en))
  for (const [key, value] of leaves(km)) {
    expect(store(value), key).toBe(value)
    expect(value, key).not.toMatch(/ធ្លាក់|ខុស|បរាជ័យ|ជោគជ័យ|លោកអ្នក|ប្រឡង|ដាក់ស្នើ|\u200B/)
    expect(holes(english.get(key) ?? 'missing'), key).toBe(holes(value))
    english.delete(key)
    english.delete(key.replace(/_other$/, '_one'))
  }
  expect([...english.keys()]).toEqual([])
})
