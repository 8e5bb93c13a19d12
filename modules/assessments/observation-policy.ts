import { sql, type SQL } from 'drizzle-orm'
import { Refused } from '#server/errors'
import type { Taker } from './policy.ts'

export const mayScore = (actor: Taker): boolean => actor.reach['observations.score'] !== undefined
export const mayAdjudicate = (actor: Taker): boolean => actor.reach['observations.adjudicate']?.country ?? false
/** Nobody scores herself, whatever her roles. */
export const refuseSelf = (actor: Taker, personId: number): void => {
  if (actor.person === personId) throw new Refused('assessments:refused.observation.self')
}
/**
 * The performances whose sheets an actor may read, as SQL on `performances`: the observed person once it is settled; an
 * observer whose own sheet is sent; who watches over the whole country, or adjudicates, once no sheet can be opened any
 * more. So nobody reads another's sheet and then writes her own (PRODUCT rule 7). The names stand literally: see FAST.md.
 */
export const readable = (actor: Taker): SQL => {
  const watches = mayAdjudicate(actor) || (actor.reach['assessments.view']?.country ?? false)
  return sql`(("performances"."state" = 'settled' and "performances"."personId" = ${actor.person})
    or exists (select 1 from observation_sheets own where own."performanceId" = "performances"."id"
      and own."observerId" = ${actor.person} and own.state = 'sent')
    or (${watches ? sql`true` : sql`false`} and "performances"."state" <> 'open' and "performances"."personId" <> ${actor.person}))`
}
