import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeAssets } from '#server/http/assets'
import { aFolder, house, site, type Answer } from '../support/house.ts'

const { assets } = site
const get = (url: string, encodings = ''): Promise<Answer> =>
  house().app.inject({ url, headers: { 'accept-encoding': encodings } })
const style = assets.url('style.css')

test('an address carries the digest of the content: the same on every machine, another when anything changed', () => {
  expect(style).toMatch(/^\/assets\/[0-9a-f]{12}\/style\.css$/)
  expect(makeAssets(aFolder()).url('style.css')).toBe(style)
  expect(assets.url('font')).toMatch(/^\/assets\/[0-9a-f]{12}\/.+\.woff2$/)
  expect(assets.url('font').split('/')[2]).not.toBe(style.split('/')[2])
})
test.each([
  [style, 'text/css; charset=utf-8'],
  [assets.url('server/ui/js/main.js'), 'application/javascript; charset=utf-8'],
  [assets.url('favicon.svg'), 'image/svg+xml'],
  [assets.url('font'), 'font/woff2'],
  [assets.icon('house').split('#')[0] ?? '', 'image/svg+xml'],
  [assets.rules.address, 'application/speculationrules+json'],
])('%s may be kept for ever and says what it is', async (url, type) => {
  const { statusCode, headers } = await get(url)
  expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect(String(headers['content-type']).toLowerCase()).toContain(type.split(';')[0])
  expect(headers['x-content-type-options']).toBe('nosniff')
})
test('the rules for fetching ahead are the file that every page names, and leave out what must not be fetched', async () => {
  const page = await get('/nowhere')
  expect(page.headers['speculation-rules']).toBe(`"${assets.rules.address}"`)
  const rules = JSON.stringify((await get(assets.rules.address)).json())
  for (const path of ['/sign-out', '/journal*', '.csv', '.xlsx']) expect(rules).toContain(path)
})
describe('compressed once, chosen by what the browser takes', () => {
  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
  ] as const)('%s', async (accepted, chosen, open) => {
    const [plain, packed] = [await get(style), await get(style, accepted)]
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.headers['content-encoding']).toBe(chosen)
    expect(packed.headers['content-type']).toBe(plain.headers['content-type'])
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
    expect(open(packed.rawPayload).toString()).toBe(plain.body)
  })
})
describe('icons', () => {
  test('stand in one file, each under its own name', async () => {
    const [file = '', name = ''] = assets.icon('chevron-left').split('#')
    const { body } = await get(file)
    expect(body).toContain(`<symbol id="${name}" viewBox="0 0 24 24">`)
    expect(body).not.toMatch(/<script|onload|<!--/)
  })
  test('that no file has stop the page that names them', () => {
    expect(() => assets.icon('chevron-lfet')).toThrow('no icon chevron-lfet')
    expect(() => assets.url('nothing.css')).toThrow('no asset nothing.css')
  })
})
test('styles name their fonts by digest, and nothing from elsewhere', async () => {
  const { body } = await get(style)
  const urls = [...body.matchAll(/url\(['"]?([^)'"]+)/g)].map(([, url]) => url ?? '')
  expect(urls.length).toBeGreaterThan(0)
  for (const url of urls) expect((await get(url)).statusCode).toBe(200)
  expect(body).not.toMatch(/https?:|@import|\/\*/)
})
test.each([
  '/assets/', '/assets', '/assets/nothing.css', style.replace(/[0-9a-f]{12}/, '000000000000'), `${style}.map`, '/assets/..', '/assets/../lms.db', '/assets/%2e%2e/%2e%2e/lms.db',
  '/assets/..%2f..%2flms.db', '/assets/..\\..\\lms.db', '/assets/%5c..%5clms.db', '/assets//etc/passwd', '/assets/%00', '/assets/.hidden',
])('%s is no asset', async (url) => {
  const { statusCode, headers } = await get(url)
  expect([400, 404]).toContain(statusCode)
  expect(headers['cache-control']).not.toContain('immutable')
}) // prettier-ignore
