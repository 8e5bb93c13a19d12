import { z } from 'zod'
import { id, line, many, note, paperDay, uuid, whole } from '#server/http/inputs'

/** Options carry letters by the place where they are shown, so that a page tells nothing about the order in the bank. */
export const letters = 'abcdefghijkl'
const letter = z
  .string()
  .regex(/^[a-l]$/)
  .transform((one) => letters.indexOf(one))
const position = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().min(1))

export const QuizPath = z.object({
  code: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,20}$/)
    .transform((code) => code.toUpperCase()),
})
export const AttemptPath = z.object({ id })
export const QuestionQuery = z.object({ q: z.union([z.literal('all'), position]).optional() })
export const StartForm = z.object({ once: uuid })
/** `go`: the button that was pressed; it leads on after the answer is saved. */
export const AnswerForm = z.object({
  position,
  answer: many.pipe(z.array(letter).max(letters.length)),
  go: z.enum(['next', 'previous', 'all']).default('next'),
})
/** `unanswered`: how many open questions the person was told of when she sent her answers in. */
export const SubmissionForm = z.object({ unanswered: whole(0, 999) })
export const PersonQuery = z.object({ person: id.optional() })
export const RecordForm = z.object({
  person: id,
  quiz: line,
  score: whole(0, 100),
  happenedOn: paperDay,
  evidence: note,
  once: uuid,
})
