import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import type { App } from '#server/module'
import { InboxQuery, NoticePath, ReadAllForm } from './forms.ts'
import { inboxPage, inboxView } from './pages.ts'
import { inboxOf, unreadOf } from './queries.ts'
import { readAll, readNotice } from './reading.ts'

const show = (request: FastifyRequest, reply: FastifyReply, form: Form): FastifyReply => {
  const { db, actor, voice } = request
  const { before } = query(request, InboxQuery).filter
  const view = read(db, () =>
    inboxView(voice, inboxOf(db, actor.person, before), unreadOf(db, actor.person), before, form),
  )
  return reply.page(inboxPage, view, form.status)
}
/** A notice is followed by a POST, since following it marks it as read; a GET writes nothing. */
export const routes = (app: App): void => {
  app.get('/notices', { config: { access: 'notices.read' } }, (request, reply) => show(request, reply, empty()))
  app.post('/notices/reads', { config: { access: 'notices.read' } }, (request, reply) =>
    submit(request, ReadAllForm, {
      ok: (input) => {
        readAll(request.db, request.actor, input, request.now)
        return reply.done('/notices', 'notices:allReadDone')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/notices/:id/reads', { config: { access: 'notices.read' } }, (request, reply) =>
    reply.redirect(readNotice(request.db, request.actor, params(request, NoticePath).id, request.now), 303),
  )
}
