import { randomUUID } from 'node:crypto'
import { and, eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { runOne } from '#server/jobs'
import { journal, jobs } from '#server/schema'
import { minute, second } from '#server/time'
import { openAttempts, quizSummaries, quizSummary, results, saveAnswer, submitAttempt } from '#modules/assessments'
import { closeAttempt } from '../../modules/assessments/jobs.ts'
import { anObserver, anOfficer } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'
import { asked, aQuiz, begin, several, stateOf } from './quiz.ts'

const letter = (one: string): number => 'abcdefghijkl'.indexOf(one)
/** Answers so many questions right and the rest not. */
const answer = (
  { db }: World,
  actor: Parameters<typeof begin>[1],
  attemptId: number,
  right: number,
  now = noon,
): void => {
  for (const { position, rightLetters, wrongLetters } of asked(db, attemptId))
    saveAnswer(
      db,
      actor,
      {
        attemptId,
        position,
        answer: position <= right ? rightLetters.map(letter) : wrongLetters.slice(0, 1).map(letter),
      },
      now,
    )
}
const entries = (
  { db }: World,
  subject: string,
): { action: string; fields: readonly string[]; personId: number | null }[] =>
  db
    .select({ action: journal.action, fields: journal.fields, personId: journal.personId })
    .from(journal)
    .where(eq(journal.subject, subject))
    .all()
const caught = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}

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
