import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'
import { Forbidden, NotFound, Refused } from '#server/errors'

import { minute } from '#server/time'
import { openAttempts, quizSummaries, quizSummary, results, saveAnswer, submitAttempt } from '#modules/assessments'

import { anObserver, anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { asked, aQuiz, begin, several } from './quiz.ts'
import { answer, caught, entries, letter } from './verbs.ts'

test('a second start goes on with the open attempt; the same form sent twice is one attempt, also after it was sent in', () => {
  const house = world()
  const { actor } = house.as(anOfficer(house.db).id)
  aQuiz(house.db)
  const once = randomUUID()
  const first = begin(house.db, actor, noon, { once })
  expect(begin(house.db, actor).id).toBe(first.id)
  submitAttempt(house.db, actor, first.id, noon)
  expect(begin(house.db, actor, noon, { once }).id).toBe(first.id)
  expect(begin(house.db, actor)).toMatchObject({ number: 2, state: 'open' })
})
test('the seed decides the questions, and the seed is kept', () => {
  const { db, as } = world()
  aQuiz(db)
  const [one, two, three] = [anOfficer(db), anOfficer(db), anOfficer(db)].map(({ id }) => as(id).actor)
  const codes = (actor: typeof one, seed: number): string[] => {
    if (!actor) return []
    const made = begin(db, actor, noon, { seed })
    expect(made.seed).toBe(seed)
    return asked(db, made.id).map(({ code, rightLetters }) => code + rightLetters.join(''))
  }
  expect(codes(one, 99)).toEqual(codes(two, 99))
  expect(codes(three, 100)).not.toEqual(codes(one, 99))
})
test('the second attempt asks what the first did not', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  aQuiz(db)
  const first = begin(db, actor)
  submitAttempt(db, actor, first.id, noon)
  const tagA = (id: number): string[] =>
    asked(db, id)
      .map(({ code }) => code)
      .filter((code) => code.startsWith('a'))
  expect([...tagA(first.id), ...tagA(begin(db, actor).id)].sort()).toEqual(['a-1', 'a-2', 'a-3', 'a-4'])
})
test('a quiz without questions cannot be started, an unknown one is not found, an observer takes none', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  expect(caught(() => begin(db, actor, noon, { code: 'POST' }))).toMatchObject({ key: 'assessments:refused.coming' })
  expect(() => begin(db, actor, noon, { code: 'NO' })).toThrow(NotFound)
  aQuiz(db)
  expect(() => begin(db, as(anObserver(db).id).actor)).toThrow(Forbidden)
})
test('sent in twice is one result and one journal entry, with the pass mark that decided', () => {
  const house = world()
  const { db } = house
  const { actor } = house.as(anOfficer(db).id)
  aQuiz(db)
  const { id } = begin(db, actor)
  answer(house, actor, id, 2)
  aQuiz(db, { passMark: 90 })
  const first = submitAttempt(db, actor, id, noon)
  expect(first).toMatchObject({
    score: 67,
    passed: false,
    passMark: 70,
    number: 1,
    method: 'self',
    recordedBy: actor.person,
  })
  expect(submitAttempt(db, actor, id, noon + minute)).toEqual(first)
  expect(db.select().from(results).all()).toHaveLength(1)
  expect(entries(house, `attempts/${String(id)}`)).toEqual([
    { action: 'assessments.take', fields: ['quizId', 'number', 'seed'], personId: actor.person },
    { action: 'assessments.take', fields: ['state', 'score', 'passed'], personId: actor.person },
  ])
})
test('a question with several right options gives part marks', () => {
  const house = world()
  const { db } = house
  const { actor } = house.as(anOfficer(db).id)
  aQuiz(db, { draw: [{ tag: 'a', count: 1 }], questions: [several('m', 'a')] })
  const { id } = begin(db, actor)
  saveAnswer(
    db,
    actor,
    { attemptId: id, position: 1, answer: (asked(db, id)[0]?.rightLetters ?? []).slice(0, 1).map(letter) },
    noon,
  )
  expect(submitAttempt(db, actor, id, noon).score).toBe(50)
})
test('nobody answers or sends in for another; an answer that was not shown is refused', () => {
  const { db, as } = world()
  const [{ actor: mine }, { actor: other }] = [as(anOfficer(db).id), as(anOfficer(db).id)]
  aQuiz(db)
  const { id } = begin(db, mine)
  expect(() => saveAnswer(db, other, { attemptId: id, position: 1, answer: [0] }, noon)).toThrow(NotFound)
  expect(() => submitAttempt(db, other, id, noon)).toThrow(NotFound)
  expect(() => saveAnswer(db, mine, { attemptId: id, position: 4, answer: [0] }, noon)).toThrow(NotFound)
  for (const wrong of [[3], [0, 1]])
    expect(() => saveAnswer(db, mine, { attemptId: id, position: 1, answer: wrong }, noon)).toThrow(Refused)
})
test('a summary tells best, passed, attempts and what is open; lists tell the same', () => {
  const house = world()
  const { db } = house
  const { actor } = house.as(anOfficer(db).id)
  aQuiz(db)
  expect(quizSummary(db, actor.person, 'T1')).toEqual({
    best: null,
    passed: false,
    attempts: 0,
    openAttemptId: null,
    deadlineAt: null,
  })
  for (const right of [3, 1]) {
    const { id } = begin(db, actor)
    answer(house, actor, id, right)
    submitAttempt(db, actor, id, noon)
  }
  const open = begin(db, actor)
  saveAnswer(db, actor, { attemptId: open.id, position: 2, answer: [0] }, noon)
  const told = { best: 100, passed: true, attempts: 3, openAttemptId: open.id, deadlineAt: noon + 10 * minute }
  expect(quizSummary(db, actor.person, 'T1')).toEqual(told)
  expect(quizSummaries(db, actor.person).get('T1')).toEqual(told)
  expect(openAttempts(db, actor.person)).toMatchObject([
    { attemptId: open.id, code: 'T1', number: 3, total: 3, answered: 1 },
  ])
  expect(openAttempts(db, anOfficer(db).id)).toEqual([])
})
