import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import helmet from 'helmet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { house } from '../support/house.ts'

/** Where we differ from helmet on purpose. */
const ours: Readonly<Record<string, string>> = {
  'strict-transport-security': 'left to the proxy that has TLS: it would lock plain-http offices out',
  'content-security-policy': 'tighter, see below',
  'referrer-policy': 'same-origin: our own pages may see where somebody came from',
  'x-frame-options': 'DENY instead of SAMEORIGIN',
  'x-xss-protection': 'no browser that we support has it',
  'x-download-options': 'for Internet Explorer only',
}
const plain = createServer((request, response) => {
  helmet()(request, response, () => {
    response.end()
  })
})
let wanted: Headers
beforeAll(async () => {
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  wanted = (await fetch(`http://127.0.0.1:${String((plain.address() as AddressInfo).port)}`)).headers
})
afterAll(() => plain.close())
const directives = (policy: string): Map<string, string> =>
  new Map(policy.split(/;\s*/).map((one) => [one.split(' ', 1)[0] ?? '', one.split(' ').slice(1).join(' ')]))

const kinds = ['/page', '/nowhere', '/fails', '/assets/nothing.css', '/inside', '/%E0%A4%A'] as const
test.each(kinds)('%s carries every header that helmet would send', async (url) => {
  const { app } = house({
    routes: (routes) => {
      routes.get('/page', { config: { access: 'public' } }, (_request, reply) => reply.send('x'))
      routes.get('/inside', { config: { access: 'signed-in' } }, (_request, reply) => reply.send('x'))
      routes.get('/fails', { config: { access: 'public' } }, () => {
        throw new Error('a bug')
      })
    },
  })
  const { headers } = await app.inject(url)
  const differs = [...wanted].filter(
    ([name, value]) =>
      /^(x-|cross|origin|referrer|strict|content-sec)/.test(name) && !(name in ours) && headers[name] !== value,
  )
  expect(differs).toEqual([])
  expect(headers['x-frame-options']).toBe('DENY')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(headers).not.toHaveProperty('x-powered-by')
})
test('no source of the policy is wider than helmet’s, and nothing inline is allowed', async () => {
  const { app } = house()
  const own = directives(String((await app.inject('/')).headers['content-security-policy']))
  const theirs = directives(wanted.get('content-security-policy') ?? '')
  expect(own.get('default-src')).toBe("'none'")
  const wider = [...own].filter(
    ([name, value]) =>
      !["'none'", theirs.get(name) ?? theirs.get('default-src')].includes(value) &&
      !theirs.get(name)?.startsWith(value),
  )
  expect(wider).toEqual([])
  expect([...own.values()].join(' ')).not.toMatch(/unsafe|data:|\*|https?:/)
  for (const name of ['frame-ancestors', 'form-action', 'base-uri']) expect(own.has(name)).toBe(true)
  expect(own.get('media-src')).toBe("'self'")
})
