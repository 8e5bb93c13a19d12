import type { FastifyReply, FastifyRequest } from 'fastify'
import { read } from '#server/db/write'
import { page } from '#server/html/page'
import { download } from '#server/http/downloads'
import { params, query } from '#server/http/forms'
import type { SheetKind } from '#server/http/sheets'
import type { App } from '#server/module'
import { valueOf } from '#server/settings'
import { day, dayOf } from '#server/time'
import { inWorker } from '#server/worker'
import { openAttempts } from '#modules/assessments'
import { courseDesk, nextCourse } from '#modules/courses'
import { eventTasks, upcomingOf } from '#modules/events'
import { unreadOf } from '#modules/notices'
import { personFor, places } from '#modules/people'
import { recordOf, recordView, standingOf, standingsOf } from '#modules/progress'
import type { Counts } from './counts.ts'
import { OfficerQuery, PersonPath, RecordQuery } from './forms.ts'
import { centreView, countsView, homePage, homeView, type Desk, type HomeParts, type Learning } from './home-pages.ts'
import { officersPage } from './officers.ts'
import { peoplePage, peopleView, sheetWords } from './people-pages.ts'
import { personPage, personView } from './person-pages.ts'
import { quietOfficers } from './quiet.ts'
import { quietDays } from './settings.ts'
import type { SheetAsk } from './sheet.ts'

const frontPage = page<object>('home/front', 'home:front.title')

/** An open attempt comes before all else: then nobody asks where she stopped reading. */
const learningOf = ({ db, actor, now }: FastifyRequest): Learning => {
  const standing = standingOf(db, actor.person, now)
  const [attempt] = openAttempts(db, actor.person)
  if (attempt) return { standing, attempt, course: null, resume: null }
  const { states, resume } = courseDesk(db, actor.person)
  return { standing, attempt: null, course: nextCourse(states), resume }
}
/** Two small statements: what is new, and where she is expected. */
const deskOf = ({ db, actor, now }: FastifyRequest): Desk => ({
  tasks: actor.reach['events.publish'] ? eventTasks(db, actor, now) : null,
  notices: unreadOf(db, actor.person),
  coming: actor.roles.includes('officer') ? upcomingOf(db, actor.person, now) : [],
})
/** What the roles of the person put on her first page. A country is counted in the worker. */
const partsOf = async (request: FastifyRequest): Promise<HomeParts> => {
  const { db, actor, voice, now } = request
  const quietSince = now - valueOf(db, quietDays) * day
  const counts = actor.reach['people.count']
    ? await inWorker<{ now: number }, Counts>(db, new URL('counts.ts', import.meta.url), { now })
    : null
  return read(db, () => ({
    desk: deskOf(request),
    learning: actor.roles.includes('officer') ? learningOf(request) : null,
    centre: actor.roles.includes('chief') ? centreView(voice, quietOfficers(db, actor, quietSince), now) : null,
    counts: counts && countsView(voice, counts, places(db).provinces, actor.reach['people.list'] !== undefined, now),
  }))
}
/** The hot path: an officer's page waits for nothing. */
const showHome = (request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> => {
  const { actor, voice, now, db } = request
  if (!actor.reach['people.count'] && !actor.roles.includes('chief')) {
    const own = read(db, () => ({
      desk: deskOf(request),
      learning: actor.roles.includes('officer') ? learningOf(request) : null,
    }))
    return reply.page(homePage, homeView(voice, actor, now, { ...own, centre: null, counts: null }))
  }
  return partsOf(request).then((parts) => reply.page(homePage, homeView(voice, actor, now, parts)))
}
const sendSheet = async (request: FastifyRequest, reply: FastifyReply, kind: SheetKind): Promise<FastifyReply> => {
  const { db, actor, voice, now } = request
  const words = sheetWords(voice)
  const ask: SheetAsk = {
    actor,
    filter: query(request, OfficerQuery).filter,
    kind,
    language: voice.language,
    words,
    now,
  }
  const bytes = await inWorker<SheetAsk, Uint8Array>(db, new URL('sheet.ts', import.meta.url), ask)
  return download(reply, bytes, kind, `${words.name} ${dayOf(now)}`, `officers-${dayOf(now)}`)
}
export const routes = (app: App): void => {
  app.get('/', { config: { access: 'public' } }, (request, reply) =>
    request.visitor ? showHome(request, reply) : reply.page(frontPage, {}),
  )
  app.get('/people', { config: { access: 'people.list' } }, (request, reply) => {
    const { db, actor, voice, now } = request
    const { filter, ignored } = query(request, OfficerQuery)
    const view = read(db, () => {
      const found = officersPage(db, actor, filter)
      const standings = standingsOf(
        db,
        found.rows.map(({ id }) => id),
        now,
      )
      return peopleView(voice, actor, places(db), filter, found, standings, ignored.length > 0)
    })
    return reply.page(peoplePage, view)
  })
  app.get('/people.xlsx', { config: { access: 'people.list' } }, (request, reply) => sendSheet(request, reply, 'xlsx'))
  app.get('/people.csv', { config: { access: 'people.list' } }, (request, reply) => sendSheet(request, reply, 'csv'))
  app.get('/people/:id', { config: { access: 'people.view' } }, (request, reply) => {
    const { db, actor, voice, now } = request
    const { id } = params(request, PersonPath)
    const { before } = query(request, RecordQuery).filter
    const person = personFor(db, actor, 'people.view', id)
    const rows = read(db, () => recordOf(db, person.id, now, before))
    const record = recordView(voice, rows, {
      href: `/people/${String(id)}`,
      hasLinks: false,
      isFirst: before === undefined,
    })
    return reply.page(personPage, personView(voice, actor, places(db), person, record))
  })
}
