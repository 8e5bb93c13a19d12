import { expect } from 'vitest'
import { anOfficer } from '../support/factories.ts'
import { world, type Browser, type World } from '../support/world.ts'
import { asked, aQuiz } from './quiz.ts'

/** The text of a page; spans only keep words together. */
export const words = (html: string): string =>
  html
    .replaceAll(/<\/?span[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
type Officer = ReturnType<World['as']>
export const house = (more: Parameters<typeof aQuiz>[1] = {}): World & { officer: Officer } => {
  const made = world()
  aQuiz(made.db, more)
  return Object.assign(made, { officer: made.as(anOfficer(made.db).id) })
}
/** Answers by pressing "next" on each page, as without a script. */
export const answerAll = async ({ db }: World, browser: Browser, id: number, right: number): Promise<void> => {
  for (const { position, rightLetters, wrongLetters } of asked(db, id)) {
    const answer = position <= right ? rightLetters : wrongLetters.slice(0, 1)
    const answered = await browser.post(`/attempts/${String(id)}/answers`, {
      position: String(position),
      answer,
      go: 'next',
    })
    expect(answered.statusCode).toBe(303)
  }
}
