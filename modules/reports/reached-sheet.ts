import { bytesOf, type SheetKind } from '#server/http/sheets'
import type { Task } from '#server/worker'
import { places } from '#modules/people'
import type { ReachedFilter } from './acts.ts'
import { cubeOf } from './cube.ts'
import { reachedCells } from './reached.ts'
import { namesOf, type Labels } from './words.ts'

export type ReachedSheetAsk = {
  filter: ReachedFilter
  kind: SheetKind
  name: string
  headers: readonly string[]
  labels: Labels
}
/** The report as a file: the rows of the page's list of all cells, with the period in each, so that none is read without. */
const reachedSheet: Task<ReachedSheetAsk, Uint8Array> = async (db, { filter, kind, name, headers, labels }) => {
  const names = namesOf(labels, places(db))
  const rows = cubeOf(reachedCells(db, filter), filter, places(db)).rows.map((cell) => [
    names.tier(cell.tier),
    names.province(cell.province),
    names.sex(cell.sex),
    cell.persons,
    cell.participations,
    filter.from,
    filter.to,
  ])
  return await bytesOf({ name, headers, rows }, kind)
}
export default reachedSheet
