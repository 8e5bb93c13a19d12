import { z } from 'zod'
import { id } from '#server/http/inputs'

/** A comment or a box of feedback; both may be empty. */
const words = z.string().max(4_000).default('')
const code = z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/)
const level = z
  .string()
  .regex(/^[1-5]$/)
  .transform(Number)
const feedback = { strengths: words, improve: words, nextStep: words }

export const SheetPath = z.object({ id })
export const ObservationPath = z.object({ id })
/** One tap: the criterion with the level chosen now, none yet for a comment alone. */
export const LevelForm = z.object({ criterion: code, level: level.optional(), comment: words })
export const FeedbackForm = z.object(feedback)
const levels = z.record(code, level).default({})
/** The whole sheet, as it is sent without a script: `level.MC1`, `comment.MC1`. */
export const SheetForm = z
  .object({ ...feedback, level: levels, comment: z.record(code, words).default({}) })
  .transform(({ level: chosen, comment, ...rest }) => ({
    ...rest,
    levels: [...new Set([...Object.keys(chosen), ...Object.keys(comment)])].map((criterion) => ({
      criterion,
      level: chosen[criterion] ?? null,
      comment: comment[criterion] ?? '',
    })),
  }))
export const AdjudicationForm = z.object({ level: levels, reason: words })
export const DiscardForm = z.object({})
export const AcknowledgementForm = z.object({})
