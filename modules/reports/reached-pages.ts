import { page, type Back } from '#server/html/page'
import { withQuery } from '#server/http/lists'
import { text, type Voice } from '#server/i18n'
import { dayWords, momentWords } from '#server/words'
import { nowhere, type ReachedFilter, type ReportSex } from './acts.ts'
import type { Asked } from './asked.ts'
import { chartView, type ChartView } from './chart.ts'
import { cubeOf, type Cube } from './cube.ts'
import { filterView, type FilterView } from './filter-view.ts'
import { narrowing, reachedPath } from './links.ts'
import type { Cell } from './reached.ts'
import { linesOf, tableOf, type Given, type LineView, type TableView } from './tables.ts'
import { labelsOf, namesOf, type Where } from './words.ts'

type FigureView = { name: string; number: string; meaning: string }
export type ReachedView = {
  back: Back
  period: string
  filter: FilterView
  isTurned: boolean
  hasIgnored: boolean
  xlsx: string
  csv: string
  isEmpty: boolean
  figures: readonly FigureView[]
  chart: ChartView
  byTier: TableView
  byProvince: TableView
  cells: string
  lines: readonly LineView[]
  asOf: string
}
export const reachedPage = page<ReachedView>('reports/reached', 'reports:reached.title', (vm) => vm.back)

const provincesFigure = (voice: Voice, { any, provinces, at }: Cube): FigureView[] => {
  const real = provinces.filter((one) => one !== null && one !== nowhere)
  if (real.length < 2) return []
  const reached = real.filter((one) => at(any.tier, any.sex, one).persons > 0).length
  return [
    {
      name: text(voice, 'reports:provinces'),
      number: voice.number(reached),
      meaning: text(voice, 'reports:ofProvinces', { count: real.length }),
    },
  ]
}
const figuresOf = ({ voice, names, cube }: Given): FigureView[] => {
  const { any, sexes, at } = cube
  const all = at(any.tier, any.sex, any.province)
  const of = (sex: ReportSex): number => at(any.tier, sex, any.province).persons
  const bySex = { female: of('female'), male: of('male'), none: of('none') }
  return [
    {
      name: text(voice, 'reports:persons'),
      number: voice.number(all.persons),
      meaning: sexes.length > 1 ? text(voice, 'reports:bySex', bySex) : names.sex(any.sex),
    },
    {
      name: text(voice, 'reports:participations'),
      number: voice.number(all.participations),
      meaning: text(voice, 'reports:ofAll', { count: all.persons }),
    },
    ...provincesFigure(voice, cube),
  ]
}
const tablesOf = (given: Given): Pick<ReachedView, 'byTier' | 'byProvince'> => {
  const { voice, names, cube } = given
  const { any, tiers, provinces, at } = cube
  return {
    byTier: tableOf(
      given,
      { title: text(voice, 'reports:table.byTier'), first: text(voice, 'reports:table.tier'), isCards: true },
      tiers.map((tier) => ({ name: names.tier(tier), at: (sex) => at(tier, sex, any.province) })),
    ),
    byProvince: tableOf(
      given,
      { title: text(voice, 'reports:table.byProvince'), first: text(voice, 'reports:table.province'), isCards: false },
      provinces.map((id) => ({ name: names.province(id), at: (sex) => at(any.tier, sex, id) })),
    ),
  }
}
/** "1 January 2026 to 24 November 2026". */
export const periodWords = (voice: Voice, { from, to }: ReachedFilter): string =>
  text(voice, 'reports:reached.period', { from: dayWords(voice, from), to: dayWords(voice, to) })

/** The report "officers reached" as its page shows it. */
export const reachedView = (
  voice: Voice,
  where: Where,
  { filter, isTurned, hasIgnored }: Asked,
  cells: readonly Cell[],
  now: number,
): ReachedView => {
  const names = namesOf(labelsOf(voice), where)
  const given: Given = { voice, names, filter, cube: cubeOf(cells, filter, where) }
  return {
    back: { href: '/reports', label: text(voice, 'reports:title') },
    period: periodWords(voice, filter),
    filter: filterView(names, where, filter),
    isTurned,
    hasIgnored,
    xlsx: withQuery(`${reachedPath}.xlsx`, narrowing(filter)),
    csv: withQuery(`${reachedPath}.csv`, narrowing(filter)),
    isEmpty: cells.length === 0,
    figures: figuresOf(given),
    chart: chartView(voice, names, given.cube),
    ...tablesOf(given),
    cells: text(voice, 'reports:table.cells', { count: given.cube.rows.length }),
    lines: linesOf(given),
    asOf: text(voice, 'reports:reached.asOf', { moment: momentWords(voice, now) }),
  }
}
