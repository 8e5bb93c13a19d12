import { createHash } from 'node:crypto'
import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { record } from '#server/journal'
import { store } from '#server/khmer'
import { dayOf } from '#server/time'
import { QuestionList, type NewQuestion, type ReadQuestion } from './question-list.ts'
import { questions, questionVersions, quizzes } from './schema.ts'
import type { Bilingual, Draw, QuestionBody, QuestionKey } from './shapes.ts'

export type NewQuiz = {
  /** Lasting and in capitals: `F1`, `POST`. */
  code: string
  title: Bilingual
  /** Percent. */
  passMark: number
  /** Time limit of one attempt; null: none. */
  minutes: number | null
  graceSeconds?: number
  /** Null (as when left out): unlimited. */
  attemptLimit?: number | null
  delayMinutes?: number
  /** Empty: announced only, cannot be started. */
  draw: Draw
  questions: readonly NewQuestion[]
  /** The page that the quiz belongs to. */
  href: string
  /** Where a tag can be read again, as `/courses/F1/lessons/{tag}`; null: nowhere. */
  tagHref?: string | null
  /** A quiz that requirements name by its own code (no part of a course). */
  isTest?: boolean
}
const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url')

/** What no single question can know: that the draw finds enough of each tag. */
const checkDraw = (code: string, draw: Draw, all: readonly ReadQuestion[]): void => {
  for (const { tag, count } of draw) {
    const found = all.filter((one) => one.tag === tag).length
    if (found < count)
      throw new Error(`quiz ${code} draws ${String(count)} questions of ${tag}, and there are ${String(found)}`)
  }
}
type QuizRow = Omit<typeof quizzes.$inferInsert, 'id' | 'code'>
const rowOf = (input: NewQuiz, digest: string): QuizRow => ({
  titleKm: store(input.title.km).trim(),
  titleEn: store(input.title.en).trim(),
  passMark: input.passMark,
  minutes: input.minutes,
  graceSeconds: input.graceSeconds ?? 30,
  attemptLimit: input.attemptLimit ?? null,
  delayMinutes: input.delayMinutes ?? 0,
  draw: input.draw,
  href: input.href,
  tagHref: input.tagHref ?? null,
  isTest: input.isTest ?? false,
  digest,
  retiredOn: null,
})
const bodyOf = ({ stem, options }: ReadQuestion): QuestionBody => ({
  stem,
  options: options.map(({ km, en }) => ({ km, en })),
})
const keyOf = ({ options, why }: ReadQuestion): QuestionKey => ({
  right: options.flatMap(({ right }, at) => (right ? [at] : [])),
  why,
})

/** An edited question gets a new version; one that returns to an earlier text gets that version back. */
const putQuestion = (tx: Tx, quizId: number, one: ReadQuestion, now: number): void => {
  const said = { type: one.type, tag: one.tag, body: bodyOf(one), key: keyOf(one) }
  const digest = digestOf(said)
  const { id } = tx
    .insert(questions)
    .values({ quizId, code: one.id, digest })
    .onConflictDoUpdate({ target: [questions.quizId, questions.code], set: { digest, retiredOn: null } })
    .returning({ id: questions.id })
    .get()
  tx.insert(questionVersions)
    .values({ questionId: id, digest, ...said, createdAt: now })
    .onConflictDoNothing()
    .run()
}
const retireMissing = (tx: Tx, quizId: number, codes: readonly string[], now: number): void => {
  tx.update(questions)
    .set({ retiredOn: dayOf(now) })
    .where(and(eq(questions.quizId, quizId), isNull(questions.retiredOn), notInArray(questions.code, [...codes])))
    .run()
}
/**
 * Brings a quiz and its whole question bank in; the same input again changes nothing and costs one read.
 * Attempts already begun keep their versions, limits and pass mark. Throws for questions that do not fit.
 */
export const importQuiz = (db: Db, input: NewQuiz, now: number): { quizId: number; changed: boolean } => {
  const digest = digestOf(input)
  return write(db, (tx) => {
    const known = tx
      .select({ id: quizzes.id, digest: quizzes.digest })
      .from(quizzes)
      .where(eq(quizzes.code, input.code))
      .get()
    if (known?.digest === digest) return { quizId: known.id, changed: false }
    const all = QuestionList.parse(input.questions)
    checkDraw(input.code, input.draw, all)
    const row = rowOf(input, digest)
    const made = tx
      .insert(quizzes)
      .values({ code: input.code, ...row })
      .onConflictDoUpdate({ target: quizzes.code, set: row })
    const { id } = present(made.returning({ id: quizzes.id }).get(), 'the quiz')
    for (const one of all) putQuestion(tx, id, one, now)
    retireMissing(
      tx,
      id,
      all.map((one) => one.id),
      now,
    )
    touch(tx)
    record(tx, null, {
      action: 'system.import',
      subject: `quizzes/${input.code}`,
      at: now,
      fields: known ? ['questions'] : ['code', 'questions'],
    })
    return { quizId: id, changed: true }
  })
}
