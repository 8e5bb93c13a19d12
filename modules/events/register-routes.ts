import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { eq } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { read } from '#server/db/write'
import { params, query, submit, type Form } from '#server/http/forms'
import { id, line, uuid, whole } from '#server/http/inputs'
import { text } from '#server/i18n'
import type { App } from '#server/module'
import { inWorker } from '#server/worker'
import { places } from '#modules/people'
import { attendanceMarks, marks } from './attendance-schema.ts'
import { membersOf } from './event-queries.ts'
import type { Session } from './event-rows.ts'
import { EventPath } from './forms.ts'
import {
  closeRegister,
  correctAttendance,
  markAllPresent,
  markAttendance,
  registerFor,
  standingFacts,
  usualGap,
} from './registers.ts'
import type { AttendanceSheetPaper } from './sheet-paper.ts'
import { sheetOf } from './sheet-rows.ts'
import { registerPage, registerView, type Known } from './register-pages.ts'

const gap = z.union([z.literal('').transform(() => usualGap), whole(0, 600)]).default(usualGap)
const SessionQuery = z.object({ session: id.optional() })
const SessionForm = z.object({ sessionId: id })
const MarkForm = z.object({ sessionId: id, personId: id, mark: z.enum(marks), gap, uuid })
const CorrectionForm = MarkForm.extend({ reason: line })

/** Marks while a register is open, facts once it is closed. */
const knownIn = (db: Db, session: Session): ReadonlyMap<number, Known> => {
  if (session.closedAt !== null)
    return new Map(
      standingFacts(db)
        .all({ session: session.id })
        .map(({ fact }) => [fact.personId, { mark: fact.mark ?? 'present', minutes: fact.minutes, evidence: fact.evidence }]),
    )
  const open = db.select().from(attendanceMarks).where(eq(attendanceMarks.sessionId, session.id)).all()
  return new Map(open.map((one) => [one.personId, { mark: one.mark, minutes: one.minutes, evidence: null }]))
} // prettier-ignore
const troubleOf = ({ voice }: FastifyRequest, form: Form | null): string | null => {
  if (!form) return null
  if (form.refusal) return text(voice, form.refusal.key, form.refusal.params)
  return form.errors.reason ? text(voice, 'events:register.reasonMissing') : text(voice, 'server:form.again')
}
const show = (request: FastifyRequest, reply: FastifyReply, sessionId: number | null, form: Form | null): FastifyReply => {
  const { db, actor, voice, now } = request
  const view = read(db, () => {
    const { row, all, session } = registerFor(db, actor, params(request, EventPath).id, sessionId)
    const members = membersOf(db).all({ event: row.event.id }).filter(({ state }) => state === 'confirmed')
    return registerView(voice, { row, all, session, members, known: knownIn(db, session), places: places(db), uuidFor: randomUUID, now, trouble: troubleOf(request, form) })
  })
  return reply.page(registerPage, view, form?.status ?? 200)
} // prettier-ignore
const wantsJson = ({ headers }: FastifyRequest): boolean => headers.accept === 'application/json'
/** A tap that its script sent is answered with the reason alone, for the row of that person. */
const again = (request: FastifyRequest, reply: FastifyReply) => (form: Form): FastifyReply =>
  wantsJson(request)
    ? reply.code(form.status).send({ reason: troubleOf(request, form) })
    : show(request, reply, Number(form.values.sessionId) || null, form) // prettier-ignore
const at = (event: number, session: number): string => `/events/${String(event)}/attendance?session=${String(session)}`

/** The sheet people sign on paper, drawn in the worker. */
const sheetRoute = (app: App): void => {
  app.get('/events/:id/attendance-sheet.pdf', { config: { access: 'events.mark' } }, async (request, reply) => {
    const { db, actor } = request
    const { row, all } = registerFor(db, actor, params(request, EventPath).id, null)
    const base = app.config.baseUrl ?? `${request.protocol}://${request.host}`
    const paper = sheetOf(db, row, all, new URL(`/events/${String(row.event.id)}`, base).href)
    const bytes = await inWorker<AttendanceSheetPaper, Uint8Array>(db, new URL('sheet-task.ts', import.meta.url), paper)
    return reply
      .header('content-disposition', `inline; filename="attendance-${String(row.event.id)}.pdf"`)
      .type('application/pdf')
      .send(Buffer.from(bytes))
  })
}
/** The register of the day. */
export const registerRoutes = (app: App): void => {
  const access = 'events.mark' as const
  sheetRoute(app)
  app.get('/events/:id/attendance', { config: { access } }, (request, reply) =>
    show(request, reply, query(request, SessionQuery).filter.session ?? null, null),
  )
  app.post('/events/:id/attendance', { config: { access } }, (request, reply) =>
    submit(request, MarkForm, {
      ok: (input) => {
        const { db, actor, voice, now } = request
        const event = params(request, EventPath).id
        const kept = markAttendance(db, actor, { id: event, ...input }, now)
        const missed = input.gap
        const words = kept.mark === 'late' || kept.mark === 'left' ? text(voice, `events:markMinutes.${kept.mark}`, { minutes: missed }) : text(voice, `events:mark.${kept.mark}`)
        if (wantsJson(request)) return reply.send({ words })
        return reply.done(`${at(event, input.sessionId)}#p${String(input.personId)}`)
      },
      again: again(request, reply),
    }),
  ) // prettier-ignore
  app.post('/events/:id/attendance/all', { config: { access } }, (request, reply) =>
    submit(request, SessionForm, {
      ok: ({ sessionId }) => {
        const event = params(request, EventPath).id
        markAllPresent(request.db, request.actor, { id: event, sessionId, uuidFor: randomUUID }, request.now)
        return reply.done(at(event, sessionId), 'events:register.allDone')
      },
      again: again(request, reply),
    }),
  )
  app.post('/events/:id/attendance/closings', { config: { access } }, (request, reply) =>
    submit(request, SessionForm, {
      ok: ({ sessionId }) => {
        const event = params(request, EventPath).id
        closeRegister(request.db, request.actor, { id: event, sessionId }, request.now)
        return reply.done(at(event, sessionId), 'events:register.closeDone')
      },
      again: again(request, reply),
    }),
  )
  app.post('/events/:id/attendance/corrections', { config: { access } }, (request, reply) =>
    submit(request, CorrectionForm, {
      ok: (input) => {
        const event = params(request, EventPath).id
        correctAttendance(request.db, request.actor, { id: event, ...input }, request.now)
        return reply.done(`${at(event, input.sessionId)}#p${String(input.personId)}`, 'events:register.corrected')
      },
      again: again(request, reply),
    }),
  )
}
