import { randomUUID } from 'node:crypto'
import { empty, query, submit } from '#server/http/forms'
import type { App } from '#server/module'
import { personFor } from '#modules/people'
import { recordAttendance } from './attendance.ts'
import { topicsByCode } from './content.ts'
import { PaperAttendanceForm, PersonQuery } from './forms.ts'
import { eventRoutes } from './event-routes.ts'
import { paperPage, paperView } from './pages.ts'
import { planRoutes } from './plan-routes.ts'
import { registerRoutes } from './register-routes.ts'

export const routes = (app: App): void => {
  planRoutes(app)
  registerRoutes(app)
  eventRoutes(app)
  app.get('/events/attendances/new', { config: { access: 'events.record' } }, (request, reply) => {
    const { db, actor, voice } = request
    const person = personFor(db, actor, 'events.record', query(request, PersonQuery).filter.person)
    return reply.page(paperPage, paperView(voice, person, topicsByCode(db).values(), empty({ once: randomUUID() })))
  })
  app.post('/events/attendances', { config: { access: 'events.record' } }, (request, reply) =>
    submit(request, PaperAttendanceForm, {
      ok: ({ once, ...input }) => {
        recordAttendance(request.db, request.actor, { uuid: once, ...input }, request.now)
        return reply.done(`/people/${String(input.personId)}`, 'events:paper.saved')
      },
      again: (form) => {
        const { db, actor, voice } = request
        const person = personFor(db, actor, 'events.record', Number(form.values.personId) || 0)
        return reply.page(paperPage, paperView(voice, person, topicsByCode(db).values(), form), form.status)
      },
    }),
  )
}
