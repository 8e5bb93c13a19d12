import { dayOf } from '#server/time'
import { nowhere, type ReachedFilter } from './acts.ts'
import { periodOf } from './period.ts'
import type { Where } from './words.ts'

/** What a report is asked for, and what of it could not be used. */
export type Asked = { filter: ReachedFilter; isTurned: boolean; hasIgnored: boolean }
type Read = {
  filter: { [Name in keyof ReachedFilter]?: ReachedFilter[Name] | undefined }
  ignored: readonly string[]
}
/** The filter of an address with its defaults; a province that there is not is left out like any other bad filter. */
export const asked = ({ filter, ignored }: Read, { province: known }: Where, now: number): Asked => {
  const { from, to, isTurned } = periodOf(filter, dayOf(now))
  const { tier, sex, province } = filter
  const isPlace = province === undefined || province === nowhere || known.has(province)
  return {
    filter: { from, to, tier, sex, province: isPlace ? province : undefined },
    isTurned,
    hasIgnored: ignored.length > 0 || !isPlace,
  }
}
