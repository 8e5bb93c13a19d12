import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorCode, isUnique } from '#server/db/driver'
import { Forbidden, NotFound, Refused, TooMany } from '#server/errors'
import { page } from '#server/html/page'
import { waiting } from '#server/http/forms'
import { text, type TextKey } from '#server/i18n'

type Failure = { title: string; message: string; code: string | null; home: boolean }
const failurePage = page<Failure>('failure', (vm) => vm.title)

type Kind = 'notFound' | 'forbidden' | 'refused' | 'tooLarge' | 'tooMany' | 'bad' | 'busy' | 'full' | 'fault'
const statuses: Record<Kind, number> = {
  notFound: 404,
  forbidden: 403,
  refused: 409,
  tooLarge: 413,
  tooMany: 429,
  bad: 400,
  busy: 503,
  full: 507,
  fault: 500,
}
/** The one place where an error becomes a status. What is not known here is a bug: 500. */
const kindOf = (error: FastifyError): Kind => {
  if (error instanceof NotFound) return 'notFound'
  if (error instanceof Forbidden) return 'forbidden'
  if (error instanceof TooMany) return 'tooMany'
  if (error instanceof Refused || isUnique(error)) return 'refused'
  const code = errorCode(error)
  if (code?.startsWith('SQLITE_BUSY')) return 'busy'
  if (code === 'SQLITE_FULL') return 'full'
  if (error.statusCode === 413) return 'tooLarge'
  return error.statusCode !== undefined && error.statusCode < 500 ? 'bad' : 'fault'
}
const messageOf = (request: FastifyRequest, error: unknown, kind: Kind): string => {
  const { voice } = request
  const told = error instanceof TooMany ? waiting(error) : error instanceof Refused ? error : null
  if (told) return text(voice, told.key, told.params)
  return text(voice, `server:error.${kind}.message` as TextKey)
}
const show = (request: FastifyRequest, reply: FastifyReply, error: unknown, kind: Kind): FastifyReply => {
  const isOurs = statuses[kind] >= 500
  if (error instanceof TooMany) request.wait = error.seconds
  return reply.page(
    failurePage,
    {
      title: text(request.voice, `server:error.${kind}.title` as TextKey),
      message: messageOf(request, error, kind),
      code: isOurs ? request.id : null,
      home: true,
    },
    statuses[kind],
  )
}
const longestStep = 200
const canDecode = (path: string): boolean => {
  try {
    return typeof decodeURI(path) === 'string'
  } catch {
    return false
  }
}
/** Verification by a code: a paper may print it in capitals, and no code may be told from another by how it is answered. */
const verify = /^\/verify(?=[/?]|$)/i
/** The router answers an address it cannot read with bare JSON; such a page does not exist, and is so told. */
export const readable = (url: string): string => {
  const known = url.replace(verify, '/verify')
  const path = known.split('?', 1)[0] ?? known
  if (canDecode(path) && path.split('/').every((step) => step.length <= longestStep)) return known
  return path.startsWith('/verify/') ? '/verify/-' : '/404'
}
/** A calm page in the person's language for whatever went wrong; the details go to the log under the request's id. */
export const answerFailures = (app: FastifyInstance): void => {
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) => show(request, reply, null, 'notFound'))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const kind = kindOf(error)
    if (statuses[kind] >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'failed')
    try {
      return show(request, reply, error, kind)
    } catch (worse) {
      // Without a page of our own the framework would answer with the message of the error.
      request.log.error({ err: worse }, 'the page of a failure failed')
      return reply.code(500).type('text/plain; charset=utf-8').send(`500 ${request.id}`)
    }
  })
}
