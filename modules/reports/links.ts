import { withQuery } from '#server/http/lists'
import { nowhere, type ReachedFilter } from './acts.ts'
import type { Count } from './facts.ts'
import type { Cell } from './reached.ts'

export const reachedPath = '/reports/reached'
type Narrowing = Readonly<Record<string, string | number | undefined>>
/** A filter as it stands in an address. */
export const narrowing = ({ from, to, tier, sex, province }: ReachedFilter): Narrowing => ({
  from,
  to,
  tier,
  sex,
  province: province === nowhere ? 'none' : province,
})
/** The way to what stands behind a cell; an empty one has nothing behind it. */
export const factsHref = (filter: ReachedFilter, cell: Cell, count: Count): string | null =>
  cell[count] === 0
    ? null
    : withQuery(`${reachedPath}/facts`, {
        ...narrowing({
          ...filter,
          tier: cell.tier ?? filter.tier,
          sex: cell.sex ?? filter.sex,
          province: cell.province ?? filter.province,
        }),
        count,
      })
