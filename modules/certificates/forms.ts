import { z } from 'zod'
import { says } from '#server/http/forms'
import { id, line, many, note, paperDay, uuid } from '#server/http/inputs'
import { cursor } from '#server/http/lists'
import { shows } from './candidates.ts'
import { statuses } from './status.ts'

export const CertificatePath = z.object({ id })
/** Longer than any code: what comes behind it is no code either. */
const longestCode = 64
export const VerifyPath = z.object({ '*': z.string().transform((typed) => typed.slice(0, longestCode)) })
export const VerifyQuery = z.object({ code: z.string().max(100).optional() })
const kind = z.string().regex(/^[A-Z][A-Z0-9]{2,15}$/)
const occasion = z.string().min(1).max(80)
export const RegisterQuery = z.object({
  q: z.string().max(120).optional(),
  kind: kind.optional(),
  status: z.enum(statuses).optional(),
  after: cursor.optional(),
  before: cursor.optional(),
})
export const BatchListQuery = z.object({ before: id.optional() })
export const BatchQuery = z.object({
  ask: z.literal('issue').optional(),
  after: cursor.optional(),
  before: cursor.optional(),
})
export const CandidateQuery = z.object({
  kind: kind.default('COMPLETION1'),
  occasion: occasion.optional(),
  province: id.optional(),
  person: id.optional(),
  show: z.enum(shows).default('ready'),
  after: cursor.optional(),
  before: cursor.optional(),
})
const blank = z.string().transform((typed) => (typed === '' ? undefined : typed))
/** `all`: everybody whom the filter finds; else those who are ticked. */
export const BatchForm = z.object({
  once: uuid,
  kind,
  occasion: blank.pipe(occasion.optional()).optional(),
  province: blank.pipe(id.optional()).optional(),
  issuedOn: paperDay,
  all: z.literal('yes').optional(),
  person: many.pipe(z.array(id)),
})
export const LineForm = z.object({ lunarLine: line, rowVersion: id })
export const StepForm = z.object({ once: uuid })
/** `request`: the one whose reason stood on the page. */
export const ConfirmForm = StepForm.extend({ request: id })
export const RevocationForm = z.object({ once: uuid, reason: note.min(10, says('certificates:refused.reason')) })
export const ReissueForm = z.object({ once: uuid, issuedOn: paperDay })
