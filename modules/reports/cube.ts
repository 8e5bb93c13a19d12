import { nowhere, reportSexes, tiers, type ReachedFilter, type ReportSex } from './acts.ts'
import type { Cell } from './reached.ts'
import type { Where } from './words.ts'

/** The cells of the report by where they stand, and the sides of its tables; the last of a side is its total. */
export type Cube = {
  tiers: readonly (number | null)[]
  sexes: readonly (ReportSex | null)[]
  provinces: readonly (number | null)[]
  /** The total of each side, or what it is narrowed to. */
  any: { tier: number | null; sex: ReportSex | null; province: number | null }
  at: (tier: number | null, sex: ReportSex | null, province: number | null) => Cell
  /** All three sides in one list: what the page can unfold, and what the files hold. */
  rows: readonly Cell[]
}
/** What is narrowed to one has no total beside it: that would be the same number twice. */
const side = <T>(all: readonly T[], chosen: T | undefined): readonly (T | null)[] =>
  chosen === undefined ? [...all, null] : [chosen]

/** The rows of the query as tables read them. An empty cell is zero; "not stated" and "no centre" are always there. */
export const cubeOf = (cells: readonly Cell[], filter: ReachedFilter, { provinces: known }: Where): Cube => {
  const key = (tier: number | null, sex: ReportSex | null, province: number | null): string =>
    `${String(tier)}/${String(sex)}/${String(province)}`
  const found = new Map(cells.map((cell) => [key(cell.tier, cell.sex, cell.province), cell]))
  const allTiers = side<number>(tiers, filter.tier)
  const sexes = side<ReportSex>(reportSexes, filter.sex)
  const provinces = side([...known.map(({ id }) => id), nowhere], filter.province)
  const at: Cube['at'] = (tier, sex, province) =>
    found.get(key(tier, sex, province)) ?? { tier, sex, province, persons: 0, participations: 0 }
  const any = { tier: filter.tier ?? null, sex: filter.sex ?? null, province: filter.province ?? null }
  const isListed = (tier: number | null, province: number | null): boolean =>
    province === any.province || tier === any.tier || at(tier, any.sex, province).persons > 0
  const rows = allTiers.flatMap((tier) =>
    provinces
      .filter((province) => isListed(tier, province))
      .flatMap((province) => sexes.map((sex) => at(tier, sex, province))),
  )
  return { tiers: allTiers, sexes, provinces, any, at, rows }
}
