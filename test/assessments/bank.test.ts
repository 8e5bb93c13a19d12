import { expect, test } from 'vitest'
import { importQuiz } from '#modules/assessments'
import { anOfficer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { asked, aQuiz, begin, question } from './quiz.ts'

const count = (sqlText: string, db: ReturnType<typeof world>['db']): number =>
  db.$client.prepare<[], number>(sqlText).pluck().get() ?? -1
/** The questions of the quiz that these tests make; the house has real ones beside it. */
const ours = 'select id from questions where "quizId" = (select id from quizzes where code = \'T1\')'
const bank = (a1: string) => [
  question('a-1', 'a', { stem: { km: a1, en: a1 } }),
  question('a-2', 'a'),
  question('b-1', 'b'),
]

test('the same content again changes nothing; an edited question gets a version and keeps the old one', () => {
  const { db } = world()
  const before = count('select version from reference_state', db)
  aQuiz(db, { questions: bank('ក?') })
  const once = count('select version from reference_state', db)
  expect(once).not.toBe(before)
  aQuiz(db, { questions: bank('ក?') })
  expect(count('select version from reference_state', db)).toBe(once)
  aQuiz(db, { questions: bank('ខ?') })
  expect(count(`select count(*) from question_versions where "questionId" in (${ours})`, db)).toBe(4)
  aQuiz(db, { questions: bank('ក?') })
  expect(count(`select count(*) from question_versions where "questionId" in (${ours})`, db)).toBe(4)
  expect(count(`select count(*) from (${ours})`, db)).toBe(3)
})
test('an attempt keeps the question as it was asked; a new one gets the edited text', async () => {
  const { db, as, later } = world()
  const officer = as(anOfficer(db).id)
  const draw = [
    { tag: 'a', count: 2 },
    { tag: 'b', count: 1 },
  ]
  aQuiz(db, { draw, questions: bank('ចាស់?') })
  const old = begin(db, officer.actor)
  aQuiz(db, { draw, questions: bank('ថ្មី?') })
  const place = asked(db, old.id).findIndex(({ code }) => code === 'a-1') + 1
  expect((await officer.get(`/attempts/${String(old.id)}?q=${String(place)}`)).body).toContain('ចាស់?')
  later(3_600_000)
  const next = begin(db, officer.actor, noon + 3_600_000)
  const again = asked(db, next.id).findIndex(({ code }) => code === 'a-1') + 1
  expect((await officer.get(`/attempts/${String(next.id)}?q=${String(again)}`)).body).toContain('ថ្មី?')
})
test('a question that left the bank is drawn no more', () => {
  const { db, as } = world()
  aQuiz(db)
  aQuiz(db, { questions: bank('ក?') })
  expect(
    asked(db, begin(db, as(anOfficer(db).id).actor).id)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['a-1', 'a-2', 'b-1'])
})
test.each([
  {
    what: 'a draw that finds too few',
    more: { draw: [{ tag: 'a', count: 9 }] },
    says: /draws 9 questions of a, and there are 4/,
  },
  {
    what: 'a single question with two right options',
    more: {
      questions: [
        question('x', 'a', {
          options: [
            { km: 'ក', en: 'a', right: true },
            { km: 'ខ', en: 'b', right: true },
          ],
        }),
      ],
      draw: [],
    },
    says: /2 right options/,
  },
  {
    what: 'two questions of one id',
    more: { questions: [question('x', 'a'), question('x', 'a')], draw: [] },
    says: /two questions have the id x/,
  },
])('$what stops the import, and nothing is written', ({ more, says }) => {
  const { db } = world()
  expect(() => aQuiz(db, more)).toThrow(says)
  expect(count("select count(*) from quizzes where code = 'T1'", db)).toBe(0)
})
test('texts come in normalised', () => {
  const { db } = world()
  importQuiz(
    db,
    {
      code: 'T2',
      title: { km: 'អោយ្ដ', en: 'x' },
      passMark: 70,
      minutes: null,
      draw: [],
      href: '/',
      questions: [question('x', 'a', { stem: { km: 'បណ្ដុះ', en: 'x' } })],
    },
    noon,
  )
  expect(
    db.$client
      .prepare("select json_extract(body, '$.stem.km') from question_versions order by id desc limit 1")
      .pluck()
      .get(),
  ).toBe('បណ្តុះ')
})
test('a version can be neither changed nor deleted', () => {
  const { db } = world()
  aQuiz(db)
  expect(() => db.$client.exec("update question_versions set tag = 'z'")).toThrow(/never changed/)
  expect(() => db.$client.exec('delete from question_versions')).toThrow(/never deleted/)
})
