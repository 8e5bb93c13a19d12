import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { formView } from '#server/http/fields'
import { empty, params, submit, type Form } from '#server/http/forms'
import type { App } from '#server/module'
import { adjudicationPage, adjudicationView } from './observation-adjudication-pages.ts'
import { acknowledge, adjudicate, disputeOf, mayDecide } from './observation-deciding.ts'
import { AcknowledgementForm, AdjudicationForm, ObservationPath } from './observation-forms.ts'
import { observationsPage, observationsView } from './observation-list-pages.ts'
import { observationPage, observationView } from './observation-pages.ts'
import { observationsWaiting, resultOf } from './observation-queries.ts'
import { sheetRoutes } from './sheet-routes.ts'

const hrefOf = (id: number): string => `/observations/${String(id)}`
const show = (request: FastifyRequest, reply: FastifyReply, id: number, form: Form = empty()): FastifyReply => {
  const { db, actor, voice } = request
  const vm = read(db, () => {
    const reader = { person: actor.person, mayDecide: mayDecide(db, actor, id) }
    return observationView(voice, resultOf(db, actor, id), reader, formView(voice, form, {}).trouble)
  })
  return reply.page(observationPage, vm, form.status)
}
/** What is to be decided; once it is, its result. */
const showDispute = (request: FastifyRequest, reply: FastifyReply, id: number, form: Form = empty()): FastifyReply => {
  const { db, actor, voice } = request
  const vm = read(db, () => {
    const result = resultOf(db, actor, id)
    return result.performance.state === 'adjudicating'
      ? adjudicationView(voice, result, disputeOf(db, actor, id), form)
      : null
  })
  return vm ? reply.page(adjudicationPage, vm, form.status) : show(request, reply, id, form)
}
const adjudicationRoutes = (app: App): void => {
  const access = 'observations.adjudicate'
  app.get('/observations/:id/adjudications', { config: { access } }, (request, reply) =>
    showDispute(request, reply, params(request, ObservationPath).id),
  )
  app.post('/observations/:id/adjudications', { config: { access } }, (request, reply) => {
    const { id } = params(request, ObservationPath)
    resultOf(request.db, request.actor, id)
    return submit(request, AdjudicationForm, {
      ok: ({ level: levels, reason }) => {
        adjudicate(request.db, request.actor, id, { levels, reason }, request.now)
        return reply.done(hrefOf(id), 'assessments:adjudication.done')
      },
      again: (form) => showDispute(request, reply, id, form),
    })
  })
}
/** What observers saw: what waits, each result, its acknowledgement, and what a third person must decide. */
export const observationRoutes = (app: App): void => {
  app.get('/observations', { config: { access: 'signed-in' } }, ({ db, actor, voice }, reply) =>
    reply.page(observationsPage, observationsView(voice, observationsWaiting(db, actor))),
  )
  app.get('/observations/:id', { config: { access: 'signed-in' } }, (request, reply) =>
    show(request, reply, params(request, ObservationPath).id),
  )
  app.post('/observations/:id/acknowledgements', { config: { access: 'signed-in' } }, (request, reply) => {
    const { id } = params(request, ObservationPath)
    resultOf(request.db, request.actor, id)
    return submit(request, AcknowledgementForm, {
      ok: () => {
        acknowledge(request.db, request.actor, id, request.now)
        return reply.done(hrefOf(id), 'assessments:observed.thanks')
      },
      again: (form) => show(request, reply, id, form),
    })
  })
  adjudicationRoutes(app)
  sheetRoutes(app)
}
