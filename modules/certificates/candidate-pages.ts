import { page, type Back } from '#server/html/page'
import { formView, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { pagerOf, withQuery, type Pager } from '#server/http/lists'
import { either, text, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords } from '#server/words'
import type { places } from '#modules/people'
import type { SubjectsByCode } from '#modules/programme'
import type { NodeStanding } from '#modules/progress'
import { mostInBatch, shows, type Candidate, type CandidateFilter, type Candidates, type Show } from './candidates.ts'
import type { Kind } from './kinds.ts'
import { kindLabel } from './register-pages.ts'

type Choice = { value: string; label: string; isChosen: boolean }
type Row = {
  id: number
  name: string
  other: string
  href: string
  centre: string
  choose: string
  missing: readonly string[]
  has: { href: string; words: string } | null
}
type CandidatesView = FormView<'issuedOn'> & {
  back: Back
  kind: string
  occasion: string
  province: string
  kinds: readonly Choice[]
  provinces: readonly Choice[]
  occasions: readonly Choice[]
  isOccasion: boolean
  tabs: readonly { href: string; words: string; isHere: boolean }[]
  rows: readonly Row[]
  isReady: boolean
  isMissing: boolean
  all: string | null
  atMost: string | null
  once: string
  pager: Pager
  show: Show
}
export const candidatesPage = page<CandidatesView>('certificates/candidates', 'certificates:candidates.title', (vm) => vm.back) // prettier-ignore
const path = '/certificates/batches/new'
/** So many titles for one reason are read; more of them are named by their codes. */
const fewTitles = 1
const titlesOf = (voice: Voice, subjects: SubjectsByCode, codes: readonly string[]): string =>
  codes
    .map((code) => {
      const found = codes.length > fewTitles ? undefined : subjects.get(code)
      return found ? either(voice, { km: found.titleKm, en: found.titleEn }) : code
    })
    .join(', ')
/** What is missing, a line for each reason: eight modules not begun are one line. A count of several names itself. */
const missingWords = (voice: Voice, subjects: SubjectsByCode, missing: readonly NodeStanding[]): string[] => {
  const reasons = new Map<string, string[]>()
  for (const { subject, reason } of missing) {
    const why = text(voice, reason.key, reason.params)
    reasons.set(why, [...(reasons.get(why) ?? []), ...(subject === null ? [] : [subject])])
  }
  return [...reasons].map(([reason, codes]) => {
    if (codes.length === 0) return reason
    return text(voice, 'certificates:candidates.missing', { title: titlesOf(voice, subjects, codes), reason })
  })
}
type Given = { kind: Kind; kinds: readonly Kind[]; where: ReturnType<typeof places>; subjects: SubjectsByCode }
const rowOf = (voice: Voice, { where, subjects }: Given, one: Candidate): Row => {
  const [name, other] = voice.language === 'km' ? [one.nameKm, one.nameLatin] : [one.nameLatin, one.nameKm]
  const centre = one.centreId === null ? undefined : where.centre.get(one.centreId)
  const { certificate, batchId } = one
  return {
    id: one.id,
    name,
    other: `${other} · ${one.staffId}`,
    href: `/people/${String(one.id)}`,
    centre: centre ? either(voice, centre) : text(voice, 'certificates:candidates.noCentre'),
    choose: text(voice, 'certificates:candidates.chooseName', { name }),
    missing: missingWords(voice, subjects, one.missing),
    has: certificate
      ? { href: `/certificates/${String(certificate.id)}`, words: certificate.number }
      : batchId === null
        ? null
        : { href: `/certificates/batches/${String(batchId)}`, words: text(voice, 'certificates:candidates.inBatch', { n: batchId }) }, // prettier-ignore
  }
}
const tabKeys = { ready: 'certificates:candidates.ready.tab', missing: 'certificates:candidates.missingTab', known: 'certificates:candidates.knownTab' } as const // prettier-ignore
const narrowing = ({ kind, occasion, province, person }: CandidateFilter): Record<string, string | number | undefined> => ({ kind, occasion: occasion ?? undefined, province, person }) // prettier-ignore
const occasionChoices = (voice: Voice, { occasions }: Candidates, chosen: string | null): Choice[] =>
  occasions.map(({ key, titleKm, titleEn, at, persons }) => ({
    value: key,
    label: text(voice, 'certificates:candidates.occasionChoice', { title: either(voice, { km: titleKm, en: titleEn }), date: dayWords(voice, dayOf(at)), count: persons }), // prettier-ignore
    isChosen: key === chosen,
  }))
/** Who meets the requirements, and why the others do not, in words. */
export const candidatesView = (
  voice: Voice,
  given: Given,
  filter: CandidateFilter,
  found: Candidates,
  form: Form,
  today: string,
): CandidatesView => {
  const kept = narrowing(filter)
  const count = Math.min(found.ready.length, mostInBatch)
  const hasMore = found.counts.ready > mostInBatch
  return {
    ...formView(voice, { ...form, values: { issuedOn: today, ...form.values } }, {
      issuedOn: { label: 'certificates:candidates.issuedOn', hint: 'certificates:candidates.issuedOnHint', kind: 'date' },
    }), // prettier-ignore
    back: { href: '/certificates/batches', label: text(voice, 'certificates:batches.title') },
    kind: filter.kind,
    occasion: filter.occasion ?? '',
    province: filter.province === undefined ? '' : String(filter.province),
    kinds: given.kinds.map((one) => ({ value: one.code, label: kindLabel(voice, one), isChosen: one.code === filter.kind })), // prettier-ignore
    provinces: given.where.provinces.map((one) => ({ value: String(one.id), label: either(voice, one), isChosen: one.id === filter.province })), // prettier-ignore
    occasions: occasionChoices(voice, found, filter.occasion),
    isOccasion: given.kind.ground === 'occasion',
    tabs: shows.map((show) => ({
      href: withQuery(path, { ...kept, show }),
      words: text(voice, tabKeys[show], { count: found.counts[show] }),
      isHere: show === filter.show,
    })),
    rows: found.rows.map((one) => rowOf(voice, given, one)),
    isReady: filter.show === 'ready',
    isMissing: filter.show === 'missing',
    all: count > 1 ? text(voice, 'certificates:candidates.draftAll', { count }) : null,
    atMost: hasMore ? text(voice, 'certificates:candidates.atMost', { count: mostInBatch }) : null,
    once: onceOf(form),
    pager: pagerOf(voice, path, { ...kept, show: filter.show }, { ...found, total: found.counts[filter.show] }),
    show: filter.show,
  }
}
