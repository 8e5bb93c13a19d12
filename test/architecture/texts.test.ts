import { describe, expect, test } from 'vitest'
import { code, files, order, read } from './support.ts'

type Tree = { readonly [key: string]: string | Tree }
const names = ['server', ...order]
const flat = (tree: Tree, at: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value] as [string, string]] : flat(value, `${at}${key}.`),
  )
const textsOf = (language: string, name: string): Map<string, string> =>
  new Map(flat(JSON.parse(read(`locales/${language}/${name}.json`)) as Tree, `${name}:`))
/** The forms by count are one text. */
const stem = (key: string): string => key.replace(/_(one|other)$/, '')
const stems = (texts: ReadonlyMap<string, string>): string[] => [...new Set([...texts.keys()].map(stem))].toSorted()
const holes = (texts: ReadonlyMap<string, string>): Record<string, string[]> =>
  Object.fromEntries(
    stems(texts).map((key) => {
      const forms = [...texts].filter(([one]) => stem(one) === key && !one.endsWith('_one')).map(([, words]) => words)
      return [key, [...new Set(forms.flatMap((words) => words.match(/\{\{\w+\}\}/g) ?? []))].toSorted()]
    }),
  )
test('every module has its texts in both languages, and no other file lies there', () => {
  for (const language of ['km', 'en'])
    expect(files([`locales/${language}`], '.json')).toEqual(
      names.map((name) => `locales/${language}/${name}.json`).toSorted(),
    )
})
describe.each(names)('%s', (name) => {
  const [km, en] = [textsOf('km', name), textsOf('en', name)]
  test('Khmer and English have the same texts with the same places to fill', () => {
    expect(holes(en)).toEqual(holes(km))
  })
  test('no text is empty', () => {
    expect([...km, ...en].filter(([, words]) => words.trim() === '')).toEqual([])
  })
})

const written = files(['server', 'modules'], '.ts', '.hbs', '.js').map(code).join('\n')
const all = new Set(names.flatMap((name) => stems(textsOf('km', name))))
const prefix = `(?:${names.join('|')}):`
const literal = new Set(
  [...written.matchAll(new RegExp(`['"]((${prefix})[\\w.-]+)['"]`, 'g'))].map(([, key = '']) => stem(key)),
)
/** `people:role.${role}`: what comes after is known to the compiler. */
const begun = [...written.matchAll(new RegExp(`\x60((${prefix})[\\w.-]*)\\$\\{`, 'g'))].map(([, start = '']) => start)

test('every text that is named exists', () => {
  expect([...literal].filter((key) => !all.has(key))).toEqual([])
  expect(begun.filter((start) => ![...all].some((key) => key.startsWith(start)))).toEqual([])
})
test('no text is left over', () => {
  expect([...all].filter((key) => !literal.has(key) && !begun.some((start) => key.startsWith(start)))).toEqual([])
})
