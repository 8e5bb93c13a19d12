import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { read } from '#server/db/write'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import type { TextKey } from '#server/i18n'
import type { App } from '#server/module'
import { dayOf } from '#server/time'
import { inWorker } from '#server/worker'
import { places } from '#modules/people'
import { subjectsByCode } from '#modules/programme'
import { askPage, askView, batchesPage, batchesView, batchPage, batchView } from './batch-pages.ts'
import { batchRows, memberIds, membersOf, progressOf } from './batch-queries.ts'
import { approveBatch, isBeingIssued, issueBatch, retryBatch, withdrawBatch } from './batches.ts'
import { candidatesPage, candidatesView } from './candidate-pages.ts'
import type { CandidateAsk, CandidateFilter, Candidates } from './candidates.ts'
import { draftBatch, writeLunarLine } from './drafts.ts'
import { remember } from './eligibility.ts'
import { BatchForm, BatchListQuery, BatchQuery, CandidateQuery, CertificatePath, LineForm, StepForm } from './forms.ts'
import { houseOf } from './house.ts'
import { kindOf, kinds } from './kinds.ts'
import { batchFor } from './queries.ts'

const access = { config: { access: 'certificates.issue' } } as const
const hrefOf = (id: number): string => `/certificates/batches/${String(id)}`

const filterOf = (request: FastifyRequest): CandidateFilter => {
  const { kind, occasion, province, person, show, after, before } = query(request, CandidateQuery).filter
  return { kind, occasion: occasion ?? null, province, person, show, after, before }
}
const candidatesOf = (request: FastifyRequest, filter: CandidateFilter): Promise<Candidates> => {
  kindOf(request.db, filter.kind)
  const ask = { filter, now: request.now }
  return inWorker<CandidateAsk, Candidates>(request.db, new URL('candidates.ts', import.meta.url), ask)
}
const showCandidates = async (
  request: FastifyRequest,
  reply: FastifyReply,
  filter: CandidateFilter,
  form: Form,
): Promise<FastifyReply> => {
  const { db, voice, now } = request
  const found = await candidatesOf(request, filter)
  const given = { kind: kindOf(db, filter.kind), kinds: kinds(db), where: places(db), subjects: subjectsByCode(db) }
  return reply.page(candidatesPage, candidatesView(voice, given, filter, found, form, dayOf(now)), form.status)
}
const showBatch = (request: FastifyRequest, reply: FastifyReply, id: number, form: Form): FastifyReply => {
  const { db, voice } = request
  const { ask, after, before } = query(request, BatchQuery).filter
  const [found, progress, members, isBusy] = read(db, () => {
    const counted = progressOf(db, id)
    return [
      batchFor(db, id),
      counted,
      membersOf(db, id, counted.total, { after, before }),
      isBeingIssued(db, id),
    ] as const
  })
  if (ask && found.batch.state === 'approved' && form.status === 200)
    return reply.page(askPage, askView(voice, id, progress.total))
  const kind = kindOf(db, found.batch.kind)
  return reply.page(batchPage, batchView(voice, kind, found, progress, members, form, isBusy), form.status)
}
/** What was typed names the page again: the filter stands in the form. */
const typedFilter = ({ values }: Form): CandidateFilter => {
  const typed = CandidateQuery.partial().safeParse(
    Object.fromEntries(Object.entries(values).filter(([name, value]) => name !== 'person' && value !== '')),
  )
  const { kind = 'COMPLETION1', occasion, province } = typed.data ?? {}
  return { kind, occasion: occasion ?? null, province, person: undefined, show: 'ready', after: undefined, before: undefined } // prettier-ignore
}
const draftRoutes = (app: App): void => {
  app.get('/certificates/batches', access, (request, reply) => {
    const { db, voice } = request
    const { before } = query(request, BatchListQuery).filter
    return reply.page(batchesPage, batchesView(voice, kinds(db), batchRows(db, before)))
  })
  app.get('/certificates/batches/new', access, (request, reply) =>
    showCandidates(request, reply, filterOf(request), empty({ once: randomUUID() })),
  )
  app.post('/certificates/batches', access, (request, reply) =>
    submit(request, BatchForm, {
      ok: async ({ once, kind, occasion = null, province, issuedOn, all, person }) => {
        const none = { person: undefined, after: undefined, before: undefined }
        const filter = { kind, occasion, province, show: 'ready' as const, ...none }
        const personIds = all ? (await candidatesOf(request, filter)).ready : person
        await remember(request.db, personIds, request.now)
        const batch = draftBatch(request.db, request.actor, { once, kind, occasion, issuedOn, personIds }, request.now)
        return reply.done(hrefOf(batch.id), 'certificates:candidates.drafted')
      },
      again: (form) => showCandidates(request, reply, typedFilter(form), form),
    }),
  )
  app.get('/certificates/batches/:id', access, (request, reply) =>
    showBatch(request, reply, params(request, CertificatePath).id, empty()),
  )
  app.post('/certificates/batches/:id/lines', access, (request, reply) => {
    const { id } = params(request, CertificatePath)
    return submit(request, LineForm, {
      ok: (line) => {
        writeLunarLine(request.db, request.actor, { batchId: id, ...line }, request.now)
        return reply.done(hrefOf(id), 'certificates:batch.lunarSaved')
      },
      again: (form) => showBatch(request, reply, id, form),
    })
  })
}
type Take = (db: Db, actor: Actor, id: number, now: number) => unknown
/** A button that moves the batch one step on. Pressed twice, the second time says how it stands. */
const step = (request: FastifyRequest, reply: FastifyReply, take: Take, told: TextKey): Promise<FastifyReply> => {
  // prettier-ignore
  const { id } = params(request, CertificatePath)
  return submit(request, StepForm, {
    ok: () => {
      take(request.db, request.actor, id, request.now)
      return reply.done(hrefOf(id), told)
    },
    again: (form) => showBatch(request, reply, id, { ...form, values: {} }),
  })
}
export const batchRoutes = (app: App): void => {
  draftRoutes(app)
  app.post('/certificates/batches/:id/approvals', access, async (request, reply) => {
    await remember(request.db, memberIds(request.db, params(request, CertificatePath).id), request.now)
    return await step(request, reply, approveBatch, 'certificates:batch.wasApproved')
  })
  app.post('/certificates/batches/:id/issues', access, (request, reply) =>
    step(
      request,
      reply,
      (db, actor, id, now) => issueBatch(db, actor, id, houseOf(app.config), now),
      'certificates:batch.wasIssued',
    ),
  )
  app.post('/certificates/batches/:id/withdrawals', access, (request, reply) =>
    step(request, reply, withdrawBatch, 'certificates:batch.wasWithdrawn'),
  )
  app.post('/certificates/batches/:id/retries', access, (request, reply) =>
    step(request, reply, retryBatch, 'certificates:batch.wasRetried'),
  )
}
