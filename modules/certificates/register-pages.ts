import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { pagerOf, withQuery, type Pager, type Slice } from '#server/http/lists'
import { either, text, type Voice } from '#server/i18n'
import type { Day } from '#server/time'
import { dayWords } from '#server/words'
import type { Kind } from './kinds.ts'
import type { OwnCertificate } from './queries.ts'
import type { RegisterAsk } from './register-sheet.ts'
import type { RegisterFilter, RegisterRow } from './register.ts'
import { statusView, type StatusView } from './status-pages.ts'
import { statuses, statusOf } from './status.ts'

type Choice = { value: string; label: string; isChosen: boolean }
type Row = {
  href: string
  number: string
  name: string
  other: string
  kind: string
  issuedOn: string
  status: StatusView
}
type RegisterView = {
  rows: readonly Row[]
  count: string
  q: string
  kinds: readonly Choice[]
  statuses: readonly Choice[]
  chosen: readonly { label: string; without: string }[]
  isFiltered: boolean
  hasIgnored: boolean
  mayIssue: boolean
  xlsx: string
  csv: string
  pager: Pager
}
const path = '/certificates'
export const registerPageOf = page<RegisterView>('certificates/register', 'certificates:register.title')
export const kindTitle = (voice: Voice, { titleKm, titleEn }: Pick<Kind, 'titleKm' | 'titleEn'>): string =>
  either(voice, { km: titleKm.join(''), en: titleEn })
/** Two kinds of completion have one title: what they are about tells them apart. */
export const kindLabel = (voice: Voice, kind: Kind): string =>
  `${kindTitle(voice, kind)} · ${either(voice, kind.about)}`
const rowOf =
  (voice: Voice, today: Day) =>
  (row: RegisterRow): Row => {
    const [name, other] = voice.language === 'km' ? [row.nameKm, row.nameLatin] : [row.nameLatin, row.nameKm]
    return {
      href: `${path}/${String(row.id)}`,
      number: row.number,
      name,
      other,
      kind: kindTitle(voice, row),
      issuedOn: dayWords(voice, row.issuedOn),
      status: statusView(voice, statusOf(row, today)),
    }
  }
const narrowing = ({ q, kind, status }: RegisterFilter): Record<string, string | undefined> => ({ q, kind, status })
const chosenOf = (voice: Voice, kinds: readonly Kind[], filter: RegisterFilter): RegisterView['chosen'] => {
  const kept = narrowing(filter)
  const kind = kinds.find(({ code }) => code === filter.kind)
  const without = (name: string): string => withQuery(path, kept, { [name]: null })
  return [
    ...(kind ? [{ label: kindLabel(voice, kind), without: without('kind') }] : []),
    ...(filter.status ? [{ label: text(voice, `certificates:status.${filter.status}`), without: without('status') }] : []), // prettier-ignore
    ...(filter.q === undefined ? [] : [{ label: `«${filter.q}»`, without: without('q') }]),
  ]
}
/** The register as its page shows it. */
export const registerView = (
  voice: Voice,
  actor: Actor,
  kinds: readonly Kind[],
  filter: RegisterFilter,
  found: Slice<RegisterRow>,
  today: Day,
  hasIgnored: boolean,
): RegisterView => {
  const kept = narrowing(filter)
  const chosen = chosenOf(voice, kinds, filter)
  return {
    rows: found.rows.map(rowOf(voice, today)),
    count: text(voice, chosen.length > 0 ? 'certificates:register.found' : 'certificates:register.count', { count: found.total }), // prettier-ignore
    q: filter.q ?? '',
    kinds: kinds.map((one) => ({ value: one.code, label: kindLabel(voice, one), isChosen: one.code === filter.kind })),
    statuses: statuses.map((one) => ({ value: one, label: text(voice, `certificates:status.${one}`), isChosen: one === filter.status })), // prettier-ignore
    chosen,
    isFiltered: chosen.length > 0,
    hasIgnored,
    mayIssue: actor.reach['certificates.issue'] !== undefined,
    xlsx: withQuery('/certificates.xlsx', kept),
    csv: withQuery('/certificates.csv', kept),
    pager: pagerOf(voice, path, kept, found),
  }
}
/** Names of the columns of the download. */
export const registerWords = (voice: Voice): RegisterAsk['words'] => ({
  name: text(voice, 'certificates:register.title'),
  headers: (['number', 'code', 'nameKm', 'nameLatin', 'kind', 'issuedOn', 'expiresOn', 'status'] as const).map((key) =>
    text(voice, `certificates:sheet.${key}`),
  ),
  status: {
    valid: text(voice, 'certificates:status.valid'),
    expired: text(voice, 'certificates:status.expired'),
    revoked: text(voice, 'certificates:status.revoked'),
    replaced: text(voice, 'certificates:status.replaced'),
  },
})

type OwnRow = { href: string; title: string; number: string; issuedOn: string; status: StatusView }
type OwnView = { rows: readonly OwnRow[]; transcript: string }
export const ownPage = page<OwnView>('certificates/own', 'certificates:own.title')
export const ownView = (voice: Voice, personId: number, all: readonly OwnCertificate[]): OwnView => ({
  rows: all.map((one) => ({
    href: one.href,
    title: either(voice, one.title),
    number: one.number,
    issuedOn: dayWords(voice, one.issuedOn),
    status: statusView(voice, one.status),
  })),
  transcript: `${path}/transcripts/${String(personId)}.pdf`,
})
