import type { FastifyReply, FastifyRequest } from 'fastify'
import { empty, params, query, submit, type Form, type Problem } from '#server/http/forms'
import { NotFound } from '#server/errors'
import type { App } from '#server/module'
import { dayOf } from '#server/time'
import { attemptRoutes } from './attempt-routes.ts'
import { startAttempt } from './attempts.ts'
import { PersonQuery, QuizPath, RecordForm, StartForm } from './forms.ts'
import { introPage, introView } from './intro-pages.ts'
import { introOf, knownQuizzes, recordable } from './page-queries.ts'
import { observationRoutes } from './observation-routes.ts'
import { mayTake } from './policy.ts'
import { recordPage, recordView } from './record-pages.ts'
import { recordResult } from './results.ts'

/** Chance comes in here: 32 bits, kept on the attempt. */
const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0

const showIntro = (
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  refused: Problem | null,
  status = 200,
): FastifyReply => {
  const { db, actor, voice, now } = request
  return reply.page(
    introPage,
    introView(voice, introOf(db, actor.person, code, now), mayTake(actor), refused, now),
    status,
  )
}
const showRecord = (
  { db, actor, voice }: FastifyRequest,
  reply: FastifyReply,
  person: number | undefined,
  form: Form,
): FastifyReply => {
  if (person === undefined) throw new NotFound()
  return reply.page(recordPage, recordView(voice, recordable(db, actor, person), knownQuizzes(db), form), form.status)
}
const personIn = ({ values: { person } }: Form): number | undefined =>
  typeof person === 'string' && /^\d{1,15}$/.test(person) ? Number(person) : undefined

const quizRoutes = (app: App): void => {
  app.get('/quizzes/:code', { config: { access: 'signed-in' } }, (request, reply) =>
    showIntro(request, reply, params(request, QuizPath).code, null),
  )
  app.post('/quizzes/:code/attempts', { config: { access: 'assessments.take' } }, (request, reply) => {
    const { code } = params(request, QuizPath)
    return submit(request, StartForm, {
      ok: ({ once }) => {
        const { id } = startAttempt(request.db, request.actor, { code, once, seed: newSeed() }, request.now)
        return reply.redirect(`/attempts/${String(id)}`, 303)
      },
      again: (form) => showIntro(request, reply, code, form.refusal, form.status),
    })
  })
}
const recordRoutes = (app: App): void => {
  app.get('/quizzes/results/new', { config: { access: 'assessments.record' } }, (request, reply) =>
    showRecord(request, reply, query(request, PersonQuery).filter.person, empty({ happenedOn: dayOf(request.now) })),
  )
  app.post('/quizzes/results', { config: { access: 'assessments.record' } }, (request, reply) =>
    submit(request, RecordForm, {
      ok: ({ person, quiz, once, ...said }) => {
        recordable(request.db, request.actor, person)
        recordResult(request.db, request.actor, { ...said, personId: person, quizCode: quiz, uuid: once }, request.now)
        return reply.done(`/people/${String(person)}`, 'assessments:record.saved')
      },
      again: (form) => showRecord(request, reply, personIn(form), form),
    }),
  )
}
export const routes = (app: App): void => {
  quizRoutes(app)
  attemptRoutes(app)
  recordRoutes(app)
  observationRoutes(app)
}
