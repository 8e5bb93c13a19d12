import { BASES, COENG, MARKS } from './chars.ts'

/*
 * One canonical form per written syllable, after Unicode Technical Note 61, "Khmer Encoding Structure" (Hosken), in the
 * order that KHMER.md names. Only syllables with two or more parts can be out of order, so only those are looked at.
 */

const ZWNJ = '\u200c'
const SUBSCRIPT_RO = `${COENG}\u179a`
const TRIISAP = '\u17ca'
const MUUSIKATOAN = '\u17c9'

const PART = `${COENG}[${BASES}]|[${MARKS}${ZWNJ}]`
const SYLLABLE = new RegExp(`[${BASES}](?:${PART}){2,}`, 'g')
const PARTS = new RegExp(PART, 'g')

/** What follows the base, first to last. A subscript stands by its coeng, subscript ro has its own place. */
const ORDER = [
  '\u17cc', // robat
  COENG,
  SUBSCRIPT_RO,
  MUUSIKATOAN + TRIISAP,
  ZWNJ,
  '\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5', // vowels with a part before the base
  '\u17bb\u17bc\u17bd', // below
  '\u17b7\u17b8\u17b9\u17ba', // above
  '\u17b6', // ា
  '\u17c6\u17cb\u17cd\u17ce\u17cf\u17d0\u17d1\u17dd', // signs
  '\u17c7\u17c8', // ះ ៈ
] as const

const RANKS = new Map<string, number>(
  ORDER.flatMap((chars, rank) =>
    chars === SUBSCRIPT_RO ? [[chars, rank]] : Array.from(chars).map((char) => [char, rank]),
  ),
)

const rank = (part: string): number => RANKS.get(part) ?? RANKS.get(part.charAt(0)) ?? ORDER.length

/** Puts every syllable of the text into its one canonical order and spelling; leaves all other text alone. */
export function orderSyllables(text: string): string {
  return text.replace(SYLLABLE, canonical)
}

function canonical(syllable: string): string {
  const sorted = sort(syllable)
  return NEEDS_SPELLING.test(sorted) ? shifterFromU(joinVowels(singleNikahit(sorted))) : sorted
}

function sort(syllable: string): string {
  const parts = syllable.slice(1).match(PARTS) ?? []
  const ranks = parts.map(rank)
  if (ranks.every((place, i) => i === 0 || (ranks[i - 1] ?? 0) <= place)) return syllable
  return syllable.charAt(0) + parts.toSorted((a, b) => rank(a) - rank(b)).join('')
}

/** A cheap look at a sorted syllable: could one of the three spelling rules below apply? */
const NEEDS_SPELLING = /[\u17c1\u17bb].|\u17c6.*\u17c6|[\u17be\u17bf]\u17bb/

/** A second ំ prints over the first and is only a slip of the finger. */
function singleNikahit(syllable: string): string {
  const first = syllable.indexOf('\u17c6')
  return first < 0 ? syllable : syllable.slice(0, first + 1) + syllable.slice(first + 1).replaceAll('\u17c6', '')
}

/** េ + ា → ោ and េ + ី → ើ: the same ink typed in two keystrokes, also around a vowel below. */
function joinVowels(syllable: string): string {
  return syllable
    .replace(/\u17c1([\u17bb-\u17bd]*)\u17b6/, '\u17c4$1')
    .replace(/\u17c1([\u17bb-\u17bd]*)\u17b8/, '\u17be$1')
}

/** ុ beside a vowel or sign above: fonts draw a shifter there exactly like ុ, so it was meant as one. */
const U_MEANS_SHIFTER = /[\u17be\u17bf]\u17bb|\u17bb(?:[\u17b7-\u17ba\u17d0\u17dd]|\u17b6\u17c6)/
const SHIFTER = /[\u17c9\u17ca]/
const STACK = new RegExp(`^[${BASES}]\u17cc*(?:${COENG}[${BASES}])*`)

function shifterFromU(syllable: string): string {
  if (!U_MEANS_SHIFTER.test(syllable) || SHIFTER.test(syllable)) return syllable
  const stack = STACK.exec(syllable)?.[0] ?? ''
  return stack + (isStrong(stack) ? TRIISAP : MUUSIKATOAN) + syllable.slice(stack.length).replace('\u17bb', '')
}

/** UTN 61: a stack is strong when it holds a first-series consonant and no ប. */
const FIRST_SERIES = /[\u1780-\u1783\u1785-\u1788\u178a-\u178d\u178f-\u1792\u1795-\u1797\u179e-\u17a0\u17a2]/
const BA = '\u1794'

const isStrong = (stack: string): boolean => FIRST_SERIES.test(stack) && !stack.includes(BA)
