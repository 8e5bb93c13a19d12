import { z } from 'zod'
import { store } from '#server/khmer'
import { questionTypes } from './schema.ts'

const words = z
  .string()
  .min(1)
  .transform((typed) => store(typed).trim())
const Bilingual = z.object({ km: words, en: words })
const Option = Bilingual.extend({ right: z.boolean().default(false) })
/** `single` has exactly one right option, `multiple` two or more; both have a wrong one. */
const Question = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/),
    type: z.enum(questionTypes),
    tag: z.string().min(1),
    stem: Bilingual,
    options: z.array(Option).min(2).max(12),
    why: Bilingual,
  })
  .superRefine(({ id, type, options }, context) => {
    const right = options.filter((one) => one.right).length
    const isSound = type === 'single' ? right === 1 : right >= 2 && right < options.length
    if (!isSound)
      context.addIssue({
        code: 'custom',
        message: `${id}: ${String(right)} right options do not make a ${type} question`,
      })
  })
/** What `questions.yaml` holds (content/README.md). Every text comes out normalised. */
export const QuestionList = z.array(Question).superRefine((all, context) => {
  const ids = all.map(({ id }) => id)
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at))
    context.addIssue({ code: 'custom', message: `two questions have the id ${id}` })
})
export type NewQuestion = z.input<typeof Question>
export type ReadQuestion = z.output<typeof Question>
