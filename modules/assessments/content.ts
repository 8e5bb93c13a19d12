import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Db } from '#server/db/open'
import { importQuiz, type NewQuiz } from './bank.ts'
import { QuestionList } from './question-list.ts'
import { rubricContent } from './rubric-content.ts'

const folder = new URL('../../content/tests/', import.meta.url)
/** `content/tests/<code>.yaml`: a quiz of its own. `coming: true`: announced, without questions. */
const TestFile = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]+$/),
  title: z.object({ km: z.string().min(1), en: z.string().min(1) }),
  passMark: z.number().int().min(0).max(100),
  minutes: z.number().int().min(1).nullable(),
  attemptLimit: z.number().int().min(1).nullable().default(null),
  delayMinutes: z.number().int().min(0).default(0),
  coming: z.boolean().default(false),
  draw: z.array(z.object({ tag: z.string(), count: z.number().int().min(1) })).default([]),
  questions: QuestionList.default([]),
})
/** A test of `content/tests` as a quiz. Throws, naming what does not fit. */
export const testOf = (yaml: string): NewQuiz => {
  const { coming, draw, ...rest } = TestFile.parse(parse(yaml))
  if (coming !== (draw.length === 0)) throw new Error(`test ${rest.code}: a test is coming, or says what it draws`)
  return { ...rest, draw, href: '/record', isTest: true }
}
/** The tests that are no part of a course. Course quizzes come in with their courses. */
export const content = (db: Db, now: number): void => {
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.yaml'))
    .sort())
    importQuiz(db, testOf(readFileSync(new URL(name, folder), 'utf8')), now)
  rubricContent(db, now)
}
