import { z } from 'zod'
import { dayInput, id } from '#server/http/inputs'
import { cursor } from '#server/http/lists'
import { nowhere, reportSexes, tiers } from './acts.ts'
import { counts } from './facts.ts'

/** What the report may be narrowed by; all of it stands in the address. */
export const ReachedQuery = z.object({
  from: dayInput.optional(),
  to: dayInput.optional(),
  tier: z.enum(tiers.map(String)).transform(Number).optional(),
  sex: z.enum(reportSexes).optional(),
  province: z.union([z.literal('none').transform(() => nowhere), id]).optional(),
})
export const FactsQuery = ReachedQuery.extend({
  count: z.enum(counts).default('persons'),
  after: cursor.optional(),
  before: cursor.optional(),
})
