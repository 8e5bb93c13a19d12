import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '#server/errors'
import { page } from '#server/html/page'
import { download } from '#server/http/downloads'
import { query } from '#server/http/forms'
import type { SheetKind } from '#server/http/sheets'
import { text } from '#server/i18n'
import type { App } from '#server/module'
import { inWorker } from '#server/worker'
import { places } from '#modules/people'
import { subjectsByCode } from '#modules/progress'
import { asked, type Asked } from './asked.ts'
import type { ReachedFilter } from './acts.ts'
import { factLabelsOf } from './fact-words.ts'
import { factHeaders, factsPage, factsView } from './facts-pages.ts'
import { mostRows, type FactsSheetAsk } from './facts-sheet.ts'
import type { FactRow, FactsAsk } from './facts.ts'
import { FactsQuery, ReachedQuery } from './forms.ts'
import { reachedPage, reachedView } from './reached-pages.ts'
import type { ReachedSheetAsk } from './reached-sheet.ts'
import type { Cell } from './reached.ts'
import { overridesPage, overridesView } from './overrides.ts'
import { labelsOf } from './words.ts'
import type { Slice } from '#server/http/lists'

const access = 'reports.view'
const listPage = page<{ code: number }>('reports/reports', 'reports:title')
const task = (name: string): URL => new URL(`${name}.ts`, import.meta.url)

const showReached = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { db, voice, now } = request
  const given = asked(query(request, ReachedQuery), places(db), now)
  const cells = await inWorker<ReachedFilter, Cell[]>(db, task('reached'), given.filter)
  return reply.page(reachedPage, reachedView(voice, places(db), given, cells, now))
}
const sendReached = async (request: FastifyRequest, reply: FastifyReply, kind: SheetKind): Promise<FastifyReply> => {
  const { db, voice, now } = request
  const { filter } = asked(query(request, ReachedQuery), places(db), now)
  const name = text(voice, 'reports:reached.title')
  const headers = [
    text(voice, 'reports:filter.tier'),
    text(voice, 'reports:filter.province'),
    text(voice, 'reports:filter.sex'),
    text(voice, 'reports:persons'),
    text(voice, 'reports:participations'),
    text(voice, 'reports:filter.from'),
    text(voice, 'reports:filter.to'),
  ]
  const ask: ReachedSheetAsk = { filter, kind, name, headers, labels: labelsOf(voice) }
  const bytes = await inWorker<ReachedSheetAsk, Uint8Array>(db, task('reached-sheet'), ask)
  const days = `${filter.from} ${filter.to}`
  return download(reply, bytes, kind, `${name} ${days}`, `officers-reached ${days}`)
}
/** Which cell is asked for, and whether this reader may know who is behind it. */
const factsAsked = (request: FastifyRequest): Asked & { ask: FactsAsk } => {
  const { db, actor, now } = request
  const read = query(request, FactsQuery)
  const given = asked(read, places(db), now)
  const { count, after, before } = read.filter
  const isNamed = actor.reach['people.view']?.country === true
  return { ...given, ask: { filter: given.filter, count, isNamed, after, before } }
}
const showFacts = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { db, voice, now } = request
  const given = factsAsked(request)
  const found = await inWorker<FactsAsk, Slice<FactRow>>(db, task('facts'), given.ask)
  return reply.page(factsPage, factsView(voice, places(db), subjectsByCode(db), { ...given, ...given.ask }, found, now))
}
const sendFacts = async (request: FastifyRequest, reply: FastifyReply, kind: SheetKind): Promise<FastifyReply> => {
  const { db, voice } = request
  const { ask, filter } = factsAsked(request)
  const name = text(voice, 'reports:facts.title')
  const bytes = await inWorker<FactsSheetAsk, Uint8Array | null>(db, task('facts-sheet'), {
    facts: ask,
    kind,
    name,
    headers: factHeaders(voice, ask.isNamed),
    labels: labelsOf(voice),
    words: factLabelsOf(voice),
  })
  if (!bytes) throw new Refused('reports:facts.tooMany', { limit: mostRows })
  const days = `${filter.from} ${filter.to}`
  return download(reply, bytes, kind, `${name} ${days}`, `officers-reached-${ask.count} ${days}`)
}
export const routes = (app: App): void => {
  app.get('/reports', { config: { access } }, (_request, reply) => reply.page(listPage, { code: 1 }))
  app.get('/reports/overrides', { config: { access } }, ({ db, voice }, reply) =>
    reply.page(overridesPage, overridesView(voice, db)),
  )
  app.get('/reports/reached', { config: { access } }, showReached)
  app.get('/reports/reached.xlsx', { config: { access } }, (request, reply) => sendReached(request, reply, 'xlsx'))
  app.get('/reports/reached.csv', { config: { access } }, (request, reply) => sendReached(request, reply, 'csv'))
  app.get('/reports/reached/facts', { config: { access } }, showFacts)
  app.get('/reports/reached/facts.xlsx', { config: { access } }, (request, reply) => sendFacts(request, reply, 'xlsx'))
  app.get('/reports/reached/facts.csv', { config: { access } }, (request, reply) => sendFacts(request, reply, 'csv'))
}
