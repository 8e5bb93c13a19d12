import { z } from 'zod'
import { store } from '#server/khmer'

const text = z
  .string()
  .min(1)
  .transform((typed) => store(typed).trim())
const bilingual = z.strictObject({ km: text, en: text })
const Criterion = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/),
  title: bilingual,
  weight: z.number().int().min(1).max(100),
  critical: z.boolean(),
  levels: z
    .array(z.strictObject({ score: z.number().int(), descriptor: bilingual }))
    .min(3)
    .max(5),
})
const Body = z.strictObject({
  title: bilingual,
  /** Of the weighted mean, from which the whole is passed. */
  passPercent: z.number().int().min(0).max(100),
  /** A level lower than this wants a comment. */
  commentBelow: z.number().int().min(1).max(5).default(3),
  /** Names of the levels, from the lowest up. */
  scale: z.array(bilingual).min(3).max(5),
  feedback: z.strictObject({ strengths: bilingual, improve: bilingual, nextStep: bilingual }),
  criteria: z.array(Criterion).min(1).max(20),
})
export type RubricBody = z.output<typeof Body>
export type Criterion = RubricBody['criteria'][number]
/** A level, or a mean of several, by the code of its criterion. */
export type Levels = Readonly<Record<string, number>>

/** What single fields cannot know: levels count up from 1 as the scale does, weights are percents, codes differ. */
const problemsOf = ({ criteria, scale }: RubricBody): string[] => [
  ...criteria
    .filter(({ levels }) => levels.length !== scale.length || levels.some(({ score }, at) => score !== at + 1))
    .map(({ code }) => `the levels of ${code} must be 1 to ${String(scale.length)}, as the scale`),
  ...(criteria.reduce((sum, { weight }) => sum + weight, 0) === 100 ? [] : ['the weights must add up to 100']),
  ...(new Set(criteria.map(({ code }) => code)).size === criteria.length ? [] : ['two criteria have one code']),
]
/** `content/rubrics/<code>.yaml`. */
export const RubricFile = Body.extend({
  code: z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/),
  tier: z.number().int().min(1).max(4),
}).superRefine((rubric, context) => {
  for (const message of problemsOf(rubric))
    context.addIssue({ code: 'custom', message: `rubric ${rubric.code}: ${message}` })
})
export type RubricFile = z.output<typeof RubricFile>
