import { ANY_KHMER, BASES, COENG, MARKS, ZERO_WIDTH } from './chars.ts'
import { latinDigits } from './digits.ts'
import { SPELLINGS } from './spellings.ts'
import { store } from './store.ts'

/** Zero-width characters and robat. Dropped before `store()`, so that what they kept apart is put in order. */
const DROPPED = new RegExp(`[${ZERO_WIDTH}\u17cc]`, 'g')

const PUNCTUATION = /[\u17d4-\u17d6\u17d8]/g
const REPETITION = /\u17d7/g

/**
 * Text for comparison and search, never for storing or showing: what a reader takes for the same word folds alike.
 * `store()`, then lower case, no zero-width characters, ឲ → ឱ, Latin digits, no robat, ។ ៕ ៖ ៘ → space, ៗ a word of its
 * own, white space collapsed and trimmed, common second spellings → ours. Idempotent.
 */
export function fold(text: string): string {
  return ourSpelling(letters(text)).replace(/\s+/g, ' ').trim()
}

function letters(text: string): string {
  const lower = store(text.replace(DROPPED, '').toLowerCase())
  if (!ANY_KHMER.test(lower)) return lower
  return latinDigits(lower).replaceAll('\u17b2', '\u17b1').replace(PUNCTUATION, ' ').replace(REPETITION, ' \u17d7 ')
}

const OUR_SPELLING = new Map(SPELLINGS.map(([common, ours]) => [letters(common), letters(ours)]))

/** From the start of a cluster to the end of one: សំនួរ also inside a longer word, but never half a syllable. */
const COMMON = new RegExp(
  `(?<!${COENG})(?:${[...OUR_SPELLING.keys()].join('|')})(?![${MARKS}]|${COENG}[${BASES}])`,
  'g',
)

function ourSpelling(text: string): string {
  return text.replace(COMMON, (common) => OUR_SPELLING.get(common) ?? common)
}
