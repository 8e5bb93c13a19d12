import { z } from 'zod'
import { id } from '#server/http/inputs'
import type { Setting } from '#server/settings'

export const KeyPath = z.object({ key: z.string().max(60) })
export const JournalQuery = z.object({ before: id.optional() })
/** The setting's own schema says what is wrong; what was typed is what is kept. `seen`: the value that the form showed. */
export const settingForm = ({ schema }: Setting): z.ZodObject<{ value: z.ZodString; seen: z.ZodString }> =>
  z.object({
    value: z.string().superRefine((typed, context) => {
      for (const issue of schema.safeParse(typed, { reportInput: true }).error?.issues ?? [])
        context.addIssue({ ...issue })
    }),
    seen: z.string(),
  })
