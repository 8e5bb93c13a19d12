import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Assets } from '#server/http/assets'
import { day, second } from '#server/time'

const keptFor = 365 * day
/** Serves everything under /assets/, kept for ever: the address carries the digest of the content. */
export const serveAssets = (app: FastifyInstance, { folder, rules }: Assets): void => {
  void app.register(statics, {
    root: folder,
    prefix: '/assets/',
    immutable: true,
    maxAge: keptFor,
    preCompressed: true,
    decorateReply: false,
    index: false,
  })
  // Chromium takes speculation rules only under their own type, which no file ending stands for.
  app.get(rules.address, { config: { access: 'public' } }, (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${String(keptFor / second)}, immutable`)
      .type('application/speculationrules+json')
      .send(rules.text),
  )
}
