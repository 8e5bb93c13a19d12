import { describe, expect, test } from 'vitest'
import type { Access } from '#server/actor'
import { checkSlots, type Module } from '#server/module'
import { anActor, everywhere, house, post, type House } from '../support/house.ts'

const paths: Record<string, Access> = { '/open': 'public', '/inside': 'signed-in', '/journal': 'journal.view' }
const three = (): House =>
  house({
    actors: { officer: anActor(), auditor: anActor({ reach: { 'journal.view': everywhere } }) },
    routes: (app) => {
      for (const [url, access] of Object.entries(paths)) {
        app.get(url, { config: { access } }, (request, reply) =>
          reply.send(`${url} ${String(request.visitor?.person)}`),
        )
        app.post(url, { config: { access } }, (_request, reply) => reply.send(url))
      }
      app.get('/asks', { config: { access: 'public' } }, (request, reply) => reply.send(String(request.actor.person)))
    },
  })
const as = (who: string | null): Record<string, string> => (who ? { cookie: `login=${who}` } : {})

describe('the boot refuses', () => {
  test('a route that declares no access', () => {
    expect(() => house({ routes: (app) => app.get('/x', { config: {} as never }, () => '') })).toThrow(
      'GET /x declares no access',
    )
    expect(() =>
      house({ routes: (app) => app.route({ method: ['POST', 'GET'], url: '/y', handler: () => '' }) }),
    ).toThrow('/y declares no access')
  })
  test('a slot that nobody knows', () => {
    expect(() => house({ module: { naav: [] } as Partial<Module> })).toThrow('module house has an unknown slot: naav')
  })
  test('two modules that say who sends a request', () => {
    const one: Module = { name: 'a', routes: () => undefined, identify: () => undefined }
    expect(() => {
      checkSlots([one, { ...one, name: 'b' }])
    }).toThrow('more than one module says who sends a request: a, b')
  })
})
test.each<[string | null, string, number]>([
  [null, '/open', 200], [null, '/inside', 303], [null, '/journal', 303], [null, '/nowhere', 404],
  ['forged', '/inside', 303],
  ['officer', '/open', 200], ['officer', '/inside', 200], ['officer', '/journal', 403], ['officer', '/nowhere', 404],
  ['auditor', '/inside', 200], ['auditor', '/journal', 200],
])('%s at %s: %i', async (who, url, status) => {
  const { app } = three()
  expect((await app.inject({ url, headers: as(who) })).statusCode).toBe(status)
  expect((await app.inject({ method: 'HEAD', url, headers: as(who) })).statusCode).toBe(status)
  if (status !== 404) expect((await post(app, url, {}, as(who))).statusCode).toBe(status)
}) // prettier-ignore
test('a HEAD says what the GET would say, without its body', async () => {
  const { app } = three()
  const [get, head] = [await app.inject({ url: '/open' }), await app.inject({ method: 'HEAD', url: '/open' })]
  expect([head.body, head.headers['content-length']]).toEqual(['', get.headers['content-length']])
})
test('who must sign in first comes back to the page she asked for, filters and all; a form leads home', async () => {
  const { app } = three()
  expect((await app.inject('/inside?q=%E1%9E%80&page=2')).headers.location).toBe(
    '/sign-in?next=%2Finside%3Fq%3D%25E1%259E%2580%26page%3D2',
  )
  expect((await post(app, '/inside', {})).headers.location).toBe('/sign-in?next=%2F')
})
test('a page for everybody that asks who is signed in is a bug, not a hole', async () => {
  const { app } = three()
  expect((await app.inject('/asks')).statusCode).toBe(500)
  expect((await app.inject({ url: '/asks', headers: as('officer') })).body).toBe('1')
})
test('the list of routes, which tests walk, holds every GET and POST with its access', () => {
  const { routes } = three().app
  for (const [url, access] of Object.entries(paths))
    for (const method of ['GET', 'POST']) expect(routes).toContainEqual({ method, url, access })
  expect(routes).toContainEqual({ method: 'GET', url: '/healthz', access: 'public' })
  expect(routes.some(({ method }) => method === 'HEAD')).toBe(false)
})
