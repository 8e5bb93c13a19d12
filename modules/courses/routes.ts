import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import type { App } from '#server/module'
import { personFor } from '#modules/people'
import { catalogue } from './catalogue.ts'
import { begin, completeLesson } from './completions.ts'
import { coursePage, courseView } from './course-page.ts'
import { coursesPage, coursesView } from './courses-page.ts'
import {
  BeginForm,
  CoursePath,
  DoneForm,
  LessonPath,
  LessonQuery,
  PassForm,
  PersonQuery,
  PositionForm,
} from './forms.ts'
import { lessonPage, lessonView } from './lesson-page.ts'
import { paperPage, paperView } from './paper-page.ts'
import { recordPass } from './passes.ts'
import { keepPosition } from './positions.ts'
import { courseFor, lessonFor } from './queries.ts'
import { courseDesk } from './standing.ts'

const lessonPath = (code: string, slug: string): string => `/courses/${code}/lessons/${slug}`
const codeOf = (code: string): string => code.toUpperCase()
const showPaper = (
  { db, actor, voice }: FastifyRequest,
  reply: FastifyReply,
  personId: number,
  form: Form,
): FastifyReply => {
  const person = personFor(db, actor, 'courses.record', personId)
  return reply.page(paperPage, paperView(voice, person, catalogue(db).courses, form), form.status)
}
const passRoutes = (app: App): void => {
  app.get('/courses/passes/new', { config: { access: 'courses.record' } }, (request, reply) =>
    showPaper(request, reply, query(request, PersonQuery).filter.person, empty({ once: randomUUID() })),
  )
  app.post('/courses/passes', { config: { access: 'courses.record' } }, (request, reply) =>
    submit(request, PassForm, {
      ok: ({ once, course, ...input }) => {
        recordPass(request.db, request.actor, { uuid: once, code: course, ...input }, request.now)
        return reply.done(`/people/${String(input.personId)}`, 'courses:paper.saved')
      },
      again: (form) => showPaper(request, reply, Number(form.values.personId) || 0, form),
    }),
  )
}
const learningRoutes = (app: App): void => {
  app.post('/courses/:code/enrolments', { config: { access: 'courses.learn' } }, (request, reply) => {
    const { code } = params(request, CoursePath)
    return submit(request, BeginForm, {
      ok: () => {
        const first = begin(request.db, request.actor, code, request.now)
        return reply.redirect(first ? lessonPath(codeOf(code), first.slug) : `/courses/${codeOf(code)}`, 303)
      },
      again: (form) => showCourse(request, reply, code, form),
    })
  })
  app.post('/courses/:code/lessons/:slug/completions', { config: { access: 'courses.learn' } }, (request, reply) => {
    const { code, slug } = params(request, LessonPath)
    return submit(request, DoneForm, {
      ok: ({ uuid }) => {
        const { next } = completeLesson(request.db, request.actor, { code, slug, uuid }, request.now)
        return next
          ? reply.redirect(lessonPath(codeOf(code), next.slug), 303)
          : reply.done(`/courses/${codeOf(code)}`, 'courses:done.quizNext')
      },
      again: (form) => showLesson(request, reply, { code, slug }, { ...form, values: { uuid: randomUUID() } }),
    })
  })
  app.post('/courses/:code/positions', { config: { access: 'courses.learn' } }, (request, reply) => {
    const { code } = params(request, CoursePath)
    return submit(request, PositionForm, {
      ok: (position) => {
        keepPosition(request.db, request.actor, { code, ...position }, request.now)
        return reply.code(204).send()
      },
      again: (form) => reply.code(form.status).send(),
    })
  })
}
const showCourse = (
  { db, actor, voice }: FastifyRequest,
  reply: FastifyReply,
  code: string,
  form: Form,
): FastifyReply => {
  const found = read(db, () => courseFor(db, actor.person, code))
  return reply.page(coursePage, courseView(voice, actor, found, form), form.status)
}
type LessonAt = { code: string; slug: string }
const showLesson = (
  { db, actor, voice }: FastifyRequest,
  reply: FastifyReply,
  at: LessonAt,
  form: Form,
): FastifyReply => {
  const found = read(db, () => lessonFor(db, actor.person, at, voice.language))
  return reply.page(lessonPage, lessonView(voice, actor, found, form), form.status)
}
/** Tier 1 as an officer sees it, and the form for results from paper. */
export const routes = (app: App): void => {
  app.get('/courses', { config: { access: 'courses.read' } }, ({ db, actor, voice }, reply) =>
    reply.page(
      coursesPage,
      coursesView(
        voice,
        read(db, () => courseDesk(db, actor.person)),
      ),
    ),
  )
  passRoutes(app)
  app.get('/courses/:code', { config: { access: 'courses.read' } }, (request, reply) =>
    showCourse(request, reply, params(request, CoursePath).code, empty()),
  )
  app.get('/courses/:code/lessons/:slug', { config: { access: 'courses.read' } }, (request, reply) => {
    const { resume } = query(request, LessonQuery).filter
    return showLesson(request, reply, params(request, LessonPath), empty({ uuid: randomUUID(), resume: resume ?? '' }))
  })
  learningRoutes(app)
}
