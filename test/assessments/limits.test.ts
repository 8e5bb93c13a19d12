import { and, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { Refused } from '#server/errors'
import { runOne } from '#server/jobs'
import { jobs } from '#server/schema'
import { minute, second } from '#server/time'
import { saveAnswer, submitAttempt } from '#modules/assessments'
import { closeAttempt } from '../../modules/assessments/jobs.ts'
import { anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aQuiz, begin, stateOf } from './quiz.ts'
import { answer, caught, entries } from './verbs.ts'

test('the limit holds: the table itself takes no fourth attempt', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  aQuiz(db, { attemptLimit: 3 })
  for (const _ of [1, 2, 3]) submitAttempt(db, actor, begin(db, actor).id, noon)
  const error = caught(() => begin(db, actor))
  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({ key: 'assessments:refused.limit', params: { count: 3 } })
  const copy = (set: string): string =>
    `insert into attempts (once, personId, quizId, number, state, seed, startedAt, submittedAt, passMark, attemptLimit) select once || 'x', personId, quizId, ${set}, seed, startedAt, submittedAt, passMark, attemptLimit from attempts where number = 3`
  expect(() => db.$client.exec(copy("4, 'submitted'"))).toThrow(/attempts_limit/)
  expect(() => db.$client.exec(copy("3, 'submitted'"))).toThrow(/UNIQUE/)
})
test('the table itself takes no second open attempt', () => {
  const { db, as } = world()
  aQuiz(db)
  begin(db, as(anOfficer(db).id).actor)
  expect(() =>
    db.$client.exec(
      "insert into attempts (once, personId, quizId, number, seed, startedAt, passMark) select 'x', personId, quizId, 2, seed, startedAt, passMark from attempts",
    ),
  ).toThrow(/UNIQUE/)
})
test('the delay holds, says how long, and ends', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  aQuiz(db, { delayMinutes: 60 })
  submitAttempt(db, actor, begin(db, actor).id, noon + minute)
  const early = caught(() => begin(db, actor, noon + 31 * minute))
  expect(early).toMatchObject({ key: 'assessments:refused.delay', params: { count: 30 } })
  expect(begin(db, actor, noon + 61 * minute).number).toBe(2)
})
test('answers are taken up to deadline and grace, not a millisecond longer; then the saved ones count', () => {
  const house = world()
  const { db } = house
  const { actor } = house.as(anOfficer(db).id)
  aQuiz(db)
  const { id } = begin(db, actor)
  const end = noon + 10 * minute + 30 * second
  answer(house, actor, id, 3, end)
  const late = caught(() => saveAnswer(db, actor, { attemptId: id, position: 1, answer: [0] }, end + 1))
  expect(late).toMatchObject({ key: 'assessments:refused.closed' })
  expect(submitAttempt(db, null, id, end + 60 * minute)).toMatchObject({
    score: 100,
    passed: true,
    happenedAt: end,
    recordedBy: null,
  })
})
test('a job ends the attempt that nobody sent in, once its time is up', async () => {
  const house = world()
  const { db } = house
  const { actor } = house.as(anOfficer(db).id)
  aQuiz(db)
  const { id } = begin(db, actor)
  const end = noon + 10 * minute + 30 * second
  const mine = and(like(jobs.key, 'assessments.close:%'))
  expect(db.select({ dueAt: jobs.dueAt }).from(jobs).where(mine).all()).toEqual([{ dueAt: end + 1 }])
  expect(await runOne(db, [closeAttempt], end)).toBeNull()
  expect(stateOf(db, id)).toBe('open')
  expect(await runOne(db, [closeAttempt], end + 1)).toEqual({ kind: 'assessments.close', error: null })
  expect(stateOf(db, id)).toBe('submitted')
  expect(entries(house, `attempts/${String(id)}`).at(-1)).toMatchObject({ action: 'system.close', personId: null })
})
test('a new start after the time is up ends the old attempt first', () => {
  const { db, as } = world()
  const { actor } = as(anOfficer(db).id)
  aQuiz(db)
  const old = begin(db, actor)
  expect(begin(db, actor, noon + 60 * minute).number).toBe(2)
  expect(stateOf(db, old.id)).toBe('submitted')
})
