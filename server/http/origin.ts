import type { FastifyRequest } from 'fastify'
import { Forbidden } from '#server/errors'

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
/**
 * An unsafe request must come from our own pages. Browsers say so in Sec-Fetch-Site; older ones in Origin.
 * Together with SameSite=Lax cookies this is the whole of CSRF protection: no tokens in forms.
 */
export const refuseForeign = (request: FastifyRequest): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new Forbidden()
    return
  }
  const { origin } = request.headers
  if (origin !== undefined && hostOf(origin) !== request.host) throw new Forbidden()
}
