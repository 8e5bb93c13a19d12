import { z } from 'zod'
import { id, note, paperDay, uuid, whole } from '#server/http/inputs'

export const CoursePath = z.object({ code: z.string().regex(/^F[1-9]\d?$/i) })
export const LessonPath = CoursePath.extend({ slug: z.string().regex(/^[a-z0-9-]{1,120}$/) })
export const LessonQuery = z.object({ resume: z.literal('1').optional() })
export const BeginForm = z.object({})
export const DoneForm = z.object({ uuid })
/** How far down a lesson, 0 to 1, as the reader measures it. */
export const PositionForm = z.object({
  slug: z.string().min(1).max(120),
  fraction: z
    .string()
    .regex(/^(0|1|0?\.\d{1,6}|[01]\.\d{1,6})$/)
    .transform(Number)
    .pipe(z.number().min(0).max(1)),
})
export const PersonQuery = z.object({ person: id.default(0) })
export const PassForm = z.object({
  once: uuid,
  personId: id,
  course: z.string().min(1).max(3),
  score: z.union([z.literal('').transform(() => null), whole(0, 100)]).default(null),
  day: paperDay,
  evidence: note,
})
