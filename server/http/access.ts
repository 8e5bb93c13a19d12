import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Access, Actor } from '#server/actor'
import { Forbidden } from '#server/errors'

declare module 'fastify' {
  interface FastifyContextConfig {
    access: Access
  }
}
export type Route = { method: string; url: string; access: Access }
/** Static files: their plugin cannot declare access itself. */
const files = '/assets/'
/** Every route says who may come, or the app does not start. Returns the list that fills itself as routes are added. */
export const declareAccess = (app: FastifyInstance): Route[] => {
  const routes: Route[] = []
  app.addHook('onRoute', (route: RouteOptions) => {
    const { method, url } = route
    if (url.startsWith(files)) {
      route.config = { ...route.config, access: 'public' }
      return
    }
    const access = (route.config as { access?: Access } | undefined)?.access
    if (!access) throw new Error(`${String(method)} ${url} declares no access`)
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url, access })
  })
  return routes
}
/** 'sign-in': first say who you are. An action that no role of the person reaches is Forbidden. */
export const admit = (access: Access, actor: Actor | null): 'in' | 'sign-in' => {
  if (access === 'public') return 'in'
  if (!actor) return 'sign-in'
  if (access !== 'signed-in' && !actor.reach[access]) throw new Forbidden()
  return 'in'
}
