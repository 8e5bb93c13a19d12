import { expect, test } from 'vitest'
import { house, post } from '../support/house.ts'

const answer = async (headers: Record<string, string>, environment: Record<string, string> = {}): Promise<number> => {
  const { app } = house({
    environment,
    routes: (routes) => routes.post('/act', { config: { access: 'public' } }, (_request, reply) => reply.send('done')),
  })
  return (await post(app, '/act', {}, { host: 'lms.example:3000', ...headers })).statusCode
}
test.each<[string, Record<string, string>, number]>([
  ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['the person herself', { 'sec-fetch-site': 'none' }, 200],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  [
    'another site that brings our Origin along',
    { 'sec-fetch-site': 'cross-site', origin: 'http://lms.example:3000' },
    403,
  ],
  ['a browser over plain http, which says only Origin', { origin: 'http://lms.example:3000' }, 200],
  ['the same name on another port', { origin: 'http://lms.example:4000' }, 403],
  ['another site in such a browser', { origin: 'http://evil.example' }, 403],
  ['a sandboxed page', { origin: 'null' }, 403],
  ['no address', { origin: 'nonsense' }, 403],
  ['a program, which says neither', {}, 200],
])('a POST from %s', async (_who, headers, status) => {
  expect(await answer(headers)).toBe(status)
})
test('behind a proxy the name that the visitor typed counts', async () => {
  const headers = { origin: 'https://learn.example', 'x-forwarded-host': 'learn.example' }
  expect(await answer(headers, { TRUST_PROXY: '1' })).toBe(200)
  expect(await answer(headers)).toBe(403)
})
test('a GET from anywhere is answered', async () => {
  const { app } = house({
    routes: (routes) => routes.get('/page', { config: { access: 'public' } }, (_request, reply) => reply.send('here')),
  })
  expect((await app.inject({ url: '/page', headers: { 'sec-fetch-site': 'cross-site' } })).statusCode).toBe(200)
})
test.each([
  ['0', '10.0.0.1'],
  ['1', '203.0.113.9'],
])(
  'with TRUST_PROXY=%s the address that limits count by is %s, not one that the visitor invented',
  async (trust, ip) => {
    const { app } = house({
      environment: { TRUST_PROXY: trust },
      routes: (routes) =>
        routes.get('/ip', { config: { access: 'public' } }, (request, reply) => reply.send(request.ip)),
    })
    const { body } = await app.inject({
      url: '/ip',
      remoteAddress: '10.0.0.1',
      headers: { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' },
    })
    expect(body).toBe(ip)
  },
)
