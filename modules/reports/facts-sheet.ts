import { bytesOf, type Cell, type SheetKind } from '#server/http/sheets'
import { dayOf } from '#server/time'
import type { Task } from '#server/worker'
import { places } from '#modules/people'
import { subjectsByCode } from '#modules/progress'
import { factTitle, type FactLabels } from './fact-words.ts'
import { allFacts, type FactRow, type FactsAsk } from './facts.ts'
import { namesOf, type Labels } from './words.ts'

/** Rows that one file may hold: what a spreadsheet opens without waiting. */
export const mostRows = 100_000
export type FactsSheetAsk = {
  facts: FactsAsk
  kind: SheetKind
  name: string
  headers: readonly string[]
  labels: Labels
  words: FactLabels
}
/** All rows behind a cell as a file, or null where they are too many. Names are in it only for who may know them. */
const factsSheet: Task<FactsSheetAsk, Uint8Array | null> = async (
  db,
  { facts, kind, name, headers, labels, words },
) => {
  const found = allFacts(db, facts)
  if (found.length > mostRows) return null
  const names = namesOf(labels, places(db))
  const subjects = subjectsByCode(db)
  const cells = (row: FactRow): Cell[] => [
    ...(row.who ? [row.who.staffId, row.who.nameKm, row.who.nameLatin] : []),
    names.sex(row.sex),
    names.province(row.province),
    names.tier(row.tier),
    factTitle(labels.language, subjects, row.subject),
    words.kind[row.kind] ?? row.kind,
    dayOf(row.happenedAt),
    words.method[row.method] ?? row.method,
    words.evidence[row.kind] ?? '',
    row.participations,
    row.facts,
  ]
  return await bytesOf({ name, headers, rows: found.map(cells) }, kind)
}
export default factsSheet
