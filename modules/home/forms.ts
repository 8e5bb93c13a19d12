import { z } from 'zod'
import { cursor } from '#server/http/lists'
import { id } from '#server/http/inputs'

/** What the list of officers may be narrowed by; all of it stands in the address. */
export const OfficerQuery = z.object({
  q: z.string().max(120).optional(),
  province: id.optional(),
  centre: id.optional(),
  after: cursor.optional(),
  before: cursor.optional(),
})
export const PersonPath = z.object({ id })
export const RecordQuery = z.object({ before: cursor.optional() })
