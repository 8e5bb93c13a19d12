import { BASES, COENG, ZERO_WIDTH } from './chars.ts'
import { latinDigits } from './digits.ts'
import { store } from './store.ts'

/** Raise it with every change of the order below: rows whose key was made by another version are computed anew. */
export const sortKeyVersion = 1

/*
 * CLDR's Khmer collation (the order of Chuon Nath's dictionary), written down so that keys do not change with the ICU of
 * the machine. A syllable is compared part by part, base, then vowel or next base, then subscript; some vowels with ំ or
 * ះ are one part. Levels as in Unicode Technical Standard 10: letters, then signs, then case.
 */
const PUNCTUATION = ' _-–—,;:៖!?.…·។៘៕\'‘’"“”«»()[]{}@*/\\&#%៙៚`^+<=>|~ៗ$'
const NUMBER = 'number'
const CONSONANTS = Array.from('កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរឫឬលឭឮវឝឞសហឡអ')
const INDEPENDENT = Array.from('ឥឦឧឨឩឪឯឰឱឲឳ')
const VOWELS = 'ា ិ ី ឹ ឺ ុ ូ ួ ើ ឿ ៀ េ ែ ៃ ោ ៅ ុំ ំ ាំ ះ ិះ ុះ េះ ោះ'.split(' ')
const LATIN = Array.from('abcdefghijklmnopqrstuvwxyz')
const OTHER = 'other'

const ALPHABET = [
  ...Array.from(PUNCTUATION),
  NUMBER,
  ...CONSONANTS,
  'ៜ',
  ...VOWELS,
  COENG,
  ...[...CONSONANTS, ...INDEPENDENT].map((base) => COENG + base),
  ...LATIN,
  OTHER,
]

/** Every weight lies above the characters of the lower levels, and below U+D800, where UTF-8 and UTF-16 order agree. */
const FIRST_WEIGHT = 0x100
const WEIGHTS = new Map(ALPHABET.map((part, i) => [part, String.fromCharCode(FIRST_WEIGHT + i)]))

/** Independent vowels stand with អ and the vowel they sound like; being written otherwise shows on the second level. */
const SOUNDS_LIKE = new Map([
  ['ឥ', ['អ', 'ិ']],
  ['ឦ', ['អ', 'ី']],
  ['ឧ', ['អ', 'ុ']],
  ['ឨ', ['អ', 'ុ', 'ក']],
  ['ឩ', ['អ', 'ូ']],
  ['ឪ', ['អ', 'ូ', 'វ']],
  ['ឯ', ['អ', 'ែ']],
  ['ឰ', ['អ', 'ៃ']],
  ['ឱ', ['អ', 'ោ']],
  ['ឲ', ['អ', 'ោ']],
  ['ឳ', ['អ', 'ៅ']],
])

/** Signs that only part words equal in all letters: Latin accents, then Khmer signs, each group in CLDR's order. */
const SIGNS = Array.from('\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0328\u0327\u0304៎៏៑័ៈ៝់៉៊៍')

const LEVEL = ' '
const PLAIN = '!'
const MARKED = '"'
const SIGN_WEIGHTS = new Map(SIGNS.map((sign, i) => [sign, String.fromCharCode(MARKED.charCodeAt(0) + 1 + i)]))

const IGNORED = new RegExp(`[${ZERO_WIDTH}]`, 'g')
const ROBAT = '\u17cc'
const PART = new RegExp(`${COENG}[${BASES}]|[ាុ]ំ|[ិុេោ]ះ|[${CONSONANTS.join('')}]${ROBAT}|[0-9]+|.`, 'gsu')
const TRAILING_PLAIN = new RegExp(`${PLAIN}+$`)

/**
 * A key whose binary order (SQL `order by`, Buffer.compare) is Khmer dictionary order, with Latin after Khmer whatever
 * its case and numbers by value. Agrees with `collate` on names and titles; equal keys mean equal names to a reader.
 * To be kept beside `sortKeyVersion`.
 */
export function sortKey(text: string): string {
  const key = { letters: '', signs: '', cases: '' }
  const clean = latinDigits(store(text).replace(IGNORED, '')).normalize('NFD').replace(/\s/g, ' ')
  for (const part of clean.match(PART) ?? []) add(key, part)
  const lower = [key.signs, key.cases].map((level) => LEVEL + level.replace(TRAILING_PLAIN, ''))
  return (key.letters + lower.join('')).trimEnd()
}

type Key = { letters: string; signs: string; cases: string }

function add(key: Key, part: string): void {
  const sign = SIGN_WEIGHTS.get(part) ?? (part === ROBAT ? MARKED : undefined)
  if (sign !== undefined) {
    key.signs += sign
    return
  }
  const letters = lettersOf(part)
  key.letters += letters.join('')
  key.signs += PLAIN.repeat(letters.length)
  if (SOUNDS_LIKE.has(part) || part.endsWith(ROBAT)) key.signs += MARKED
  key.cases += (part === part.toLowerCase() && part !== 'ឲ' ? PLAIN : MARKED).repeat(letters.length)
}

function lettersOf(part: string): string[] {
  if (/^[0-9]/.test(part)) return [numberWeight(part)]
  const letters = part.endsWith(ROBAT) ? ['រ', COENG + part.charAt(0)] : (SOUNDS_LIKE.get(part) ?? [part.toLowerCase()])
  return letters.map((letter) => WEIGHTS.get(letter) ?? weight(OTHER) + letter)
}

const weight = (name: string): string => WEIGHTS.get(name) ?? ''

/** The longer of two numbers is the greater; of two equally long ones the digits decide. */
function numberWeight(digits: string): string {
  const significant = digits.replace(/^0+/, '')
  return weight(NUMBER) + String.fromCharCode(FIRST_WEIGHT + significant.length) + significant
}
