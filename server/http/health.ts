import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#server/db/open'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
/** How many migrations the file has seen; throws when the file does not answer. */
const schemaOf = (db: Db): number =>
  db.$client.prepare<[], number>('select count(*) from __drizzle_migrations').pluck().get() ?? 0

/** For the proxy and the watchdog: 200 while the file answers, else 503. Names nothing that a stranger may not know. */
export const health = (app: FastifyInstance): void => {
  app.get('/healthz', { config: { access: 'public' } }, (request, reply) => {
    void reply.header('cache-control', 'no-store')
    try {
      return reply.send({ status: 'ok', version, schema: schemaOf(request.db) })
    } catch (error) {
      request.log.error({ err: error }, 'the file does not answer')
      return reply.code(503).send({ status: 'failing', version })
    }
  })
}
