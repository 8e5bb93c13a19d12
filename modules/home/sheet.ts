import type { Actor } from '#server/actor'
import { bytesOf, type Cell, type SheetKind } from '#server/http/sheets'
import type { Language } from '#server/i18n'
import type { Task } from '#server/worker'
import { places } from '#modules/people'
import { standingsOf, type Standing } from '#modules/progress'
import { allOfficers, type OfficerFilter, type OfficerRow } from './officers.ts'

/** The words come in as input: a worker knows no languages. */
export type SheetWords = {
  name: string
  headers: readonly string[]
  sex: Readonly<Record<'female' | 'male' | 'none', string>>
  states: Readonly<Record<'done' | 'now' | 'todo' | 'skip', string>>
}
export type SheetAsk = {
  actor: Actor
  filter: OfficerFilter
  kind: SheetKind
  language: Language
  words: SheetWords
  now: number
}

const chunk = 500
/** Standing of many persons, a few hundred at a time, so that no statement grows with the country. */
const standingOfAll = (
  db: Parameters<Task<SheetAsk, Uint8Array>>[0],
  ids: readonly number[],
  now: number,
): Map<number, Standing> => {
  const all = new Map<number, Standing>()
  for (let at = 0; at < ids.length; at += chunk)
    for (const [id, standing] of standingsOf(db, ids.slice(at, at + chunk), now)) all.set(id, standing)
  return all
}
/** The list of officers as a file: the same rows as on the screen, with their place in each tier. */
const officersSheet: Task<SheetAsk, Uint8Array> = async (db, { actor, filter, kind, language, words, now }) => {
  const rows = allOfficers(db, actor, filter)
  const standings = standingOfAll(
    db,
    rows.map(({ id }) => id),
    now,
  )
  const { centre, province } = places(db)
  const cells = (row: OfficerRow): Cell[] => {
    const place = row.centreId === null ? undefined : centre.get(row.centreId)
    const tiers = standings.get(row.id)?.tiers ?? []
    const sex = row.sex === 'female' || row.sex === 'male' ? row.sex : 'none'
    return [
      row.staffId,
      row.nameKm,
      row.nameLatin,
      words.sex[sex],
      place ? (province.get(place.provinceId)?.[language] ?? '') : '',
      place?.[language] ?? '',
      tiers[0]?.root.children.filter((one) => one.kind === 'course' && one.status === 'done').length ?? 0,
      ...tiers.map(({ status }) => words.states[status]),
    ]
  }
  return await bytesOf({ name: words.name, headers: words.headers, rows: rows.map(cells) }, kind)
}
export default officersSheet
