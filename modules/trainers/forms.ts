import { z } from 'zod'
import { says } from '#server/http/forms'
import { dayInput, id, line, many, note, optionalLine, paperDay, uuid } from '#server/http/inputs'
import { cursor } from '#server/http/lists'
import { levels } from './schema.ts'

export const TrainerPath = z.object({ id })
export const LicencePath = z.object({ id })
export const TrainersQuery = z.object({
  province: id.optional(),
  after: cursor.optional(),
  before: cursor.optional(),
})
export const PersonQuery = z.object({ person: id.default(0) })
const ids = many.pipe(z.array(id))
/** `everywhere`: all provinces, so that none ticked is a slip and not the whole country. */
export const LicenceForm = z
  .object({
    once: uuid,
    personId: id,
    level: z.enum(levels),
    topics: ids.refine((all) => all.length > 0, says('trainers:grant.noTopic')),
    everywhere: z.literal('1').optional(),
    provinces: ids,
    validFrom: paperDay,
    validTo: paperDay,
    evidence: note,
    overrideReason: optionalLine,
  })
  .refine(({ everywhere, provinces }) => everywhere !== undefined || provinces.length > 0, {
    path: ['provinces'],
    error: says('trainers:grant.noProvince'),
  })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, {
    path: ['validTo'],
    error: says('trainers:grant.backwards'),
  })
export const SuspendForm = z.object({ once: uuid, fromDay: dayInput, reason: line })
export const LiftForm = z.object({ suspensionId: id, fromDay: dayInput, reason: line })
