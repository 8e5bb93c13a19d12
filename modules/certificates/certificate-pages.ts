import { randomUUID } from 'node:crypto'
import type { Actor } from '#server/actor'
import { page, type Back } from '#server/html/page'
import { formView, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import { dayOf, type Day } from '#server/time'
import { dayWords, momentWords } from '#server/words'
import { grouped } from './codes.ts'
import type { Found, Revoking } from './queries.ts'
import { statusView, type StatusView } from './status-pages.ts'
import { statusOf } from './status.ts'

type RevokeView = {
  /** The request that the page shows; 0: none. */
  request: number
  isOpen: boolean
  isOwn: boolean
  requested: string | null
  done: string | null
  reason: string
  licence: string | null
  isRevoked: boolean
  isReplaced: boolean
  once: string
}
type CertificateView = FormView<'reason' | 'issuedOn'> & {
  id: number
  back: Back
  title: string
  name: string
  other: string
  number: string
  code: string
  issuedOn: string
  expiresOn: string
  status: StatusView
  /** Null where the paper is no longer given out. */
  pdf: string | null
  verify: string
  share: string
  replacedBy: string | null
  replaces: string | null
  person: string | null
  batch: string | null
  revoke: RevokeView | null
}
export const certificatePage = page<CertificateView>(
  'certificates/certificate',
  (vm) => vm.title,
  (vm) => vm.back,
)
const linkTo = (id: number | null): string | null => (id === null ? null : `/certificates/${String(id)}`)
const revokeView = (voice: Voice, actor: Actor, found: Found, revoking: Revoking | undefined, form: Form): RevokeView => ({
  request: revoking?.id ?? 0,
  isOpen: revoking?.state === 'open',
  isOwn: revoking?.state === 'open' && revoking.asker.id === actor.person,
  requested: revoking
    ? text(voice, 'certificates:revoke.requested', { name: either(voice, revoking.asker), when: momentWords(voice, revoking.requestedAt) }) // prettier-ignore
    : null,
  done:
    revoking?.confirmer && revoking.confirmedAt !== null
      ? text(voice, 'certificates:revoke.done', { name: either(voice, revoking.confirmer), when: momentWords(voice, revoking.confirmedAt) }) // prettier-ignore
      : null,
  reason: revoking?.reason ?? '',
  licence: found.kind === 'TRAINER' ? `/trainers/${String(found.personId)}` : null,
  isRevoked: found.revokedAt !== null,
  isReplaced: found.replacedBy !== null,
  once: form.values.once === undefined ? randomUUID() : onceOf(form),
}) // prettier-ignore
/** One certificate: what it is worth today, its paper, its code, and for who may revoke the way there. */
export const certificateView = (
  voice: Voice,
  actor: Actor,
  found: Found,
  revoking: Revoking | undefined,
  form: Form,
  now: number,
): CertificateView => {
  const { id, snapshot, number, code } = found
  const today: Day = dayOf(now)
  const status = statusOf(found, today)
  const title = either(voice, { km: snapshot.title.km.join(''), en: snapshot.title.en })
  const [name, other] = voice.language === 'km' ? [snapshot.person.nameKm, snapshot.person.nameLatin] : [snapshot.person.nameLatin, snapshot.person.nameKm] // prettier-ignore
  const { url } = snapshot.verify
  const mayIssue = actor.reach['certificates.issue'] !== undefined
  const values = { issuedOn: today, ...form.values }
  return {
    ...formView(voice, { ...form, values }, {
      reason: { label: 'certificates:revoke.reason', hint: 'certificates:revoke.reasonHint', kind: 'area' },
      issuedOn: { label: 'certificates:revoke.reissueDay', kind: 'date' },
    }), // prettier-ignore
    id,
    back: { href: '/certificates', label: text(voice, 'certificates:title') },
    title,
    name,
    other,
    number,
    code: grouped(code),
    issuedOn: dayWords(voice, found.issuedOn),
    expiresOn: found.expiresOn === null ? text(voice, 'certificates:page.forGood') : dayWords(voice, found.expiresOn),
    status: statusView(voice, status),
    pdf: found.revokedAt === null ? `/certificates/${String(id)}.pdf` : null,
    verify: `/verify/${code}`,
    share: text(voice, 'certificates:page.shareText', { title, name, number, url }),
    replacedBy: linkTo(found.replacedBy),
    replaces: linkTo(found.replaces),
    person: actor.reach['people.list'] && found.personId !== actor.person ? `/people/${String(found.personId)}` : null,
    batch: mayIssue ? `/certificates/batches/${String(found.batchId)}` : null,
    revoke: actor.reach['certificates.revoke'] ? revokeView(voice, actor, found, revoking, form) : null,
  }
}
