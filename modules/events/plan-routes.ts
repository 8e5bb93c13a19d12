import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Reach } from '#server/actor'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound } from '#server/errors'
import { asTyped, empty, params, submit, type Form } from '#server/http/forms'
import { text } from '#server/i18n'
import { store } from '#server/khmer'
import type { App } from '#server/module'
import { places, type Province } from '#modules/people'
import { licenceTopicList, trainersFor, type Trainer } from '#modules/trainers'
import { trainerClashes } from './clashes.ts'
import { topicsByCode, type Topic } from './content.ts'
import { eventFor, invitedTo, sessionsOf, trainersOf, type Event } from './event-rows.ts'
import { EventPath, PlanForm } from './forms.ts'
import { planPage, planView } from './plan-pages.ts'
import { freeAfter, freshValues, glimpse, shifted, storedValues, type Values } from './plan-values.ts'
import { revise, schedule } from './planning.ts'
import { mayPlan, mayPublish } from './policy.ts'
import { daysOf, readinessOf, type Draft } from './readiness.ts'
import { moveEvent } from './transitions.ts'
import { freeVenueOf, venueList } from './venues.ts'

/** Longer than any address of a plan; what is longer is no plan of ours. */
const longest = 400
/** What the address of the page says of the form: the live check sends it so. */
const typedIn = ({ query }: FastifyRequest): Values =>
  Object.fromEntries(
    Object.entries(query as Record<string, unknown>).flatMap(([name, value]) => {
      const all = [value].flat()
      if (!all.every((one) => typeof one === 'string' && one.length <= longest)) return []
      const said = all.map((one) => store(one as string).trim())
      return [[name, said.length > 1 ? said : said[0]]]
    }),
  )
/** Pressing a way out changes the plan that is in the form. */
const wayOut = (values: Values): Values => {
  const by = Number(values.shift)
  const moved = Number.isInteger(by) && by > 0 && by < 100 ? shifted(values, by) : values
  if (typeof values.useLead === 'string') return { ...moved, leadId: values.useLead }
  return typeof values.useVenue === 'string' ? { ...moved, venueId: values.useVenue, venueName: '' } : moved
}
const reachable = (all: readonly Province[], reach: Reach | undefined): Province[] =>
  all.filter(({ id }) => reach?.country === true || reach?.provinces.includes(id) === true)
type Stored = { event: Event; topic: Topic }
/** About a retired topic nothing new is planned; what a stored event is about stays. */
const topicOf = (request: FastifyRequest, code: unknown, stored: Stored | null): Topic => {
  const all = topicsByCode(request.db)
  const asked = typeof code === 'string' ? all.get(code) : undefined
  const topic = asked?.retiredOn === null ? asked : (stored?.topic ?? all.get('PROV'))
  if (!topic) throw new NotFound()
  return topic
}
const needOf = (draft: Draft) => ({
  topicId: draft.licenceTopicId ?? 0,
  provinceId: draft.provinceId ?? 0,
  days: daysOf(draft.sessions),
})
/** Who else may lead this and has nothing else then. */
const freeLeadOf = (db: Db, draft: Draft, trainers: readonly Trainer[]): Trainer | null =>
  trainers.find(
    ({ personId, check }) =>
      personId !== draft.leadId &&
      !draft.coIds.includes(personId) &&
      (check.isOk || draft.kind !== 'provincial') &&
      trainerClashes(db, personId, draft.sessions, draft.eventId).length === 0,
  ) ?? null
/** The planning page with whatever stands in its form. `stored`: the event that is changed. */
const showPlan = (request: FastifyRequest, reply: FastifyReply, given: Form, stored: Stored | null): FastifyReply => {
  const { db, actor, voice } = request
  const event = stored?.event
  const topic = topicOf(request, given.values.topic, stored)
  const form = { ...given, values: { ...given.values, topic: topic.code } }
  const draft = glimpse(form, topic.kind, event?.id ?? 0)
  const readiness = readinessOf(db, draft)
  const isTaken = readiness.venue.length + readiness.trainers.length > 0
  const reach = actor.reach['events.plan']
  const where = places(db)
  const trainers = trainersFor(db, needOf(draft))
  const at = event ? `/events/${String(event.id)}` : '/events'
  const view = planView(voice, {
    form,
    draft,
    topic,
    topics: [...topicsByCode(db).values()].filter(
      ({ kind, retiredOn }) => retiredOn === null && (kind !== 'tot' || reach?.country === true),
    ),
    licences: licenceTopicList(db),
    places: where,
    provinces: reachable(where.provinces, reach),
    venues: venueList(db),
    trainers,
    readiness,
    freeIn: isTaken ? freeAfter(db, draft) : null,
    freeVenue: readiness.venue.length > 0 ? freeVenueOf(db, draft) : null,
    freeLead: readiness.trainers.length > 0 ? freeLeadOf(db, draft, trainers) : null,
    action: event ? `${at}/revisions` : at,
    source: event ? `${at}/edit` : `${at}/new`,
    check: `${at}/plans`,
    back: { href: at, label: event ? event.titleKm : text(voice, 'events:title') },
    mayPublish: mayPublish(actor, { provinceId: draft.provinceId, createdBy: 0 }),
  })
  return reply.page(planPage, view, form.status)
}
/** The province a new plan begins with: the only one in reach. */
const ownProvince = ({ actor }: FastifyRequest): number | null => {
  const reach = actor.reach['events.plan']
  return reach && !reach.country && reach.provinces.length === 1 ? (reach.provinces[0] ?? null) : null
}
const editable = (request: FastifyRequest): Stored => {
  const { event, topic } = eventFor(request.db, request.actor, params(request, EventPath).id)
  if (!mayPlan(request.actor, event)) throw new Forbidden()
  return { event, topic }
}
const storedForm = ({ db }: FastifyRequest, { event, topic }: Stored): Values =>
  storedValues(
    event,
    topic,
    sessionsOf(db).all({ event: event.id }),
    trainersOf(db).all({ event: event.id }),
    invitedTo(db, event.id),
  )
const isSent = ({ body }: FastifyRequest): boolean => (body as Record<string, unknown>).send === '1'

/**
 * The buttons of the form that only ask: one more day, a way out of a clash, how it stands. They write nothing, and are
 * POST because what is typed is longer than an address may be.
 */
const askRoutes = (app: App): void => {
  const access = 'events.plan' as const
  app.post('/events/plans', { config: { access } }, (request, reply) =>
    showPlan(request, reply, empty(wayOut(asTyped(request).values)), null),
  )
  app.post('/events/:id/plans', { config: { access } }, (request, reply) => {
    const stored = editable(request)
    return showPlan(request, reply, empty(wayOut(asTyped(request).values)), stored)
  })
}
/** Planning: the form, its live check, and what it makes. */
export const planRoutes = (app: App): void => {
  const access = 'events.plan' as const
  askRoutes(app)
  app.get('/events/new', { config: { access } }, (request, reply) => {
    const typed = typedIn(request)
    const topic = topicOf(request, typed.topic, null)
    const own = { provinceId: ownProvince(request), leadId: request.actor.roles.includes('trainer') ? request.actor.person : null }
    const begun = typed.once === undefined ? freshValues(topic, randomUUID(), request.now, own) : wayOut(typed)
    return showPlan(request, reply, empty(begun), null)
  }) // prettier-ignore
  app.post('/events', { config: { access } }, (request, reply) =>
    submit(request, PlanForm, {
      ok: ({ seen: _seen, ...plan }) => {
        const { db, actor, now } = request
        const made = write(db, (tx) => {
          const event = schedule(tx, actor, plan, now)
          return isSent(request) ? moveEvent(tx, actor, { id: event.id, move: 'submit' }, now) : event
        })
        return reply.done(`/events/${String(made.id)}`, isSent(request) ? 'events:plan.sent' : 'events:plan.saved')
      },
      again: (form) => showPlan(request, reply, form, null),
    }),
  )
  app.get('/events/:id/edit', { config: { access } }, (request, reply) => {
    const stored = editable(request)
    const typed = typedIn(request)
    const values = typed.once === undefined ? storedForm(request, stored) : wayOut(typed)
    return showPlan(request, reply, empty(values), stored)
  })
  app.post('/events/:id/revisions', { config: { access } }, (request, reply) => {
    const stored = editable(request)
    const { event } = stored
    return submit(request, PlanForm, {
      ok: ({ once: _once, ...plan }) => {
        const { db, actor, now } = request
        write(db, (tx) => {
          revise(tx, actor, { id: event.id, ...plan }, now)
          if (isSent(request)) moveEvent(tx, actor, { id: event.id, move: 'submit' }, now)
        })
        return reply.done(`/events/${String(event.id)}`, isSent(request) ? 'events:plan.sent' : 'events:plan.saved')
      },
      again: (form) => showPlan(request, reply, form, stored),
    })
  })
}
