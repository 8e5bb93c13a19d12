import { text, type Voice } from '#server/i18n'
import type { ReachedFilter, ReportSex } from './acts.ts'
import type { Cube } from './cube.ts'
import { counts, type Count } from './facts.ts'
import { factsHref } from './links.ts'
import type { Cell } from './reached.ts'
import type { Names } from './words.ts'

export type Given = { voice: Voice; names: Names; filter: ReachedFilter; cube: Cube }
type Figure = { text: string; href: string | null }
/** `isMinor`: left out on a phone; `isNext`: the first of the second number. */
type Look = { isMinor: boolean; isNext: boolean }
type CellView = Figure & Look & { label: string; isTotal: boolean }
type HeadView = Look & { text: string; long: string | null }
type RowView = { name: string; isZero: boolean; cells: readonly CellView[] }
/** A table of both numbers by sex. `isCards`: on a phone each row is a card; else only the totals stay there. */
export type TableView = {
  title: string
  first: string
  isCards: boolean
  span: number
  heads: readonly HeadView[]
  rows: readonly RowView[]
  total: RowView | null
}
export type LineView = {
  tier: string
  province: string
  sex: string
  persons: Figure
  participations: Figure
  isTotal: boolean
}
type Lay = { title: string; first: string; isCards: boolean }
type Column = Look & { count: Count; sex: ReportSex | null; isTotal: boolean }

const figure = ({ voice, filter }: Given, cell: Cell, count: Count): Figure => ({
  text: voice.figure(cell[count]),
  href: factsHref(filter, cell, count),
})
/** Unique persons by sex, then participations by sex. */
const columnsOf = ({ sexes }: Cube, isCards: boolean): Column[] =>
  counts.flatMap((count) =>
    sexes.map((sex, at): Column => {
      const isTotal = at === sexes.length - 1
      const isSecond = count === 'participations'
      return { count, sex, isTotal, isMinor: !isTotal && (isSecond || !isCards), isNext: isSecond && at === 0 }
    }),
  )
/** The rows of one side of the cube, named; the last is the total where there are several. */
export const tableOf = (
  given: Given,
  { title, first, isCards }: Lay,
  side: readonly { name: string; at: (sex: ReportSex | null) => Cell }[],
): TableView => {
  const { voice, names, cube } = given
  const columns = columnsOf(cube, isCards)
  const isSplit = cube.sexes.length > 1
  const rows = side.map(({ name, at }): RowView => ({
    name,
    isZero: at(cube.any.sex).persons === 0,
    cells: columns.map(({ count, sex, ...look }) => ({
      ...look,
      ...figure(given, at(sex), count),
      label: [text(voice, `reports:${count}`), ...(isSplit ? [names.sex(sex)] : [])].join(' · '),
    })),
  }))
  return {
    title,
    first,
    isCards,
    span: cube.sexes.length,
    heads: columns.map(({ count, sex, isTotal, isMinor, isNext }) => ({
      isMinor,
      isNext,
      text: names.sex(sex),
      long: isTotal ? text(voice, `reports:${count}`) : null,
    })),
    rows: rows.length > 1 ? rows.slice(0, -1) : rows,
    total: rows.length > 1 ? (rows.at(-1) ?? null) : null,
  }
}
/** All cells in one list, as the files have them. */
export const linesOf = (given: Given): LineView[] =>
  given.cube.rows.map((cell) => ({
    tier: given.names.tier(cell.tier),
    province: given.names.province(cell.province),
    sex: given.names.sex(cell.sex),
    persons: figure(given, cell, 'persons'),
    participations: figure(given, cell, 'participations'),
    isTotal: cell.sex === null,
  }))
