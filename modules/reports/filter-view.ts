import { withQuery } from '#server/http/lists'
import { nowhere, reportSexes, tiers, type ReachedFilter } from './acts.ts'
import { narrowing, reachedPath } from './links.ts'
import type { Names, Where } from './words.ts'

type Choice = { value: string; label: string; isChosen: boolean }
export type FilterView = {
  from: string
  to: string
  tiers: readonly Choice[]
  sexes: readonly Choice[]
  provinces: readonly Choice[]
  chosen: readonly { label: string; without: string }[]
}
/** The form above the report, and what it narrows now, each with the way to take it away. */
export const filterView = (names: Names, { provinces }: Where, filter: ReachedFilter): FilterView => {
  const { from, to, tier, sex, province } = filter
  const choice = (value: string, label: string, isChosen: boolean): Choice => ({ value, label, isChosen })
  const without = (name: string): string => withQuery(reachedPath, narrowing(filter), { [name]: null })
  return {
    from,
    to,
    tiers: tiers.map((one) => choice(String(one), names.tier(one), one === tier)),
    sexes: reportSexes.map((one) => choice(one, names.sex(one), one === sex)),
    provinces: [
      ...provinces.map(({ id }) => choice(String(id), names.province(id), id === province)),
      choice('none', names.province(nowhere), province === nowhere),
    ],
    chosen: [
      ...(tier === undefined ? [] : [{ label: names.tier(tier), without: without('tier') }]),
      ...(sex === undefined ? [] : [{ label: names.sex(sex), without: without('sex') }]),
      ...(province === undefined ? [] : [{ label: names.province(province), without: without('province') }]),
    ],
  }
}
