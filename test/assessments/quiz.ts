import { randomUUID } from 'node:crypto'
import type { Db } from '#server/db/open'
import { attempts, importQuiz, startAttempt, type Attempt, type NewQuestion, type NewQuiz } from '#modules/assessments'
import { eq } from 'drizzle-orm'
import { noon } from '../support/world.ts'
import type { Taker } from '../../modules/assessments/policy.ts'

/** "ត្រូវ a-1" is the right option of question a-1: what a page must not tell too early stands in these words. */
export const question = (id: string, tag: string, more: Partial<NewQuestion> = {}): NewQuestion => ({
  id,
  type: 'single',
  tag,
  stem: { km: `សំណួរ ${id}?`, en: `Question ${id}?` },
  options: [
    { km: `ត្រូវ ${id}`, en: `yes ${id}`, right: true },
    { km: `មិនទាន់ ${id}`, en: `no ${id}` },
    { km: `ប្រហែល ${id}`, en: `perhaps ${id}` },
  ],
  why: { km: `ព្រោះ ${id}`, en: `because ${id}` },
  ...more,
})
export const several = (id: string, tag: string): NewQuestion =>
  question(id, tag, {
    type: 'multiple',
    options: [
      { km: `ត្រូវ ${id} ក`, en: `yes ${id} a`, right: true },
      { km: `ត្រូវ ${id} ខ`, en: `yes ${id} b`, right: true },
      { km: `មិនទាន់ ${id}`, en: `no ${id}` },
      { km: `ប្រហែល ${id}`, en: `perhaps ${id}` },
    ],
  })
/** Two of tag a and one of tag b, ten minutes, 70 %, a bank of seven. */
export const aQuiz = (db: Db, more: Partial<NewQuiz> = {}, now = noon): string => {
  const quiz: NewQuiz = {
    code: 'T1',
    title: { km: 'តេស្តសាកល្បង', en: 'Trial quiz' },
    passMark: 70,
    minutes: 10,
    draw: [
      { tag: 'a', count: 2 },
      { tag: 'b', count: 1 },
    ],
    questions: [
      ...['a-1', 'a-2', 'a-3', 'a-4'].map((id) => question(id, 'a')),
      ...['b-1', 'b-2', 'b-3'].map((id) => question(id, 'b')),
    ],
    href: '/courses/T1',
    tagHref: '/courses/T1/lessons/{tag}',
    ...more,
  }
  importQuiz(db, quiz, now)
  return quiz.code
}
export const begin = (
  db: Db,
  actor: Taker,
  now = noon,
  more: { code?: string; once?: string; seed?: number } = {},
): Attempt => startAttempt(db, actor, { code: 'T1', once: randomUUID(), seed: 7, ...more }, now)
export const stateOf = (db: Db, id: number): string | undefined =>
  db.select({ state: attempts.state }).from(attempts).where(eq(attempts.id, id)).get()?.state

type Asked = { position: number; code: string; type: string; rightLetters: string[]; wrongLetters: string[] }
/** What only the server knows: for each question the letters of its right and other options as shown. */
export const asked = (db: Db, attemptId: number): Asked[] =>
  (
    db.$client
      .prepare(
        `select q.position, n.code, v.type, q.optionOrder as shown, json_extract(v.key, '$.right') as right from attempt_questions q
         join question_versions v on v.id = q.questionVersionId join questions n on n.id = v.questionId where q.attemptId = ? order by q.position`,
      )
      .all(attemptId) as { position: number; code: string; type: string; shown: string; right: string }[]
  ).map(({ position, code, type, shown, right }) => {
    const places = JSON.parse(shown) as number[]
    const good = JSON.parse(right) as number[]
    const letters = (isRight: boolean): string[] =>
      places.flatMap((place, at) => (good.includes(place) === isRight ? ['abcdefghijkl'.charAt(at)] : []))
    return { position, code, type, rightLetters: letters(true), wrongLetters: letters(false) }
  })
