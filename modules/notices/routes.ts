import { z } from 'zod'
import { params, query } from '#server/http/forms'
import { id } from '#server/http/inputs'
import type { App } from '#server/module'
import { inboxPage, inboxView } from './pages.ts'
import { inboxOf, readAll, readNotice, unreadCount } from './telling.ts'

const InboxQuery = z.object({ before: id.optional() })
const NoticePath = z.object({ id })
export const routes = (app: App): void => {
  const access = 'notices.read' as const
  app.get('/notices', { config: { access } }, (request, reply) => {
    const { db, actor, voice } = request
    const rows = inboxOf(db, actor.person, query(request, InboxQuery).filter.before)
    return reply.page(inboxPage, inboxView(voice, rows, unreadCount(db, actor.person)))
  })
  app.post('/notices/reads', { config: { access } }, (request, reply) => {
    readAll(request.db, request.actor, request.now)
    return reply.done('/notices', 'notices:marked')
  })
  app.post('/notices/:id/reads', { config: { access } }, (request, reply) =>
    reply.done(readNotice(request.db, request.actor, params(request, NoticePath).id, request.now)),
  )
}
