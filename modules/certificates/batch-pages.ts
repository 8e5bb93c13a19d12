import { randomUUID } from 'node:crypto'
import { page, type Back } from '#server/html/page'
import { formView, type FormView } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { pagerOf, pageSize, type Pager, type Slice } from '#server/http/lists'
import { either, text, type TextKey, type Voice } from '#server/i18n'
import { dayWords, momentWords } from '#server/words'
import type { BatchFound } from './queries.ts'
import type { BatchRow, MemberRow, Progress } from './batch-queries.ts'
import type { Kind } from './kinds.ts'
import { kindTitle } from './register-pages.ts'
import type { BatchState } from './schema.ts'

const badges: Readonly<Record<BatchState, string>> = {
  draft: '',
  approved: 'badge-now',
  issuing: 'badge-warn',
  issued: 'badge-done',
  withdrawn: 'badge-error',
}
type StateView = { words: string; badge: string }
const stateView = (voice: Voice, state: BatchState): StateView => ({
  words: text(voice, `certificates:state.${state}`),
  badge: badges[state],
})
const batches: Back['href'] = '/certificates/batches'
type ListRow = { href: string; title: string; kind: string; size: string; state: StateView; by: string; issuedOn: string } // prettier-ignore
type ListView = { rows: readonly ListRow[]; older: string | null; back: Back }
export const batchesPage = page<ListView>('certificates/batches', 'certificates:batches.title', (vm) => vm.back)
const titleOf = (voice: Voice, kinds: readonly Kind[], code: string): string => {
  const kind = kinds.find((one) => one.code === code)
  return kind ? kindTitle(voice, kind) : code
}
export const batchesView = (voice: Voice, kinds: readonly Kind[], rows: readonly BatchRow[]): ListView => ({
  rows: rows.slice(0, pageSize).map((row) => ({
    href: `${batches}/${String(row.id)}`,
    title: text(voice, 'certificates:batches.nth', { n: row.id }),
    kind: titleOf(voice, kinds, row.kind),
    size: text(voice, 'certificates:batches.size', { count: row.persons }),
    state: stateView(voice, row.state),
    by: voice.language === 'km' ? row.nameKm : row.nameLatin,
    issuedOn: dayWords(voice, row.issuedOn),
  })),
  older: rows.length > pageSize ? `${batches}?before=${String(rows[pageSize - 1]?.id ?? 0)}` : null,
  back: { href: '/certificates', label: text(voice, 'certificates:title') },
})

type Names = { km: string; en: string }
type Member = {
  name: string
  other: string
  href: string | null
  result: string
  badge: string
  problem: string | null
}
type Deed = { what: string; who: string; when: string }
type BatchView = FormView<'lunarLine'> & {
  id: number
  back: Back
  title: string
  lede: string
  issuedOn: string
  lunarLine: string
  rowVersion: number
  state: StateView
  next: string
  is: Record<BatchState, boolean>
  mayRetry: boolean
  deeds: readonly Deed[]
  progress: { value: number; max: number; done: string; papers: string; failed: string | null } | null
  members: readonly Member[]
  pager: Pager
  once: string
}
export const batchPage = page<BatchView>(
  'certificates/batch',
  (vm) => vm.title,
  (vm) => vm.back,
)
const memberOf =
  (voice: Voice) =>
  ({ nameKm, nameLatin, staffId, state, problem, certificateId, number }: MemberRow): Member => {
    const [name, other] = voice.language === 'km' ? [nameKm, nameLatin] : [nameLatin, nameKm]
    const looks = { waiting: '', issued: 'badge-done', failed: 'badge-error' }
    return {
      name,
      other: `${other} · ${staffId}`,
      href: certificateId === null ? null : `/certificates/${String(certificateId)}`,
      result: number ?? text(voice, state === 'failed' ? 'certificates:register.none' : 'certificates:batch.waiting'),
      badge: looks[state],
      problem: problem ? text(voice, problem.key as TextKey, problem.params) : null,
    }
  }
const deedsOf = (voice: Voice, { batch, drafter, approver, issuer }: BatchFound): Deed[] => {
  const deed = (what: TextKey, who: Names | null, at: number | null): Deed[] =>
    who && at !== null ? [{ what: text(voice, what), who: either(voice, who), when: momentWords(voice, at) }] : []
  return [
    ...deed('certificates:batch.drafted', drafter, batch.createdAt),
    ...deed('certificates:batch.approvedBy', approver, batch.approvedAt),
    ...deed('certificates:batch.issuedBy', issuer, batch.issuedAt),
  ]
}
const progressView = (voice: Voice, state: BatchState, { issued, failed, total, drawn }: Progress): BatchView['progress'] =>
  state === 'issuing' || state === 'issued'
    ? {
        value: issued + failed,
        max: total,
        done: text(voice, 'certificates:batch.done', { done: issued, total }),
        papers: text(voice, 'certificates:batch.papers', { drawn, total: issued }),
        failed: failed > 0 ? text(voice, 'certificates:batch.failed', { count: failed }) : null,
      }
    : null // prettier-ignore
/** One batch: who is in it, how far it is, who did what, and the one next step. `isBusy`: a job is at it. */
export const batchView = (
  voice: Voice,
  kind: Kind,
  found: BatchFound,
  progress: Progress,
  members: Slice<MemberRow>,
  form: Form,
  isBusy: boolean,
): BatchView => {
  const { id, state, issuedOn, lunarLine, rowVersion } = found.batch
  const size = text(voice, 'certificates:batches.size', { count: progress.total })
  const isStuck = state === 'issuing' && !isBusy
  const isReissue = members.rows.some(({ replaces }) => replaces !== null)
  return {
    ...formView(voice, { ...form, values: { lunarLine, ...form.values } }, {
      lunarLine: { label: 'certificates:batch.lunar', hint: 'certificates:batch.lunarHint' },
    }), // prettier-ignore
    id,
    back: { href: batches, label: text(voice, 'certificates:batches.title') },
    title: text(voice, isReissue ? 'certificates:batch.reissue' : 'certificates:batches.nth', { n: id }),
    lede: text(voice, 'certificates:batch.lede', { kind: kindTitle(voice, kind), size }),
    issuedOn: dayWords(voice, issuedOn),
    lunarLine,
    rowVersion,
    state: stateView(voice, state),
    next: text(voice, isStuck ? 'certificates:batch.next.stuck' : `certificates:batch.next.${state}`),
    mayRetry: isStuck || (state === 'issued' && progress.failed > 0),
    is: {
      draft: state === 'draft',
      approved: state === 'approved',
      issuing: state === 'issuing',
      issued: state === 'issued',
      withdrawn: state === 'withdrawn',
    },
    deeds: deedsOf(voice, found),
    progress: progressView(voice, state, progress),
    members: members.rows.map(memberOf(voice)),
    pager: pagerOf(voice, `${batches}/${String(id)}`, {}, members),
    once: randomUUID(),
  }
}
type AskView = { id: number; back: Back; title: string; verb: string; once: string }
export const askPage = page<AskView>(
  'certificates/ask-issue',
  (vm) => vm.title,
  (vm) => vm.back,
)
/** The question before what cannot be undone, as a page of its own. */
export const askView = (voice: Voice, id: number, size: number): AskView => ({
  id,
  back: { href: `${batches}/${String(id)}`, label: text(voice, 'certificates:batches.nth', { n: id }) },
  title: text(voice, 'certificates:ask.title', { count: size }),
  verb: text(voice, 'certificates:ask.verb', { count: size }),
  once: randomUUID(),
})
