import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Actor } from '#server/actor'
import type { Config } from '#server/config'
import type { Db } from '#server/db/open'
import { admit, declareAccess, type Route } from '#server/http/access'
import { answerFailures, readable } from '#server/http/failures'
import { health } from '#server/http/health'
import { securityHeaders } from '#server/http/headers'
import { refuseForeign } from '#server/http/origin'
import { decorateReplies } from '#server/http/replies'
import { serveAssets } from '#server/http/serve-assets'
import { styleguide } from '#server/http/styleguide'
import { languages, voice, type Language, type Voice } from '#server/i18n'
import { checkSlots, type Module } from '#server/module'
import type { Setting } from '#server/settings'
import type { Site } from '#server/site'
import { minute, second } from '#server/time'

declare module 'fastify' {
  interface FastifyInstance {
    config: Config
    /** The settings of every module, in the order of the list. */
    settings: readonly Setting[]
  }
  interface FastifyRequest {
    db: Db
    /** When the request came in: the one clock of its handler. */
    now: number
    visitor: Actor | null
    voice: Voice
    /** The signed-in person; asking on a page that is open to the public is a bug and throws. */
    readonly actor: Actor
  }
}
export type Built = FastifyInstance & { routes: readonly Route[] }
export type Parts = {
  config: Config
  db: Db
  modules: readonly Module[]
  site: Site
  log?: NonNullable<FastifyServerOptions['logger']>
  now?: () => number
}
/** The largest form, in bytes; files have limits of their own. */
const bodyLimit = 256 * 1024
/** A page slower than this stands in the log, in ms. */
const slow = 300
export const loginCookie = 'login'
export const languageCookie = 'language'

const languageOf = (chosen: string | undefined): Language => languages.find((one) => one === chosen) ?? 'km'
const speak = (visitor: Actor | null, chosen: string | undefined): Voice =>
  visitor ? voice(visitor.language, visitor.numerals) : voice(languageOf(chosen))

const decorateRequests = (app: FastifyInstance, { db, now = Date.now }: Parts): void => {
  app.decorateRequest('db', { getter: () => db })
  app.decorateRequest('now', 0)
  app.decorateRequest('visitor', null)
  app.decorateRequest('voice', null as never)
  app.decorateRequest('actor', {
    getter() {
      if (!this.visitor) throw new Error('no one is signed in on this page')
      return this.visitor
    },
  })
  app.addHook('onRequest', (request, _reply, next) => {
    request.now = now()
    request.voice = voice('km')
    next()
  })
}
/** Who sends it, in which language, and whether the route lets them in. */
const admitVisitors = (app: FastifyInstance, { db, modules }: Parts): void => {
  const identify = modules.find((one) => one.identify)?.identify
  app.addHook('onRequest', (request, reply, next) => {
    const token = request.cookies[loginCookie]
    request.visitor = (token && identify?.(db, token, request.now)) || null
    request.voice = speak(request.visitor, request.cookies[languageCookie])
    refuseForeign(request)
    const access = request.is404 ? 'public' : request.routeOptions.config.access
    if (admit(access, request.visitor) === 'in') return void next()
    void reply.redirect(`/sign-in?next=${encodeURIComponent(request.method === 'GET' ? request.url : '/')}`, 303)
  })
}
/** One line for what wrote, failed or was slow: the route, never the address, so no id, name or search word is kept. */
const logRequests = (app: FastifyInstance): void => {
  app.addHook('onResponse', (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime)
    if (request.method !== 'GET' || reply.statusCode >= 400 || ms > slow)
      request.log.info(
        { method: request.method, route: request.routeOptions.url ?? null, status: reply.statusCode, ms },
        'request',
      )
    done()
  })
}
/** Forms and queries are read by zod, so no route has a schema: a sixth of a second less at each start, without their compilers. */
const schemaFound = (): never => {
  throw new Error('routes have no schemas: forms.ts reads what comes in')
}
const noSchemas = { buildValidator: () => schemaFound, buildSerializer: () => schemaFound }
/** Builds the app; running it is main.ts. Hooks stand in the order in which they run. */
export const build = (parts: Parts): Built => {
  const { config, modules, site, log = false } = parts
  checkSlots(modules)
  const app = fastify({
    logger: log,
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy, whose word is the last in the list: the words before it come from the visitor, who may invent them.
    trustProxy: config.trustProxy && ((_address: string, hop: number): boolean => hop === 0),
    genReqId: () => randomUUID().slice(0, 8),
    bodyLimit,
    // A photo over 50 kbit/s takes minutes; who sends nothing for a while is cut by the next line.
    requestTimeout: 10 * minute,
    connectionTimeout: 60 * second,
    // Longer than a person reads a question: on a line of 800 ms each new connection costs two seconds.
    keepAliveTimeout: 75 * second,
    schemaController: { compilersFactory: noSchemas },
    rewriteUrl: ({ url = '/' }) => readable(url),
    routerOptions: { maxParamLength: 200 },
  })
  app.decorate('config', config)
  app.decorate(
    'settings',
    modules.flatMap((one) => one.settings ?? []),
  )
  const routes = declareAccess(app)
  const headers = securityHeaders(site.assets.rules.address)
  app.addHook('onRequest', (_request, reply, next) => {
    void reply.headers(headers)
    next()
  })
  serveAssets(app, site.assets)
  void app.register(cookie)
  void app.register(formbody)
  decorateRequests(app, parts)
  decorateReplies(app, site, config, modules)
  admitVisitors(app, parts)
  logRequests(app)
  answerFailures(app)
  health(app)
  if (config.isDemo) styleguide(app)
  for (const one of modules) one.routes(app)
  return Object.assign(app, { routes })
}
