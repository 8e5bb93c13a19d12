import { describe, expect, test } from 'vitest'
import { readConfig } from '#server/config'

const production = { LMS_ENV: 'production', SESSION_SECRET: 'x'.repeat(32), BASE_URL: 'https://learn.example' }
test('without any variable it is a demo on this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    folder: 'data',
    isDemo: true,
    baseUrl: null,
    trustProxy: false,
    secureCookies: false,
    processes: 1,
  })
})
test('an empty variable counts as not set', () => {
  expect(readConfig({ PORT: '', DEMO_PASSWORD: '', BASE_URL: '' })).toMatchObject({
    port: 3000,
    demoPassword: null,
    baseUrl: null,
  })
})
describe('a variable that does not fit is named', () => {
  test.each([
    ['PORT', 'abc'], ['PORT', '70000'], ['PORT', '-1'], ['PORT', '1.5'], ['BASE_URL', 'learn.example/x y'], ['LMS_ENV', 'prod'], ['SESSION_SECRET', 'short'],
    ['DEMO_PASSWORD', 'short'], ['TRUST_PROXY', 'maybe'], ['SECURE_COOKIES', 'on'], ['WEB_CONCURRENCY', '0'], ['WEB_CONCURRENCY', '99'],
  ])('%s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name)
  }) // prettier-ignore
  test('all of them at once, and no secret is printed', () => {
    const act = (): unknown => readConfig({ PORT: 'abc', WEB_CONCURRENCY: '0', SESSION_SECRET: 'tell-nobody' })
    expect(act).toThrow(/PORT[^]*WEB_CONCURRENCY|WEB_CONCURRENCY[^]*PORT/)
    expect(act).not.toThrow('tell-nobody')
  })
})
describe('production', () => {
  test.each(['SESSION_SECRET', 'BASE_URL'] as const)('does not start without %s', (name) => {
    expect(() => readConfig({ ...production, [name]: undefined })).toThrow(`production needs ${name}`)
  })
  test('starts with both, and sends cookies over TLS only where its address has TLS', () => {
    expect(readConfig(production)).toMatchObject({ isDemo: false, secureCookies: true })
    expect(readConfig({ ...production, BASE_URL: 'http://10.0.0.5' }).secureCookies).toBe(false)
    expect(readConfig({ ...production, SECURE_COOKIES: '0' }).secureCookies).toBe(false)
    expect(readConfig({ ...production, BASE_URL: 'http://10.0.0.5', SECURE_COOKIES: 'true' }).secureCookies).toBe(true)
  })
})
