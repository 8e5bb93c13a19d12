import { sql, type SQL } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import type { Task } from '#server/worker'
import { acts, type ReachedFilter, type ReportSex } from './acts.ts'

/** One cell of the report. Null: all of them together. */
export type Cell = {
  tier: number | null
  sex: ReportSex | null
  province: number | null
  persons: number
  participations: number
}
const sides = ['tier', 'sex', 'province'] as const
/** Every way to split by some of the three sides; the last is the total of all. */
const splits = [7, 6, 5, 3, 4, 2, 1, 0].map((bits) =>
  sides.map((side, at) => ({ side, isSplit: (bits & (1 << at)) > 0 })),
)
const splitOf = (split: (typeof splits)[number]): SQL => {
  const columns = split.map(({ side, isSplit }) => (isSplit ? side : `null as ${side}`)).join(', ')
  const by = split.flatMap(({ side, isSplit }) => (isSplit ? [side] : [])).join(', ')
  return sql.raw(
    `select ${columns}, count(distinct "personId") as persons, sum(n) as participations from places_of ${by && `group by ${by}`}`,
  )
}
/**
 * The one query of the report "officers reached": page, chart, CSV and XLSX are made of its rows. Persons are counted
 * anew for each total, never added up, for one person may be in several tiers and provinces. Empty cells have no row.
 */
export const reachedCells = (db: Db, filter: ReachedFilter): Cell[] =>
  db
    .all<Cell>(
      sql`with ${acts(filter)},
        places_of as materialized (
          select "personId", tier, sex, province, count(*) as n from acts group by "personId", tier, sex, province)
        ${sql.join(splits.map(splitOf), sql` union all `)}`,
    )
    .filter(({ persons }) => persons > 0)

const reached: Task<ReachedFilter, Cell[]> = reachedCells
export default reached
