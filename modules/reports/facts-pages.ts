import { page, type Back } from '#server/html/page'
import { pagerOf, withQuery, type Pager, type Slice } from '#server/http/lists'
import { text, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords, momentWords } from '#server/words'
import type { SubjectsByCode } from '#modules/progress'
import type { ReachedFilter } from './acts.ts'
import { factLabelsOf, factTitle } from './fact-words.ts'
import { mostRows } from './facts-sheet.ts'
import type { Count, FactRow } from './facts.ts'
import { narrowing, reachedPath } from './links.ts'
import { periodWords } from './reached-pages.ts'
import { labelsOf, namesOf, type Where } from './words.ts'

type Row = {
  who: { name: string; other: string; href: string } | null
  title: string
  kind: string
  sex: string
  province: string
  on: string
  day: string
  method: string
  evidence: string
  /** How many participations the row of a person stands for. */
  times: string | null
}
type FactsView = {
  back: Back
  cell: string
  total: string
  period: string
  isNamed: boolean
  isOfPersons: boolean
  hasIgnored: boolean
  isTurned: boolean
  isTooMany: boolean
  tooMany: string
  asPersons: string
  asParticipations: string
  rows: readonly Row[]
  xlsx: string
  csv: string
  pager: Pager
  asOf: string
}
const path = `${reachedPath}/facts`
export const factsPage = page<FactsView>('reports/facts', 'reports:facts.title', (vm) => vm.back)

const whoOf = (voice: Voice, { who }: FactRow): Row['who'] => {
  if (!who) return null
  const [name, other] = voice.language === 'km' ? [who.nameKm, who.nameLatin] : [who.nameLatin, who.nameKm]
  return { name, other: `${other} · ${who.staffId}`, href: `/people/${String(who.personId)}` }
}
const rowsOf = (
  voice: Voice,
  where: Where,
  subjects: SubjectsByCode,
  isOfPersons: boolean,
): ((row: FactRow) => Row) => {
  const [names, words] = [namesOf(labelsOf(voice), where), factLabelsOf(voice)]
  return (row) => ({
    who: whoOf(voice, row),
    title: factTitle(voice.language, subjects, row.subject),
    kind: words.kind[row.kind] ?? row.kind,
    sex: names.sex(row.sex),
    province: names.province(row.province),
    on: dayOf(row.happenedAt),
    day: dayWords(voice, dayOf(row.happenedAt)),
    method: words.method[row.method] ?? row.method,
    evidence: words.evidence[row.kind] ?? '',
    times: isOfPersons ? voice.figure(row.participations) : null,
  })
}
export type FactsAsked = {
  filter: ReachedFilter
  count: Count
  isNamed: boolean
  isTurned: boolean
  hasIgnored: boolean
}
/** What stands behind one cell, as its page shows it. */
export const factsView = (
  voice: Voice,
  where: Where,
  subjects: SubjectsByCode,
  { filter, count, isNamed, isTurned, hasIgnored }: FactsAsked,
  found: Slice<FactRow>,
  now: number,
): FactsView => {
  const names = namesOf(labelsOf(voice), where)
  const { from, to, tier, sex, province } = filter
  const kept = { ...narrowing(filter), count }
  return {
    back: {
      href: withQuery(reachedPath, narrowing({ from, to })),
      label: text(voice, 'reports:reached.title'),
    },
    cell: [
      names.tier(tier ?? null),
      ...(sex === undefined ? [] : [names.sex(sex)]),
      names.province(province ?? null),
    ].join(' · '),
    total: text(voice, `reports:facts.${count}`, { count: found.total }),
    period: periodWords(voice, filter),
    isNamed,
    isOfPersons: count === 'persons',
    hasIgnored,
    isTurned,
    isTooMany: found.total > mostRows,
    tooMany: text(voice, 'reports:facts.tooMany', { limit: mostRows }),
    asPersons: withQuery(path, kept, { count: 'persons' }),
    asParticipations: withQuery(path, kept, { count: 'participations' }),
    rows: found.rows.map(rowsOf(voice, where, subjects, count === 'persons')),
    xlsx: withQuery(`${path}.xlsx`, kept),
    csv: withQuery(`${path}.csv`, kept),
    pager: pagerOf(voice, path, kept, found),
    asOf: text(voice, 'reports:reached.asOf', { moment: momentWords(voice, now) }),
  }
}
/** Heads of the file; the first three only where names may be known. */
export const factHeaders = (voice: Voice, isNamed: boolean): string[] => [
  ...(isNamed
    ? [
        text(voice, 'reports:facts.staffId'),
        text(voice, 'reports:facts.nameKm'),
        text(voice, 'reports:facts.nameLatin'),
      ]
    : []),
  text(voice, 'reports:filter.sex'),
  text(voice, 'reports:filter.province'),
  text(voice, 'reports:filter.tier'),
  text(voice, 'reports:facts.what'),
  text(voice, 'reports:facts.kind'),
  text(voice, 'reports:facts.day'),
  text(voice, 'reports:facts.method'),
  text(voice, 'reports:facts.evidence'),
  text(voice, 'reports:facts.participations'),
  text(voice, 'reports:facts.records'),
]
