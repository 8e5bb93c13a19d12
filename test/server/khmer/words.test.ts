import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusters, searchText, truncate, words } from '../../../server/khmer/index.ts'
import { nonsense } from './arbitraries.ts'
import search from './cases/search.json' with { type: 'json' }
import segmentation from './cases/segmentation.json' with { type: 'json' }

test.each([
  ['ស្ត្រី', ['ស្ត្រី']],
  ['ភ្នំពេញ', ['ភ្នំ', 'ពេ', 'ញ']],
  ['ឱ្យ', ['ឱ្យ']],
  ['ពោធិ៍សាត់', ['ពោ', 'ធិ៍', 'សា', 'ត់']],
  ['ឆ្នាំ២០២៦ NEA, F7ៗ', ['ឆ្នាំ', '២០២៦', ' ', 'NEA', ',', ' ', 'F7', 'ៗ']],
  ['', []],
])('clusters of %j', (text, wanted) => {
  expect(clusters(text)).toEqual(wanted)
})

test('the text of the search index', () => {
  expect(searchText('ទីភ្នាក់ងារ NEA៖ លេខ១២៩៧។')).toBe('ទី ភ្នា ក់ ងា រ nea លេ ខ 1297')
  expect(searchText('។ … ')).toBe('')
})

test.each(Object.entries(search.queries))('search for %s', (query, wanted) => {
  const asked = ` ${searchText(query)}`
  const found = Object.entries(search.docs).filter(([, text]) => ` ${searchText(text)}`.includes(asked))
  expect(found.map(([id]) => Number(id))).toEqual(wanted)
})

const boundaries = (parts: string[]): Set<number> => {
  let end = 0
  return new Set(parts.slice(0, -1).map((part) => (end += part.length)))
}

test('word boundaries reach F1 0.93 on hand-cut sentences', () => {
  const counts = segmentation.cases.map(({ text, gold }) => {
    const [found, wanted] = [boundaries(words(text)), boundaries(gold)]
    return { right: [...found].filter((edge) => wanted.has(edge)).length, found: found.size, wanted: wanted.size }
  })
  const sum = (key: 'right' | 'found' | 'wanted'): number => counts.reduce((total, count) => total + count[key], 0)
  expect((2 * sum('right')) / (sum('found') + sum('wanted'))).toBeGreaterThanOrEqual(0.93)
})

test('numbers are words of their own', () => {
  expect(words('ចំនួន២០នាក់')).toEqual(['ចំនួន', '២០', 'នាក់'])
  expect(words('ទី3')).toEqual(['ទី', '3'])
})

test('cut into clusters or words, no text is lost and no stack is split', () => {
  fc.assert(
    fc.property(nonsense, (text) => {
      const cut = words(text)
      expect(clusters(text).join('')).toBe(text)
      expect(cut.join('')).toBe(text)
      expect(cut.filter((word) => /[\u1780-\u17b3]្$/.test(word) && text.includes(`${word}ក`))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('a word never begins inside a cluster', () => {
  const loanwords = 'ហ្វេសប៊ុកយេនឌ័រវេប៊ីណាអ៊ីនធឺណិតម៉ូឌុលស្រ្តីហ្វ្រង់ស្ត្រីហ្គេម'
  const edges = boundaries(clusters(loanwords))
  expect([...boundaries(words(loanwords))].filter((edge) => !edges.has(edge))).toEqual([])
})

test.each([
  ['sentences', 'សេវាមុខរបរសាធារណៈបានបញ្ចប់វគ្គ បណ្តុះបណ្តាល'.repeat(900)],
  ['subscripts', 'ក្ក'.repeat(13_000)],
  ['Latin', 'a'.repeat(39_000)],
  ['emoji', '👩‍👧'.repeat(8_000)],
])('39,000 characters of %s are cut without loss and at cluster edges', (_what, text) => {
  const cut = words(text)
  expect(cut.join('')).toBe(text)
  expect(cut.filter((word) => /^[\u17b6-\u17d2\udc00-\udfff]/.test(word))).toEqual([])
})

test('the segmenter, slower than linear, never gets more than 500 characters at once', () => {
  expect(words('\u17d2'.repeat(39_000)).map((word) => word.length)).toEqual(Array<number>(78).fill(500))
})

test('truncate counts what is seen', () => {
  expect(truncate('ស្ត្រីភ្នំពេញ', 2)).toBe('ស្ត្រីភ្នំ…')
  expect(truncate('ស្ត្រីភ្នំ', 2)).toBe('ស្ត្រីភ្នំ')
  expect(truncate('NEA office', 4)).toBe('NEA…')
  expect(truncate('👩‍👧e\u0301x', 2)).toBe('👩‍👧e\u0301…')
  expect(() => truncate('ក', 0)).toThrow(RangeError)
})
