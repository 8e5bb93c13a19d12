import type { FastifyRequest } from 'fastify'
import { params, query } from '#server/http/forms'
import { throttle } from '#server/http/limits'
import type { App } from '#server/module'
import { dayOf, minute } from '#server/time'
import { keyOf } from './codes.ts'
import { VerifyPath, VerifyQuery } from './forms.ts'
import { verifiedBy } from './queries.ts'
import { askCodePage, verifyPage, verifyView } from './verify-pages.ts'

/** A clerk with a pile of papers gets through; who guesses does not. */
const limit = { name: 'verify', tries: 60, window: 10 * minute }
/** The one thing a GET writes: the count of its tries, by address. */
const count = ({ db, ip, now }: FastifyRequest): void => {
  throttle(db, limit, ip, now)
}
export const verifyRoutes = (app: App): void => {
  app.get('/verify', { config: { access: 'public' } }, (request, reply) => {
    const { code } = query(request, VerifyQuery).filter
    return code === undefined ? reply.page(askCodePage, {}) : reply.redirect(`/verify/${encodeURIComponent(code)}`, 303)
  })
  // Whatever stands behind it, also nothing or several steps: an odd code is answered and counted like an unknown one.
  app.get('/verify/*', { config: { access: 'public' } }, (request, reply) => {
    const { db, voice, now } = request
    count(request)
    const found = verifiedBy(db, keyOf(params(request, VerifyPath)['*']), dayOf(now))
    return reply.page(verifyPage, verifyView(voice, found), found ? 200 : 404)
  })
}
