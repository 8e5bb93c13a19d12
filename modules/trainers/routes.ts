import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import type { App } from '#server/module'
import { valueOf } from '#server/settings'
import { dayOf, daysLater, monthsLater } from '#server/time'
import { personFor, places } from '#modules/people'
import { standingOf } from '#modules/progress'
import { licenceCandidates } from './candidates.ts'
import { LicenceForm, LicencePath, LiftForm, PersonQuery, SuspendForm, TrainerPath, TrainersQuery } from './forms.ts'
import { grantPage, grantView } from './grant-pages.ts'
import { grantLicence } from './granting.ts'
import { licencesByPerson, licencesOf } from './licences.ts'
import { trainersPage as listPage, trainersView } from './list-pages.ts'
import { mayLicense } from './policy.ts'
import { holderOf, papersOf, suspensionsOf, trainersPage } from './queries.ts'
import { licenceMonths, soonDays } from './settings.ts'
import { liftSuspension, suspendLicence } from './suspending.ts'
import { licenceTopicList } from './topics.ts'
import { trainerPage, trainerView, type Bad } from './trainer-pages.ts'
import type { Surroundings } from './words.ts'

const around = ({ db, now }: FastifyRequest): Surroundings => ({
  today: dayOf(now),
  soon: valueOf(db, soonDays),
  topics: licenceTopicList(db),
  places: places(db),
})
const showList = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { db, actor, voice, now } = request
  const { filter, ignored } = query(request, TrainersQuery)
  const view = read(db, () => {
    const found = trainersPage(db, actor, filter)
    const ids = found.rows.map(({ id }) => id)
    const candidates = mayLicense(actor) ? licenceCandidates(db, now) : null
    const licences = licencesByPerson(db, ids)
    return trainersView(voice, actor, around(request), {
      filter,
      found,
      licences,
      candidates,
      hasIgnored: ignored.length > 0,
    })
  })
  return reply.page(listPage, view)
}
const showTrainer = (request: FastifyRequest, reply: FastifyReply, id: number, bad: Bad | null): FastifyReply => {
  const { db, actor, voice } = request
  const view = read(db, () => {
    const person = personFor(db, actor, 'trainers.view', id)
    const [licences, papers, suspensions] = [licencesOf(db, id), papersOf(db, id), suspensionsOf(db, id)]
    return trainerView(voice, actor, around(request), { person, licences, papers, suspensions, bad })
  })
  return reply.page(trainerPage, view, bad?.form.status ?? 200)
}
const showGrant = (request: FastifyRequest, reply: FastifyReply, personId: number, form: Form): FastifyReply => {
  const { db, actor, voice, now } = request
  const view = read(db, () => {
    const person = personFor(db, actor, 'trainers.license', personId)
    return grantView(voice, person, standingOf(db, personId, now), around(request), form)
  })
  return reply.page(grantPage, view, form.status)
}
/** From today for as long as the office has set; as a lead, and nothing ticked. */
const newLicence = ({ db, now }: FastifyRequest): Form => {
  const today = dayOf(now)
  const validTo = daysLater(monthsLater(today, valueOf(db, licenceMonths)), -1)
  return empty({ once: randomUUID(), level: 'lead', validFrom: today, validTo })
}
const grantRoutes = (app: App): void => {
  app.get('/trainers/licences/new', { config: { access: 'trainers.license' } }, (request, reply) =>
    showGrant(request, reply, query(request, PersonQuery).filter.person, newLicence(request)),
  )
  app.post('/trainers/licences', { config: { access: 'trainers.license' } }, (request, reply) =>
    submit(request, LicenceForm, {
      ok: ({ once: uuid, topics: topicIds, everywhere, provinces, ...rest }) => {
        const provinceIds = everywhere ? [] : provinces
        grantLicence(request.db, request.actor, { uuid, topicIds, provinceIds, ...rest }, request.now)
        return reply.done(`/trainers/${String(rest.personId)}`, 'trainers:grant.done')
      },
      again: (form) => showGrant(request, reply, Number(form.values.personId) || 0, form),
    }),
  )
}
const suspensionRoutes = (app: App): void => {
  app.post('/trainers/licences/:id/suspensions', { config: { access: 'trainers.license' } }, (request, reply) => {
    const { id: licenceId } = params(request, LicencePath)
    const holder = holderOf(request.db, licenceId)
    return submit(request, SuspendForm, {
      ok: (input) => {
        suspendLicence(request.db, request.actor, { licenceId, ...input }, request.now)
        return reply.done(`/trainers/${String(holder)}`, 'trainers:suspend.done')
      },
      again: (form) => showTrainer(request, reply, holder, { licenceId, verb: 'suspend', form }),
    })
  })
  app.post('/trainers/licences/:id/reinstatements', { config: { access: 'trainers.license' } }, (request, reply) => {
    const { id: licenceId } = params(request, LicencePath)
    const holder = holderOf(request.db, licenceId)
    return submit(request, LiftForm, {
      ok: (input) => {
        liftSuspension(request.db, request.actor, { licenceId, ...input }, request.now)
        return reply.done(`/trainers/${String(holder)}`, 'trainers:lift.done')
      },
      again: (form) => showTrainer(request, reply, holder, { licenceId, verb: 'lift', form }),
    })
  })
}
/** Trainers and their licences; who is a candidate for one. */
export const routes = (app: App): void => {
  app.get('/trainers', { config: { access: 'trainers.view' } }, showList)
  grantRoutes(app)
  app.get('/trainers/:id', { config: { access: 'trainers.view' } }, (request, reply) =>
    showTrainer(request, reply, params(request, TrainerPath).id, null),
  )
  suspensionRoutes(app)
}
