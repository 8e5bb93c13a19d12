import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { empty, params, submit, type Form } from '#server/http/forms'
import { text } from '#server/i18n'
import type { App } from '#server/module'
import { DiscardForm, FeedbackForm, LevelForm, SheetForm, SheetPath } from './observation-forms.ts'
import { progressOf, sheetPage, sheetView } from './sheet-pages.ts'
import { marksOf, ownSheet, type OwnSheet } from './sheet-queries.ts'
import { saveFeedback, saveLevel, saveSheet } from './sheet-saving.ts'
import { discardSheet, sendSheet } from './sheet-sending.ts'

const access = 'observations.score'
const hrefOf = (id: number): string => `/observations/sheets/${String(id)}`
const resultHref = (performanceId: number): string => `/observations/${String(performanceId)}`
/** The draft; a sheet that is sent has become a part of the result. */
const show = (request: FastifyRequest, reply: FastifyReply, id: number, form: Form = empty()): FastifyReply => {
  const { db, actor, voice } = request
  const [sheet, marks] = read(db, () => [ownSheet(db, actor, id), marksOf(db, id)] as const)
  if (sheet.state === 'sent') return reply.redirect(resultHref(sheet.performanceId), 303)
  return reply.page(sheetPage, sheetView(voice, sheet, marks, form), form.status)
}
/** Nobody learns of another's sheet, even by a form that is bent. */
const mine = (request: FastifyRequest): OwnSheet => ownSheet(request.db, request.actor, params(request, SheetPath).id)

const wantsJson = ({ headers }: FastifyRequest): boolean => headers.accept?.startsWith('application/json') ?? false
/** What the script of the sheet reads: how far it is now. */
const said = ({ db, voice }: FastifyRequest, reply: FastifyReply, { id, rubric }: OwnSheet): FastifyReply =>
  reply.send(progressOf(voice, rubric, marksOf(db, id)))
const saved = (request: FastifyRequest, reply: FastifyReply, sheet: OwnSheet): FastifyReply =>
  wantsJson(request) ? said(request, reply, sheet) : reply.done(hrefOf(sheet.id), 'assessments:sheet.saved')
const unsaved = (request: FastifyRequest, reply: FastifyReply, { id }: OwnSheet, form: Form): FastifyReply =>
  wantsJson(request)
    ? reply
        .code(form.status)
        .send({ reason: form.refusal && text(request.voice, form.refusal.key, form.refusal.params) })
    : show(request, reply, id, form)

const tapRoutes = (app: App): void => {
  app.post('/observations/sheets/:id/levels', { config: { access } }, (request, reply) => {
    const sheet = mine(request)
    return submit(request, LevelForm, {
      ok: ({ criterion, level = null, comment }) => {
        saveLevel(request.db, request.actor, { sheetId: sheet.id, criterion, level, comment }, request.now)
        return saved(request, reply, sheet)
      },
      again: (form) => unsaved(request, reply, sheet, form),
    })
  })
  app.post('/observations/sheets/:id/feedback', { config: { access } }, (request, reply) => {
    const sheet = mine(request)
    return submit(request, FeedbackForm, {
      ok: (said) => {
        saveFeedback(request.db, request.actor, { sheetId: sheet.id, ...said }, request.now)
        return saved(request, reply, sheet)
      },
      again: (form) => unsaved(request, reply, sheet, form),
    })
  })
}
const endRoutes = (app: App): void => {
  app.post('/observations/sheets/:id/submissions', { config: { access } }, (request, reply) => {
    const { id, state } = mine(request)
    return submit(request, SheetForm, {
      ok: (all) => {
        // Saved by itself, so that a sheet that may not be sent yet keeps what was typed.
        if (state === 'draft') saveSheet(request.db, request.actor, { sheetId: id, ...all }, request.now)
        const { performanceId } = sendSheet(request.db, request.actor, id, request.now)
        return reply.done(resultHref(performanceId), 'assessments:sheet.sent')
      },
      again: (form) => show(request, reply, id, form),
    })
  })
  app.post('/observations/sheets/:id/discards', { config: { access } }, (request, reply) => {
    const { id } = mine(request)
    return submit(request, DiscardForm, {
      ok: () => {
        discardSheet(request.db, request.actor, id, request.now)
        return reply.done('/observations', 'assessments:sheet.discarded')
      },
      again: (form) => show(request, reply, id, form),
    })
  })
}
/** An observer's own sheet: one tap a criterion, saved at once, or as one form without a script. */
export const sheetRoutes = (app: App): void => {
  app.get('/observations/sheets/:id', { config: { access } }, (request, reply) =>
    show(request, reply, params(request, SheetPath).id),
  )
  app.post('/observations/sheets/:id', { config: { access } }, (request, reply) => {
    const sheet = mine(request)
    return submit(request, SheetForm, {
      ok: (all) => {
        saveSheet(request.db, request.actor, { sheetId: sheet.id, ...all }, request.now)
        return saved(request, reply, sheet)
      },
      again: (form) => unsaved(request, reply, sheet, form),
    })
  })
  tapRoutes(app)
  endRoutes(app)
}
