import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { params, query } from '#server/http/forms'
import { dayInput, id, many, ownPath, uuid, whole } from '#server/http/inputs'
import { house } from '../support/house.ts'

const Filter = z
  .object({
    q: z.string().max(20).default(''),
    page: whole(1, 99).default(1),
    from: dayInput.optional(),
    to: dayInput.optional(),
  })
  .refine(({ from, to }) => !from || !to || from <= to)
const list = (): ReturnType<typeof house> =>
  house({
    routes: (routes) => {
      routes.get('/list', { config: { access: 'public' } }, (request, reply) => reply.send(query(request, Filter)))
      routes.get('/rows/:id', { config: { access: 'public' } }, (request, reply) =>
        reply.send(params(request, z.object({ id }))),
      )
    },
  })
const read = async (search: string): Promise<unknown> => (await list().app.inject(`/list?${search}`)).json()

describe('filters', () => {
  test('are read, Khmer digits and all', async () => {
    expect(await read(`q=${encodeURIComponent(' ស\u17d2រ\u17d2តី ')}&page=${encodeURIComponent('១២')}`)).toEqual({
      filter: { q: 'ស្ត្រី', page: 12 },
      ignored: [],
    })
  })
  test('that are empty count as not given', async () => {
    expect(await read('q=&page=&from=')).toEqual({ filter: { q: '', page: 1 }, ignored: [] })
  })
  test('a bad one falls back alone, and is named', async () => {
    expect(await read('q=a&page=x&from=2026-13-01')).toEqual({ filter: { q: 'a', page: 1 }, ignored: ['page', 'from'] })
    expect(await read('q=a&page=1&page=2')).toEqual({ filter: { q: 'a', page: 1 }, ignored: ['page'] })
  })
  test('that contradict each other fall back together, and the page still comes', async () => {
    expect(await read('q=a&from=2026-02-01&to=2026-01-01')).toMatchObject({
      filter: { page: 1 },
      ignored: ['undefined'],
    })
  })
  test('that nobody knows are ignored', async () => {
    expect(await read('__proto__=x&odd=1&q=a')).toEqual({ filter: { q: 'a', page: 1 }, ignored: [] })
  })
})
test.each(['0x1', '-1', '1.5', 'abc', '1'.repeat(16), '%20'])(
  'a path that no row can have is a page that does not exist: /rows/%s',
  async (step) => {
    expect((await list().app.inject(`/rows/${step}`)).statusCode).toBe(404)
  },
)
test('a path with a number is read', async () => {
  expect((await list().app.inject('/rows/12')).json()).toEqual({ id: 12 })
})
describe('inputs', () => {
  test.each([
    ['៨០', 80],
    [' 80 ', 80],
    ['០០៧', 7],
    ['-5', -5],
  ])('a whole number typed %j', (typed, value) => {
    expect(whole(-10, 100).parse(typed)).toBe(value)
  })
  test.each(['', '8o', '1,000', '1.5', '9999999999', '101', '-11', '១២a'])('no whole number: %j', (typed) => {
    expect(whole(-10, 100).safeParse(typed).success).toBe(false)
  })
  test.each([
    ['2026-04-14', '2026-04-14'],
    ['14/4/2026', '2026-04-14'],
    ['១៤/០៤/២០២៦', '2026-04-14'],
    ['1.2.2024', '2024-02-01'],
    ['29-02-2024', '2024-02-29'],
    ['២០២៦-០៤-១៤', '2026-04-14'],
  ])('a day typed %s', (typed, day) => {
    expect(dayInput.parse(typed)).toBe(day)
  })
  test.each(['', '2026-02-29', '31/04/2026', '04/14/2026', '2026-4-14', '14/04/26', 'tomorrow', '2026-04-14T00:00'])(
    'no day: %j',
    (typed) => {
      expect(dayInput.safeParse(typed).success).toBe(false)
    },
  )
  test('one box, many boxes, none', () => {
    expect([many.parse('a'), many.parse(['a', 'b']), many.parse(undefined)]).toEqual([['a'], ['a', 'b'], []])
  })
  test('a uuid of the browser', () => {
    expect(uuid.safeParse('0192f0c1-0000-7000-8000-000000000001').success).toBe(true)
    expect(uuid.safeParse("'; drop table").success).toBe(false)
  })
})
describe('where a form leads afterwards', () => {
  test.each([
    ['/people?q=a#b', '/people?q=a#b'],
    ['/ស្វែងរក', '/%E1%9E%9F%E1%9F%92%E1%9E%9C%E1%9F%82%E1%9E%84%E1%9E%9A%E1%9E%80'],
    [undefined, '/'],
    ['/', '/'],
    ['/a/../b', '/b'],
  ])('%s is our own', (typed, path) => {
    expect(ownPath.parse(typed)).toBe(path)
  })
  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/.//evil.example',
    '/..//evil.example',
    'evil',
    ' //evil.example',
    '',
    '/%zz\r\nset-cookie: a=1',
  ])('%j never leads to another site', (typed) => {
    const path = ownPath.parse(typed)
    expect(new URL(path, 'http://here.example').origin).toBe('http://here.example')
    expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
  })
})
