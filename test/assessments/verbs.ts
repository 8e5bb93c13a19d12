import { eq } from 'drizzle-orm'
import { journal } from '#server/schema'
import { saveAnswer } from '#modules/assessments'
import { noon, type World } from '../support/world.ts'
import type { begin } from './quiz.ts'
import { asked } from './quiz.ts'

export const letter = (one: string): number => 'abcdefghijkl'.indexOf(one)
/** Answers so many questions right and the rest not. */
export const answer = (
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
export const entries = (
  { db }: World,
  subject: string,
): { action: string; fields: readonly string[]; personId: number | null }[] =>
  db
    .select({ action: journal.action, fields: journal.fields, personId: journal.personId })
    .from(journal)
    .where(eq(journal.subject, subject))
    .all()
export const caught = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return error
  }
}
