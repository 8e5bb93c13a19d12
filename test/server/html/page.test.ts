import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { page, type Shell } from '#server/html/page'
import { voice, type TextKey } from '#server/i18n'
import { anActor, house, post, site, type House } from '../support/house.ts'

type Vm = { title: string; message: string; code: string | null; home: boolean }
const failure = page<Vm>('failure', (vm) => vm.title)
const vm: Vm = { title: 'ចំណងជើង', message: '<script>"', code: null, home: true }
const shell: Shell = {
  title: 't',
  back: null,
  nav: [],
  bar: [],
  more: [],
  who: null,
  here: '/',
  isDemo: false,
  flash: null,
}
const without = (name: keyof Vm): Vm => Object.fromEntries(Object.entries(vm).filter(([key]) => key !== name)) as Vm
const render = (model: Vm, language: 'km' | 'en' = 'km'): string =>
  site.pages.render(failure, model, shell, voice(language))

describe('a page', () => {
  test('escapes whatever a person typed', () => {
    expect(render(vm)).toContain('<p>&lt;script&gt;&quot;</p>')
  })
  test.each(['title', 'message', 'code', 'home'] as const)(
    'without its field %s is an error, in a block too',
    (name) => {
      expect(() => render(without(name))).toThrow()
    },
  )
  test('null is nothing to show, and no error', () => {
    expect(render({ ...vm, code: null })).not.toContain('លេខយោង')
    expect(render({ ...vm, code: 'ab12' })).toContain('ab12')
  })
  test('has one h1, its language, and a main landmark that the skip link names', () => {
    for (const language of ['km', 'en'] as const) {
      const body = render(vm, language)
      expect(body.match(/<h1/g)).toHaveLength(1)
      expect(body).toContain(`<html lang="${language}">`)
      expect(body).toContain('href="#main"')
      expect(body).toContain('id="main"')
    }
  })
  test('carries no script, style or handler of its own: the policy would refuse it', () => {
    expect(render(vm)).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style=| on\w+=/)
  })
})
const withPage = (environment: Record<string, string> = {}): House =>
  house({
    environment,
    actors: { km: anActor(), en: anActor({ language: 'en' }) },
    module: {
      nav: [
        { place: 1, href: '/open', text: 'server:shell.menu', icon: 'house', access: 'signed-in', bar: true },
        { place: 1, href: '/journal', text: 'server:list.pages', icon: 'house', access: 'journal.view' },
      ],
    },
    routes: (app) => {
      app.get('/open', { config: { access: 'public' } }, (_request, reply) =>
        reply.page(failure, { ...vm, message: 'ក'.repeat(2_000) }),
      )
      app.post('/act', { config: { access: 'public' } }, (_request, reply) => reply.done('/open', 'server:shell.skip'))
    },
  })
describe('in its frame', () => {
  test('a page speaks the language of the person, not that of the browser’s cookie', async () => {
    const { app } = withPage()
    const read = async (cookie: string): Promise<string | undefined> =>
      /<html lang="(\w+)"/.exec((await app.inject({ url: '/open', headers: { cookie } })).body)?.[1]
    expect([
      await read(''),
      await read('language=en'),
      await read('language=xx'),
      await read('login=en; language=km'),
      await read('login=km; language=en'),
    ]).toEqual(['km', 'en', 'km', 'en', 'km'])
  })
  test('the menu holds only what the person may open', async () => {
    const { body } = await withPage().app.inject({ url: '/open', headers: { cookie: 'login=km' } })
    expect(body).toContain('<a href="/open" aria-current="page">')
    expect(body).not.toContain('href="/journal"')
    expect((await withPage().app.inject('/open')).body).not.toContain('aria-current')
  })
  test('goes out gzipped to who takes it, the same bytes to who does not', async () => {
    const { app } = withPage()
    const plain = await app.inject('/open')
    const packed = await app.inject({ url: '/open', headers: { 'accept-encoding': 'gzip' } })
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
    expect(Number(packed.headers['content-length'])).toBe(packed.rawPayload.length)
  })
})
describe('what the last act did', () => {
  test('is said once, by a cookie that scripts cannot read', async () => {
    const { app } = withPage()
    const done = await post(app, '/act', {})
    expect([done.statusCode, done.headers.location]).toEqual([303, '/open'])
    expect(done.cookies).toMatchObject([
      { name: 'flash', value: 'server:shell.skip', httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 60 },
    ])
    const next = await app.inject({
      url: '/open',
      headers: { cookie: `flash=${encodeURIComponent('server:shell.skip')}` },
    })
    expect(next.cookies).toMatchObject([{ name: 'flash', value: '', path: '/' }])
  })
  test.each([
    '<script>alert(1)</script>',
    'server:nothing',
    '__proto__',
    'server:__proto__',
    'x\r\nset-cookie: a=1',
    '',
  ])('a cookie that somebody else wrote shows nothing: %j', async (value) => {
    const { statusCode, body, headers } = await withPage().app.inject({
      url: '/open',
      headers: { cookie: `flash=${encodeURIComponent(value)}` },
    })
    expect(statusCode).toBe(200)
    expect(body).not.toMatch(/alert\(1\)|class="flash"/)
    expect(JSON.stringify(headers)).not.toContain('a=1')
  })
  test('over TLS the cookie goes over TLS only', async () => {
    const { app } = withPage({ BASE_URL: 'https://learn.example' })
    expect((await post(app, '/act', {})).cookies).toMatchObject([{ secure: true }])
    expect(
      (await post(withPage({ BASE_URL: 'https://learn.example', SECURE_COOKIES: '0' }).app, '/act', {})).cookies[0]
        ?.secure,
    ).toBeUndefined()
  })
})
test('a title that is no key does not compile', () => {
  // @ts-expect-error a text that no file has
  const wrong: TextKey = 'server:shell.skpi'
  expect(wrong).toBeDefined()
})
