import { expect, test } from 'vitest'
import { permissions } from '#modules/permissions'
import { world } from '../support/world.ts'
import { code, files } from './support.ts'

const { routes } = world().app
const tests = files(['test'], '.test.ts').filter((path) => !path.startsWith('test/architecture/'))
const written = tests.map(code).join('\n')

test('every route says who may come, in words that the matrix knows', () => {
  const words = new Set<string>(['public', 'signed-in', ...Object.keys(permissions)])
  expect(routes.length).toBeGreaterThan(0)
  expect(routes.filter(({ access }) => !words.has(access))).toEqual([])
})
test('every action of the matrix is asked for somewhere', () => {
  const sources = files(['server', 'modules'], '.ts')
    .filter((path) => path !== 'modules/permissions.ts')
    .map(code)
    .join('\n')
  expect(Object.keys(permissions).filter((action) => !sources.includes(`'${action}'`))).toEqual([])
})
/** What stands in a test for `:id`: a value, or `${…}` with braces one deep. */
const anyValue = String.raw`(?:\$\{(?:[^{}]|\{[^{}]*\})*\}|[^/'"\x60?$])+`
const pattern = (url: string): string =>
  url
    .replaceAll('.', String.raw`\.`)
    .replaceAll('*', '[^\'"\x60]+')
    .replaceAll(/:\w+/g, () => anyValue)
/** A GET may also stand in a table of addresses; a POST is sent. */
const isAsked = ({ method, url }: { method: string; url: string }): boolean => {
  const call = method === 'GET' ? '' : String.raw`\.${method.toLowerCase()}\(\s*`
  return new RegExp(String.raw`${call}['"\x60]${pattern(url)}['"\x60?#]`).test(written)
}

test('every route has a page test', () => {
  expect(routes.filter((one) => !isAsked(one)).map(({ method, url }) => `${method} ${url}`)).toEqual([])
})
