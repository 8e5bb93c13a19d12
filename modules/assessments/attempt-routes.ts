import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { Refused } from '#server/errors'
import { formView, type Trouble } from '#server/http/fields'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import { text } from '#server/i18n'
import type { App } from '#server/module'
import { saveAnswer, type Saved } from './answers.ts'
import { overviewPage, overviewView, questionPage, questionView } from './attempt-pages.ts'
import { questionAt, reviewOf, sheetOf, type Sheet } from './attempt-queries.ts'
import { AnswerForm, AttemptPath, QuestionQuery, SubmissionForm } from './forms.ts'
import { resultPage, resultView } from './result-pages.ts'
import { closeOverdue, isOverdue, submitAttempt } from './submissions.ts'
import { leftOf } from './time-left.ts'

type Place = number | 'all' | undefined
type Show = (reply: FastifyReply) => FastifyReply
const hrefOf = (id: number, place?: number | 'all'): string =>
  `/attempts/${String(id)}${place === undefined ? '' : `?q=${String(place)}`}`
/** The question asked for, else the first open one; with none left open or past the last, all of them. */
const placeOf = ({ answered }: Sheet, asked: Place): number | 'all' => {
  const wanted = asked ?? answered.indexOf(false) + 1
  return wanted === 'all' || wanted < 1 || wanted > answered.length ? 'all' : wanted
}
/** Two statements for a question; the key is read only when the attempt is over. */
const choose = (
  { db, actor, voice, now }: FastifyRequest,
  id: number,
  asked: Place,
  trouble: Trouble,
  status: number,
): Show => {
  const sheet = sheetOf(db, actor, id)
  if (sheet.state === 'submitted' || isOverdue(sheet, now)) {
    const vm = resultView(voice, sheet, reviewOf(db, id), sheet.personId === actor.person, trouble, now)
    return (reply) => reply.page(resultPage, vm, status)
  }
  const place = placeOf(sheet, asked)
  if (place === 'all') return (reply) => reply.page(overviewPage, overviewView(voice, sheet, trouble, now), status)
  const vm = questionView(voice, sheet, place, questionAt(db, id, place), trouble, now)
  return (reply) => reply.page(questionPage, vm, status)
}
const show = (
  request: FastifyRequest,
  reply: FastifyReply,
  id: number,
  asked: Place,
  form: Form = empty(),
): FastifyReply =>
  read(request.db, () => choose(request, id, asked, formView(request.voice, form, {}).trouble, form.status))(reply)

const wantsJson = ({ headers }: FastifyRequest): boolean => headers.accept?.startsWith('application/json') ?? false
/** What quiz.js reads: the server's time left after a save, or why it was not saved. */
const said = (request: FastifyRequest, reply: FastifyReply, { deadlineAt }: Saved): FastifyReply =>
  reply.send({ left: leftOf(request.voice, deadlineAt, request.now)?.seconds ?? null })
const unsaid = (request: FastifyRequest, reply: FastifyReply, { status, refusal }: Form): FastifyReply =>
  reply.code(status).send({ reason: refusal && text(request.voice, refusal.key, refusal.params) })
const following = (position: number, total: number, go: 'next' | 'previous' | 'all'): number | 'all' => {
  if (go === 'all') return 'all'
  if (go === 'previous') return Math.max(1, position - 1)
  return position < total ? position + 1 : 'all'
}
const askedIn = (form: Form): Place =>
  /^\d{1,3}$/.test(String(form.values.position)) ? Number(form.values.position) : undefined

const insistTold = ({ db, actor, now }: FastifyRequest, id: number, told: number): void => {
  const sheet = sheetOf(db, actor, id)
  const open = sheet.answered.filter((isAnswered) => !isAnswered).length
  if (sheet.state === 'open' && !isOverdue(sheet, now) && open > told)
    throw new Refused('assessments:refused.unanswered')
}

export const attemptRoutes = (app: App): void => {
  app.get('/attempts/:id', { config: { access: 'assessments.view' } }, (request, reply) => {
    const { filter } = query(request, QuestionQuery)
    return show(request, reply, params(request, AttemptPath).id, filter.q)
  })
  app.post('/attempts/:id/answers', { config: { access: 'assessments.take' } }, (request, reply) => {
    const { id } = params(request, AttemptPath)
    closeOverdue(request.db, id, request.now)
    return submit(request, AnswerForm, {
      ok: ({ position, answer, go }) => {
        const saved = saveAnswer(request.db, request.actor, { attemptId: id, position, answer }, request.now)
        return wantsJson(request)
          ? said(request, reply, saved)
          : reply.redirect(hrefOf(id, following(position, saved.total, go)), 303)
      },
      again: (form) =>
        wantsJson(request) ? unsaid(request, reply, form) : show(request, reply, id, askedIn(form), form),
    })
  })
  app.post('/attempts/:id/submission', { config: { access: 'assessments.take' } }, (request, reply) => {
    const { id } = params(request, AttemptPath)
    return submit(request, SubmissionForm, {
      ok: ({ unanswered }) => {
        insistTold(request, id, unanswered)
        submitAttempt(request.db, request.actor, id, request.now)
        return reply.redirect(hrefOf(id), 303)
      },
      again: (form) => show(request, reply, id, 'all', form),
    })
  })
}
