import { expect, test } from 'vitest'
import { code, files, read } from './support.ts'

/** Letters and marks; digits are no words. */
const khmer = /[\u1780-\u17dd]/
/** Where Khmer letters are the matter of the code itself, or the names of the people of the demo. */
const mayHold = /^server\/(khmer|paper)\/|^server\/html\/together\.ts$|\/demo[\w-]*\.ts$/

test('no Khmer text stands in code', () => {
  const found = files(['server', 'modules'], '.ts', '.js').filter(
    (path) => !mayHold.test(path) && khmer.test(code(path)),
  )
  expect(found).toEqual([])
})
test('no English sentence stands where pages and forms are made', () => {
  const edge = [...files(['modules'], '/routes.ts', 'pages.ts', '/forms.ts'), ...files(['modules', 'server/ui'], '.js')]
  const sentences = edge.flatMap((path) =>
    [...code(path).matchAll(/(?<!Error\()['"`]([A-Z][a-z]+(?: [a-z]+)+[.?!]?)['"`]/g)].map(
      ([words]) => `${path}: ${words}`,
    ),
  )
  expect(sentences).toEqual([])
})
/** What a reader would see if every tag, expression and entity were taken away: nothing. */
const bare = (template: string): string =>
  template
    .replaceAll(/\{\{!--[^]*?--\}\}|<!--[^]*?-->|\{\{\{?[^]*?\}?\}\}/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&\w+;|&#\w+;/g, '')
/** Names that are the same in every language. */
const names = new Set(['Excel', 'CSV', 'PDF', 'NEA', 'SMS', 'Telegram'])
test('templates hold no words', () => {
  const pages = files(['server', 'modules'], '.hbs').filter((path) => !path.includes('/styleguide'))
  const found = pages.flatMap((path) => {
    const words = (bare(read(path)).match(/\p{L}{2,}/gu) ?? []).filter((word) => !names.has(word))
    return words.length > 0 ? [`${path}: ${words.join(' ')}`] : []
  })
  expect(found).toEqual([])
})
