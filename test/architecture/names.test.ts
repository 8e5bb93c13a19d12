import { expect, test } from 'vitest'
import { code, files, matches } from './support.ts'

const sources = files(['server', 'modules', 'test'], '.ts', '.js', '.hbs', '.css', '.sql')
const emptyWords = new Set([
  'handle',
  'handler',
  'process',
  'manage',
  'manager',
  'data',
  'util',
  'utils',
  'helper',
  'helpers',
  'service',
])
const wordsOf = (name: string): string[] => name.split(/[-.]|(?<=[a-z\d])(?=[A-Z])/).map((word) => word.toLowerCase())
const isEmpty = (name: string): boolean => wordsOf(name).some((word) => emptyWords.has(word))
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

test('files are named in kebab-case', () => {
  expect(sources.filter((path) => !/^[a-z\d]+(-[a-z\d]+)*(\.[a-z]+)+$/.test(fileName(path)))).toEqual([])
})
test('no name hides behind an empty word', () => {
  const exported = sources.flatMap((path) =>
    matches(path, /^export (?:const|class|type|interface|function) (\w+)/gm).map(([, name = '']) => ({ path, name })),
  )
  expect(sources.filter((path) => isEmpty(fileName(path)))).toEqual([])
  expect(exported.filter(({ name }) => isEmpty(name))).toEqual([])
})
test('verbs get the time as input; only the edge reads the clock', () => {
  const edge = /\/(routes|demo[\w-]*|commands)\.ts$/
  const readers = files(['modules'], '.ts').filter(
    (path) => !edge.test(path) && /\bDate\.now\(\)|new Date\(\)/.test(code(path)),
  )
  expect(readers).toEqual([])
})
