import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { present, Refused } from '#server/errors'
import { download } from '#server/http/downloads'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import type { SheetKind } from '#server/http/sheets'
import type { App } from '#server/module'
import { dayOf } from '#server/time'
import { inWorker } from '#server/worker'
import { personFor } from '#modules/people'
import { certificatePage, certificateView } from './certificate-pages.ts'
import { reissue } from './drafts.ts'
import { CertificatePath, ConfirmForm, RegisterQuery, ReissueForm, RevocationForm, StepForm } from './forms.ts'
import { houseOf } from './house.ts'
import { kinds } from './kinds.ts'
import { paperOf } from './papers.ts'
import { certificateFor, certificatesOf, revokingOf } from './queries.ts'
import { ownPage, ownView, registerPageOf, registerView, registerWords } from './register-pages.ts'
import type { RegisterAsk } from './register-sheet.ts'
import { registerPage } from './register.ts'
import { confirmRevocation, requestRevocation, withdrawRevocation } from './revocations.ts'
import type { TranscriptPaper } from './paper/transcript.ts'
import { transcriptOf } from './transcript-paper.ts'
import type { DrawnTranscript } from './transcript-task.ts'
import { insistFits } from './unfit.ts'

const hrefOf = (id: number): string => `/certificates/${String(id)}`
const revoking = { config: { access: 'certificates.revoke' } } as const
const viewing = { config: { access: 'certificates.view' } } as const
const showList = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { db, actor, voice, now } = request
  const today = dayOf(now)
  if (!actor.reach['certificates.register'])
    return reply.page(ownPage, ownView(voice, actor.person, certificatesOf(db, actor.person, today)))
  const { filter, ignored } = query(request, RegisterQuery)
  const found = read(db, () => registerPage(db, actor, filter, today))
  return reply.page(registerPageOf, registerView(voice, actor, kinds(db), filter, found, today, ignored.length > 0))
}
const show = (request: FastifyRequest, reply: FastifyReply, id: number, form: Form): FastifyReply => {
  const { db, actor, voice, now } = request
  const view = read(db, () => {
    const found = certificateFor(db, actor, id)
    return certificateView(voice, actor, found, revokingOf(db, id), form, now)
  })
  return reply.page(certificatePage, view, form.status)
}
const sendSheet = async (request: FastifyRequest, reply: FastifyReply, kind: SheetKind): Promise<FastifyReply> => {
  const { db, actor, voice, now } = request
  const { filter } = query(request, RegisterQuery)
  const words = registerWords(voice)
  const today = dayOf(now)
  const ask: RegisterAsk = { actor, filter, today, kind, language: voice.language, words }
  const bytes = await inWorker<RegisterAsk, Uint8Array>(db, new URL('register-sheet.ts', import.meta.url), ask)
  return download(reply, bytes, kind, `${words.name} ${today}`, `certificates-${today}`)
}
const sendPaper = (reply: FastifyReply, bytes: Buffer, name: string): FastifyReply =>
  reply
    .header('content-disposition', `inline; filename="${name.replaceAll(/[^\w.-]/g, '-')}.pdf"`)
    .header('cache-control', 'private, no-cache')
    .type('application/pdf')
    .send(bytes)
/** A revoked certificate gives no paper, not to its owner either: a fresh print of it would look valid. */
const sendCertificate = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { db, actor, log } = request
  const { id, number, revokedAt } = certificateFor(db, actor, params(request, CertificatePath).id)
  if (revokedAt !== null) throw new Refused('certificates:refused.revokedPaper')
  const { bytes, isSame } = await paperOf(db, id)
  if (!isSame) log.error({ certificate: id }, 'the paper differs from the one that was drawn first')
  return sendPaper(reply, bytes, number)
}
const sendTranscript = async (app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { db, actor, now } = request
  const person = personFor(db, actor, 'certificates.view', params(request, CertificatePath).id)
  const paper = read(db, () => transcriptOf(db, person.id, houseOf(app.config), now))
  const task = new URL('transcript-task.ts', import.meta.url)
  const { bytes, unfit } = await inWorker<TranscriptPaper, DrawnTranscript>(db, task, paper)
  insistFits(unfit)
  return sendPaper(reply, Buffer.from(present(bytes, 'the bytes')), `transcript-${person.staffId}`)
}
const revocationRoutes = (app: App): void => {
  app.post('/certificates/:id/revocation-requests', revoking, (request, reply) => {
    const { id } = params(request, CertificatePath)
    return submit(request, RevocationForm, {
      ok: (input) => {
        requestRevocation(request.db, request.actor, { certificateId: id, ...input }, request.now)
        return reply.done(hrefOf(id), 'certificates:revoke.wasRequested')
      },
      again: (form) => show(request, reply, id, form),
    })
  })
  app.post('/certificates/:id/revocations', revoking, (request, reply) => {
    const { id } = params(request, CertificatePath)
    return submit(request, ConfirmForm, {
      ok: (form) => {
        const input = { certificateId: id, requestId: form.request }
        confirmRevocation(request.db, request.actor, input, request.now)
        return reply.done(hrefOf(id), 'certificates:revoke.wasConfirmed')
      },
      again: (form) => show(request, reply, id, { ...form, values: {} }),
    })
  })
  app.post('/certificates/:id/revocation-withdrawals', revoking, (request, reply) => {
    const { id } = params(request, CertificatePath)
    return submit(request, StepForm, {
      ok: () => {
        withdrawRevocation(request.db, request.actor, id, request.now)
        return reply.done(hrefOf(id), 'certificates:revoke.wasWithdrawn')
      },
      again: (form) => show(request, reply, id, { ...form, values: {} }),
    })
  })
}
export const certificateRoutes = (app: App): void => {
  app.get('/certificates', viewing, showList)
  app.get('/certificates.csv', { config: { access: 'certificates.register' } }, (request, reply) =>
    sendSheet(request, reply, 'csv'),
  )
  app.get('/certificates.xlsx', { config: { access: 'certificates.register' } }, (request, reply) =>
    sendSheet(request, reply, 'xlsx'),
  )
  app.get('/certificates/:id', viewing, (request, reply) =>
    show(request, reply, params(request, CertificatePath).id, empty()),
  )
  app.get('/certificates/:id.pdf', viewing, sendCertificate)
  app.get('/certificates/transcripts/:id.pdf', viewing, (request, reply) => sendTranscript(app, request, reply))
  revocationRoutes(app)
  app.post('/certificates/:id/reissues', { config: { access: 'certificates.issue' } }, (request, reply) => {
    const { id } = params(request, CertificatePath)
    return submit(request, ReissueForm, {
      ok: (input) => {
        const batch = reissue(request.db, request.actor, { certificateId: id, ...input }, request.now)
        return reply.done(`/certificates/batches/${String(batch.id)}`, 'certificates:candidates.drafted')
      },
      again: (form) => show(request, reply, id, form),
    })
  })
}
