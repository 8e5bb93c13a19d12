import type { FastifyReply, FastifyRequest } from 'fastify'
import { read, write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import { text } from '#server/i18n'
import type { App } from '#server/module'
import { openPerformance, openSheet, performancesOf, rubricList } from '#modules/assessments'
import { personByStaffId, places } from '#modules/people'
import { calendarOf } from './calendar.ts'
import { topicsByCode } from './content.ts'
import {
  admitPerson,
  approveNomination,
  confirmPlace,
  declineNomination,
  enrolSelf,
  nominate,
  withdraw,
} from './enrolments.ts'
import { eventList } from './event-lists.ts'
import { eventPage, eventView } from './event-pages.ts'
import { tierOf } from './event-words.ts'
import { eventDesk, membersOf, minutesAt, nomineesOf, type EventDesk } from './event-queries.ts'
import { eventFor, occasionOf, sessionsOf } from './event-rows.ts'
import {
  AdmitForm,
  EnrolForm,
  EventPath,
  EventQuery,
  MemberPath,
  NominateForm,
  ObserveForm,
  ReasonForm,
} from './forms.ts'
import { eventsPage, eventsView } from './list-pages.ts'
import { insistMarking } from './registers.ts'
import { nouns, type TeamParts } from './team-view.ts'
import { moveEvent, type Move } from './transitions.ts'

const isTeam = ({ may }: EventDesk): boolean => may.publish || may.mark || may.plan || may.nominate
const teamParts = (request: FastifyRequest, desk: EventDesk, form: Form | null): TeamParts => {
  const { db, actor } = request
  const { event, topic } = desk.row
  const typed = form ?? empty()
  return {
    members: membersOf(db).all({ event: event.id }),
    minutes: minutesAt(db, event.id),
    performances: performancesOf(db, actor, occasionOf(event.id)),
    rubrics: rubricList(db).filter(({ tier }) => tier === tierOf[topic.kind]),
    places: places(db),
    admit: typed.values.staffId === undefined ? empty() : typed,
    nominees: desk.may.nominate ? nomineesOf(db, actor, event.id) : [],
    nominate: typed.values.personId === undefined ? empty() : typed,
    form,
  }
}
/** The page of an event; `form`: one of its forms that came back. */
const show = (request: FastifyRequest, reply: FastifyReply, form: Form | null = null): FastifyReply => {
  const { db, actor, voice, now } = request
  const { id } = params(request, EventPath)
  const view = read(db, () => {
    const desk = eventDesk(db, actor, id, now)
    return eventView(voice, desk, isTeam(desk) ? teamParts(request, desk, form) : null, form)
  })
  return reply.page(eventPage, view, form?.status ?? 200)
}
const pathOf = (request: FastifyRequest): string => `/events/${String(params(request, EventPath).id)}`

const moveRoute = (app: App, move: Exclude<Move, 'hold'>, access: 'events.plan' | 'events.publish' | 'events.mark'): void => {
  app.post(`/events/:id/${nouns[move]}`, { config: { access } }, (request, reply) =>
    submit(request, ReasonForm, {
      ok: ({ reason, seen }) => {
        moveEvent(request.db, request.actor, { id: params(request, EventPath).id, move, reason, seen }, request.now)
        return reply.done(pathOf(request), `events:moved.${move}`)
      },
      again: (form) => show(request, reply, form),
    }),
  )
} // prettier-ignore
const listRoutes = (app: App): void => {
  app.get('/events', { config: { access: 'events.read' } }, (request, reply) => {
    const { db, actor, voice, now } = request
    const { filter } = query(request, EventQuery)
    const view = read(db, () =>
      eventsView(voice, actor, places(db), topicsByCode(db).values(), filter, eventList(db, actor, filter, now)),
    )
    return reply.page(eventsPage, view)
  })
  app.get('/events/:id', { config: { access: 'events.read' } }, (request, reply) => show(request, reply))
  app.get('/events/:id.ics', { config: { access: 'events.read' } }, async (request, reply) => {
    const { db, actor, voice, now } = request
    const row = eventFor(db, actor, params(request, EventPath).id)
    if (row.event.state === 'draft') throw new NotFound()
    const isKhmer = voice.language === 'km'
    const words = {
      summary: isKhmer ? row.event.titleKm : row.event.titleEn,
      place: row.venue ? (isKhmer ? row.venue.km : row.venue.en) : text(voice, 'events:online'),
      about: row.event.bring,
    }
    const base = app.config.baseUrl ?? `${request.protocol}://${request.host}`
    const url = new URL(`/events/${String(row.event.id)}`, base).href
    const file = await calendarOf(row, sessionsOf(db).all({ event: row.event.id }), words, url, now)
    return reply
      .header('content-disposition', `attachment; filename="event-${String(row.event.id)}.ics"`)
      .type('text/calendar; charset=utf-8')
      .send(file)
  })
}
const placeRoutes = (app: App): void => {
  app.post('/events/:id/enrolments', { config: { access: 'events.enrol' } }, (request, reply) =>
    submit(request, EnrolForm, {
      ok: ({ once }) => {
        const { state } = enrolSelf(request.db, request.actor, { id: params(request, EventPath).id, once }, request.now)
        return reply.done(pathOf(request), state === 'confirmed' ? 'events:enrol.done' : 'events:enrol.waits')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/events/:id/withdrawals', { config: { access: 'events.enrol' } }, (request, reply) =>
    submit(request, ReasonForm, {
      ok: () => {
        const { id } = params(request, EventPath)
        withdraw(request.db, request.actor, { id }, request.now)
        return reply.done(pathOf(request), 'events:enrol.withdrawn')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/events/:id/confirmations', { config: { access: 'events.enrol' } }, (request, reply) =>
    submit(request, ReasonForm, {
      ok: () => {
        confirmPlace(request.db, request.actor, { id: params(request, EventPath).id }, request.now)
        return reply.done(pathOf(request), 'events:enrol.confirmed')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/events/:id/nominations', { config: { access: 'events.nominate' } }, (request, reply) =>
    submit(request, NominateForm, {
      ok: (input) => {
        nominate(request.db, request.actor, { id: params(request, EventPath).id, ...input }, request.now)
        return reply.done(pathOf(request), 'events:nominate.done')
      },
      again: (form) => show(request, reply, form),
    }),
  )
}
const teamRoutes = (app: App): void => {
  app.post('/events/:id/admissions', { config: { access: 'events.mark' } }, (request, reply) =>
    submit(request, AdmitForm, {
      ok: ({ staffId, ...input }) => {
        const { db, actor, now } = request
        const person = personByStaffId(db, staffId)
        if (!person) throw new Refused('events:admit.unknown', { staffId })
        admitPerson(db, actor, { id: params(request, EventPath).id, personId: person.id, ...input }, now)
        return reply.done(pathOf(request), 'events:admit.done')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/events/:id/members/:person/approvals', { config: { access: 'events.publish' } }, (request, reply) =>
    submit(request, EnrolForm, {
      ok: () => {
        const { id, person } = params(request, MemberPath)
        approveNomination(request.db, request.actor, { id, personId: person }, request.now)
        return reply.done(pathOf(request), 'events:admit.done')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/events/:id/members/:person/refusals', { config: { access: 'events.publish' } }, (request, reply) =>
    submit(request, ReasonForm, {
      ok: ({ reason }) => {
        const { id, person } = params(request, MemberPath)
        declineNomination(request.db, request.actor, { id, personId: person, reason }, request.now)
        return reply.done(pathOf(request), 'events:nominate.declined')
      },
      again: (form) => show(request, reply, form),
    }),
  )
  app.post('/events/:id/observations', { config: { access: 'observations.score' } }, (request, reply) =>
    submit(request, ObserveForm, {
      ok: ({ personId, rubric, once, tryNumber, wanted }) => {
        const { db, actor, now } = request
        const { id } = params(request, EventPath)
        const sheet = write(db, (tx) => {
          insistMarking(tx, actor, id, personId, now)
          const made = openPerformance(
            tx,
            actor,
            { personId, rubric, occasion: occasionOf(id), wanted, once, tryNumber },
            now,
          )
          return openSheet(tx, actor, made.id, now)
        })
        return reply.done(`/observations/sheets/${String(sheet.id)}`)
      },
      again: (form) => show(request, reply, form),
    }),
  )
}
export const eventRoutes = (app: App): void => {
  listRoutes(app)
  placeRoutes(app)
  teamRoutes(app)
  moveRoute(app, 'submit', 'events.plan')
  moveRoute(app, 'return', 'events.publish')
  moveRoute(app, 'publish', 'events.publish')
  moveRoute(app, 'postpone', 'events.publish')
  moveRoute(app, 'cancel', 'events.plan')
  moveRoute(app, 'close', 'events.mark')
}
