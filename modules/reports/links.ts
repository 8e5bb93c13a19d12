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
/**
 * The way to what stands behind a cell; an empty one has nothing behind it. Days, numbers and fixed words need no
 * encoding: a page has a thousand of these.
 */
export const factsHref = ({ from, to }: ReachedFilter, cell: Cell, count: Count): string | null => {
  if (cell[count] === 0) return null
  const { tier, sex, province } = cell
  const side = (name: string, value: string | number | null): string =>
    value === null ? '' : `&${name}=${String(value)}`
  return `${reachedPath}/facts?from=${from}&to=${to}${side('tier', tier)}${side('sex', sex)}${side('province', province === nowhere ? 'none' : province)}&count=${count}`
}
