import { ANY_KHMER, BASES, COENG, ZERO_WIDTH } from './chars.ts'
import { orderSyllables } from './syllable.ts'

/** Below U+0300 only the soft hyphen is ever changed, so Latin text, numbers and codes pass on one test. */
const MAY_CHANGE = /[\u00ad\u0300-\uffff]/

const DISCOURAGED = /[\ufeff\u00ad\u17a3\u17a4\u17b4\u17b5\u17d3]|\u17d2[\u178a\u17d2\u200c\u200d]|\u17c6{2}/
const INVISIBLE = /[\ufeff\u00ad\u17b4\u17b5]/g
/** Greedy to the end of a run, so each run is read once: a look-ahead behind it goes back a step at a time (7 s for 80,000, seen). */
const COENG_RUN = new RegExp(`${COENG}[${COENG}\u200c\u200d]+`, 'g')
const BASE = new RegExp(`[${BASES}]`)

/**
 * The one form in which text is kept: the same bytes for all ways of typing the same ink. Runs on every input before
 * validation, uniqueness and hashing; idempotent. Keeps ZWSP, punctuation and white space; changes nothing in correct
 * text except subscript DA → TA (one glyph; we write បណ្តុះបណ្តាល). Source: Unicode Technical Note 61; KHMER.md, rules 1–7.
 */
export function store(text: string): string {
  if (!MAY_CHANGE.test(text)) return text
  if (!ANY_KHMER.test(text)) return text.replace(INVISIBLE, '').normalize('NFC')
  const ordered = orderSyllables(DISCOURAGED.test(text) ? replaceDiscouraged(text) : text)
  // NFC comes last: it would move a coeng in front of a ៝ that was typed too early and so tear its pair apart.
  const composed = ordered.normalize('NFC')
  return composed === ordered ? composed : store(composed)
}

/** Doubled and split signs in front of a letter are one; elsewhere they stay for the eye of whoever typed them. */
const oneBefore = (run: string, next: string): string => (BASE.test(next) ? COENG : run)

function replaceDiscouraged(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replaceAll('\u17a3', '\u17a2')
    .replaceAll('\u17a4', '\u17a2\u17b6')
    .replace(/[\u17c6\u17d3]+/g, '\u17c6')
    .replace(COENG_RUN, (run, at: number, whole: string) => oneBefore(run, whole.charAt(at + run.length)))
    .replaceAll('\u17d2\u178a', '\u17d2\u178f')
}

const JOINERS = new RegExp(`[${ZERO_WIDTH}]`, 'g')

/** `store()` for names, titles and slugs: also without zero-width characters, white space collapsed and trimmed. */
export function storeName(text: string): string {
  return store(text.replace(JOINERS, '')).replace(/\s+/g, ' ').trim()
}
