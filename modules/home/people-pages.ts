import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { pagerOf, withQuery, type Pager, type Slice } from '#server/http/lists'
import { either, text, type Voice } from '#server/i18n'
import { miniPathView, type MiniPathView, type Standing } from '#modules/progress'
import type { places } from '#modules/people'
import type { OfficerFilter, OfficerRow } from './officers.ts'
import type { SheetWords } from './sheet.ts'

type Places = ReturnType<typeof places>
type Choice = { value: number; label: string; isChosen: boolean }
type Row = {
  href: string
  name: string
  other: string
  staffId: string
  centre: string
  isTrainer: boolean
  path: MiniPathView
  now: string
}
export type PeopleView = {
  rows: readonly Row[]
  count: string
  q: string
  provinces: readonly Choice[]
  hasProvinces: boolean
  chosen: readonly { label: string; without: string }[]
  isFiltered: boolean
  hasIgnored: boolean
  xlsx: string
  csv: string
  pager: Pager
}
export const peoplePage = page<PeopleView>('home/people', 'home:people.title')

const isWide = (actor: Actor): boolean => {
  const reach = actor.reach['people.list']
  return reach !== undefined && (reach.country || reach.provinces.length > 1)
}
/** "ពោធិ៍សាត់": the province is what tells centres apart in a row. */
const placeOf = (voice: Voice, { centre, province }: Places, centreId: number | null): string => {
  const found = centreId === null ? undefined : centre.get(centreId)
  const where = found && province.get(found.provinceId)
  return where ? either(voice, where) : text(voice, 'home:people.noCentre')
}
/** The first tier that is not done says in words where the person is. */
const nowOf = (voice: Voice, standing: Standing | undefined): string => {
  const tier = standing?.tiers.find(({ isRequired, status }) => isRequired && status !== 'done')
  return tier
    ? text(voice, tier.phrase.key, tier.phrase.params)
    : text(voice, standing ? 'home:people.complete' : 'home:people.notEnrolled')
}
const rowOf =
  (voice: Voice, where: Places, standings: ReadonlyMap<number, Standing>) =>
  (row: OfficerRow): Row => {
    const [name, other] = voice.language === 'km' ? [row.nameKm, row.nameLatin] : [row.nameLatin, row.nameKm]
    const standing = standings.get(row.id)
    return {
      href: `/people/${String(row.id)}`,
      name,
      other,
      staffId: row.staffId,
      centre: placeOf(voice, where, row.centreId),
      isTrainer: row.isTrainer === 1,
      path: miniPathView(voice, standing ?? { tiers: [], isComplete: false }),
      now: nowOf(voice, standing),
    }
  }
const path = '/people'
/** Only what narrows the list: a download and a taken-away filter begin at the first page. */
const narrowing = ({ q, province, centre }: OfficerFilter): Record<string, string | number | undefined> => ({
  q,
  province,
  centre,
})
const chosenOf = (voice: Voice, { province, centre }: Places, filter: OfficerFilter): PeopleView['chosen'] => {
  const kept = narrowing(filter)
  const where = filter.province === undefined ? undefined : province.get(filter.province)
  const at = filter.centre === undefined ? undefined : centre.get(filter.centre)
  return [
    ...(where ? [{ label: either(voice, where), without: withQuery(path, kept, { province: null }) }] : []),
    ...(at ? [{ label: either(voice, at), without: withQuery(path, kept, { centre: null }) }] : []),
    ...(filter.q === undefined ? [] : [{ label: `«${filter.q}»`, without: withQuery(path, kept, { q: null }) }]),
  ]
}
/** The list of officers as its page shows it. */
export const peopleView = (
  voice: Voice,
  actor: Actor,
  where: Places,
  filter: OfficerFilter,
  found: Slice<OfficerRow>,
  standings: ReadonlyMap<number, Standing>,
  hasIgnored: boolean,
): PeopleView => {
  const kept = narrowing(filter)
  const chosen = chosenOf(voice, where, filter)
  return {
    rows: found.rows.map(rowOf(voice, where, standings)),
    count: text(voice, chosen.length > 0 ? 'home:people.found' : 'home:people.count', { count: found.total }),
    q: filter.q ?? '',
    provinces: where.provinces.map((one) => ({
      value: one.id,
      label: either(voice, one),
      isChosen: one.id === filter.province,
    })),
    hasProvinces: isWide(actor),
    chosen,
    isFiltered: chosen.length > 0,
    hasIgnored,
    xlsx: withQuery('/people.xlsx', kept),
    csv: withQuery('/people.csv', kept),
    pager: pagerOf(voice, path, kept, found),
  }
}
/** Names of the columns of the download, in the person's language. */
export const sheetWords = (voice: Voice): SheetWords => ({
  name: text(voice, 'home:people.title'),
  headers: (
    [
      'staffId',
      'nameKm',
      'nameLatin',
      'sex',
      'province',
      'centre',
      'modules',
      'tier1',
      'tier2',
      'tier3',
      'tier4',
    ] as const
  ).map((key) => text(voice, `home:sheet.${key}`)),
  sex: {
    female: text(voice, 'people:sex.female'),
    male: text(voice, 'people:sex.male'),
    none: text(voice, 'people:sex.none'),
  },
  states: {
    done: text(voice, 'home:state.done'),
    now: text(voice, 'home:state.now'),
    todo: text(voice, 'home:state.todo'),
    skip: text(voice, 'home:state.skip'),
  },
})
