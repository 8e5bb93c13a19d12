import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fold, khmerDigits, latinDigits, store, storeName } from '../../../server/khmer/index.ts'
import { nonsense, shuffledSyllable } from './arbitraries.ts'
import correct from './cases/correct-terms.json' with { type: 'json' }
import cases from './cases/normalisation.json' with { type: 'json' }

const codes = (text: string): string =>
  Array.from(text)
    .map((char) => char.charCodeAt(0).toString(16))
    .join(' ')

test.each(cases)('$input and $same_as: $why', ({ input, same_as, store_equal, fold_equal }) => {
  expect(store(input) === store(same_as)).toBe(store_equal)
  expect(fold(input) === fold(same_as)).toBe(fold_equal)
})

test('the three encodings of ស្ត្រី are stored as the same bytes', () => {
  const wanted = '\u179f\u17d2\u178f\u17d2\u179a\u17b8'
  expect(store(wanted)).toBe(wanted)
  expect(store('\u179f\u17d2\u179a\u17d2\u178f\u17b8')).toBe(wanted)
  expect(store('\u179f\u17d2\u179a\u17b8\u17d2\u178f')).toBe(wanted)
})

test.each([
  ['1 NFC', 'e\u0301 ក', '\u00e9 ក'],
  ['2 invisible characters', 'ក\ufeff\u00ad\u17b4\u17b5ា', 'កា'],
  ['2 invisible characters in Latin', 'co\u00adop\ufeff', 'coop'],
  ['2 deprecated independent vowels', '\u17a3\u17a4', 'អអា'],
  ['2 bathamasat is nikahit', 'ក\u17d3', 'កំ'],
  ['2 doubled nikahit', 'កំំ', 'កំ'],
  ['2 doubled nikahit with a sign between', 'ក\u17c6\u17cd\u17c6', 'ក\u17c6\u17cd'],
  ['3 robat before subscripts', 'ក្រ៌', 'ក៌្រ'],
  ['3 subscript after vowel', 'សិទិ្ធ', 'សិទ្ធិ'],
  ['3 shifter before subscript', 'ហ៊្វូន', 'ហ្វ៊ូន'],
  ['3 vowel before shifter', 'សើ៊', 'ស៊ើ'],
  ['3 non-joiner after shifter', 'ប\u200c៉ី', 'ប៉\u200cី'],
  ['3 sign before vowel', 'កំា', 'កាំ'],
  ['3 reahmuk last', 'កះុ', 'កុះ'],
  ['4 subscript ro last', 'ស្រ្តី', 'ស្ត្រី'],
  ['4 subscript ro last of three', 'ន្រ្ត្យ', 'ន្ត្យ្រ'],
  ['5 split ោ', 'កេាះ', 'កោះ'],
  ['5 split ោ, second half first', 'កាេះ', 'កោះ'],
  ['5 split ើ', 'កេីត', 'កើត'],
  ['6 strong', 'សុី', 'ស៊ី'],
  ['6 strong ហ', 'ហុឺ', 'ហ៊ឺ'],
  ['6 strong stack', 'ហ្វុី', 'ហ្វ៊ី'],
  ['6 strong subscript', 'ល្ហុី', 'ល្ហ៊ី'],
  ['6 weak', 'មុឺន', 'ម៉ឺន'],
  ['6 weak ប, though first series', 'បុី', 'ប៉ី'],
  ['6 weak through subscript ប', 'ស្បុី', 'ស្ប៉ី'],
  ['6 behind a robat typed twice', 'ក៌៌ុ័', 'ក៌៌៊័'],
  ['6 weak stack', 'ប្រុី', 'ប្រ៉ី'],
  ['6 vowel typed first', 'សើុ', 'ស៊ើ'],
  ['6 split vowel', 'សេុី', 'ស៊ើ'],
  ['6 ាំ is above', 'សុាំ', 'ស៊ាំ'],
  ['6 samyok is above', 'បុ័ង', 'ប៉័ង'],
  ['7 subscript DA', 'បណ្ដុះបណ្ដាល', 'បណ្តុះបណ្តាល'],
  ['a coeng typed twice', 'ក្្រ', 'ក្រ'],
])('rule %s', (_rule, typed, stored) => {
  expect(codes(store(typed))).toBe(codes(stored))
})

test.each(['ខ្ញុំ', 'កុំ', 'ឆ្នាំ', 'ស្ត្រី', 'ហ្វ៊ូន', 'ពោធិ៍សាត់', 'ប៉ុន្តែ', 'ការ\u200bងារ', 'Office 1–2\n', 'ឲ្យ', 'ៗ។ ៕ ៖', '◌ា', ''])(
  'leaves %j alone',
  (text) => {
    expect(codes(store(text))).toBe(codes(text))
  },
)

test('an accent between coengs, which NFC takes away, leaves nothing for a second run', () => {
  const once = store('e\u17d2\u0301\u17d2\u179a')
  expect(codes(once)).toBe('e9 17d2 179a')
  expect(store(once)).toBe(once)
})

test('changes no term of the glossary and no province', () => {
  expect(correct.terms.filter((term) => store(term) !== term)).toEqual([])
})

describe('for all texts', () => {
  it('any order of typing is stored as the canonical syllable (12,000 syllables)', () => {
    fc.assert(
      fc.property(shuffledSyllable, ({ canonical, typed }) => store(typed) === canonical),
      { numRuns: 12_000 },
    )
  }, 20_000)

  it('fold does not care how a text was typed, nor whether it was stored', () => {
    const typing = fc.array(fc.tuple(shuffledSyllable, fc.constantFrom('', '\u200b', ' ')), { maxLength: 6 })
    fc.assert(
      fc.property(typing, (syllables) => {
        const typed = syllables.map(([syllable, between]) => syllable.typed + between).join('')
        const canonical = syllables.map(([syllable, between]) => syllable.canonical + between).join('')
        expect(fold(typed)).toBe(fold(canonical))
        expect(fold(store(typed))).toBe(fold(canonical))
      }),
      { numRuns: 1_000 },
    )
  }, 20_000)

  it('store, storeName and fold are idempotent', () => {
    fc.assert(
      fc.property(nonsense, (text) => {
        const [stored, name, folded] = [store(text), storeName(text), fold(text)]
        const again = [store(stored), stored.normalize('NFC'), storeName(name), store(name), fold(folded)]
        expect(again).toEqual([stored, stored, name, name, folded])
      }),
      { numRuns: 6_000 },
    )
  }, 20_000)
})

test('storeName has no zero-width characters and single spaces', () => {
  expect(storeName(' ចាន់\u200b \u00a0ស្រី\u200cមុំ\n')).toBe('ចាន់ ស្រីមុំ')
})

test.each([
  ['case and white space', '  NEA\n Office ', 'nea office'],
  ['punctuation', 'ការងារ។ លេខ៖៤', 'ការងារ លេខ 4'],
  ['ៗ is a word', 'សំខាន់ៗ', 'សំខាន់ ៗ'],
  ['robat', 'ធម៌', 'ធម'],
  ['zero width', 'ក\u200bា\u200c', 'កា'],
])('fold: %s', (_what, text, folded) => {
  expect(fold(text)).toBe(folded)
})

test.each([
  ['ពត៌មាន', 'ព័ត៌មាន'],
  ['សំនួរ', 'សំណួរ'],
  ['កម្រងសំនួរ', 'កម្រងសំណួរ'],
  ['វិញ្ញាបនប័ត្រ', 'វិញ្ញាបនបត្រ'],
  ['បរិយាប័ន្ន', 'បរិយាបន្ន'],
  ['អោយ', 'ឲ្យ'],
  ['ទូរសព្ទ', 'ទូរស័ព្ទ'],
])('fold: %s is %s, stored as typed', (common, ours) => {
  expect(fold(common)).toBe(fold(ours))
  expect(store(common)).toBe(common)
})

test('a spelling is not replaced inside a cluster', () => {
  expect(fold('អោយា')).toBe('អោយា')
  expect(fold('ស្អោយ')).toBe('ស្អោយ')
})

test('digits', () => {
  expect(khmerDigits('F7: 1,297')).toBe('F៧: ១,២៩៧')
  expect(khmerDigits(2026)).toBe('២០២៦')
  expect(latinDigits('០១២៣៤៥៦៧៨៩ ក')).toBe('0123456789 ក')
})

test.each(['\u17d2', '\u17d2\u200c', '\u17c6', 'ក\u17d2', '\u17b6\u17d2'])(
  'a text of nothing but %j costs twice as much at twice the length, not four times',
  (unit) => {
    const timed = (length: number): number => {
      const text = unit.repeat(length / unit.length)
      const began = performance.now()
      store(text)
      return performance.now() - began
    }
    timed(20_000)
    // Sixteen times the length: linear is 16, quadratic 256; the tenth of a second forgives a busy machine.
    expect(timed(320_000)).toBeLessThan(64 * timed(20_000) + 100)
  },
)
