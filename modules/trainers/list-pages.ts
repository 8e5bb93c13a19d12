import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { pagerOf, type Pager, type Slice } from '#server/http/lists'
import { either, text, type Voice } from '#server/i18n'
import type { Candidate } from './candidates.ts'
import { stateOn, type Licence } from './deciding.ts'
import type { TrainerFilter, TrainerRow } from './queries.ts'
import { badgeOf, namesOf, provincesIn, topicsIn, type Badge, type Surroundings } from './words.ts'

type LicenceLine = { badge: Badge; level: string; topics: string; provinces: string }
type Row = {
  href: string
  name: string
  other: string
  staffId: string
  province: string
  licences: readonly LicenceLine[]
}
type CandidateLine = { name: string; other: string; staffId: string; grant: string; record: string }
type TrainersView = {
  lede: string
  rows: readonly Row[]
  provinces: readonly { value: number; label: string; isChosen: boolean }[]
  isFiltered: boolean
  hasIgnored: boolean
  pager: Pager
  /** Only for who may license. */
  candidates: { lines: readonly CandidateLine[] } | null
}
export const trainersPage = page<TrainersView>('trainers/trainers', 'trainers:title')

/** What a person may do today or soon; what is over is only shown where nothing else is. */
const shown = (all: readonly Licence[], { today }: Surroundings): readonly Licence[] => {
  const standing = all.filter((one) => stateOn(one, today) !== 'expired')
  return standing.length > 0 ? standing : all.slice(0, 1)
}
const rowOf = (voice: Voice, row: TrainerRow, all: readonly Licence[], around: Surroundings): Row => {
  const [name, other] = namesOf(voice, row)
  const centre = row.centreId === null ? undefined : around.places.centre.get(row.centreId)
  const province = centre && around.places.province.get(centre.provinceId)
  return {
    href: `/trainers/${String(row.id)}`,
    name,
    other,
    staffId: row.staffId,
    province: province ? either(voice, province) : text(voice, 'trainers:noCentre'),
    licences: shown(all, around).map((one) => ({
      badge: badgeOf(voice, one, around),
      level: text(voice, `trainers:level.${one.level}`),
      topics: topicsIn(voice, one, around),
      provinces: provincesIn(voice, one, around),
    })),
  }
}
const candidateOf = (voice: Voice, { id, staffId, ...names }: Candidate): CandidateLine => {
  const [name, other] = namesOf(voice, names)
  return { name, other, staffId, grant: `/trainers/licences/new?person=${String(id)}`, record: `/people/${String(id)}` }
}
export type TrainersParts = {
  filter: TrainerFilter
  found: Slice<TrainerRow>
  licences: ReadonlyMap<number, readonly Licence[]>
  candidates: readonly Candidate[] | null
  hasIgnored: boolean
}
/** A filter by province helps only who sees several. */
const isWide = ({ reach }: Actor): boolean => {
  const own = reach['trainers.view']
  return own !== undefined && (own.country || own.provinces.length > 1)
}
/** Trainers with what they may lead and until when, and who may be licensed next. */
export const trainersView = (
  voice: Voice,
  actor: Actor,
  around: Surroundings,
  { filter, found, licences, candidates, hasIgnored }: TrainersParts,
): TrainersView => ({
  lede: text(voice, 'trainers:count', { count: found.total }),
  rows: found.rows.map((row) => rowOf(voice, row, licences.get(row.id) ?? [], around)),
  provinces: isWide(actor)
    ? around.places.provinces.map((one) => ({
        value: one.id,
        label: either(voice, one),
        isChosen: one.id === filter.province,
      }))
    : [],
  isFiltered: filter.province !== undefined,
  hasIgnored,
  pager: pagerOf(voice, '/trainers', { province: filter.province }, found),
  candidates: candidates && { lines: candidates.map((one) => candidateOf(voice, one)) },
})
