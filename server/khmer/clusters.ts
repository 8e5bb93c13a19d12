import { BASES, COENG, KHMER_DIGITS, MARKS } from './chars.ts'
import { fold } from './fold.ts'

/** A base with all that hangs on it; marks without a base; a number; a word of another script; anything else. */
const CLUSTER = new RegExp(
  [
    `[${BASES}](?:${COENG}[${BASES}]|[${MARKS}${COENG}\u200c\u200d])*`,
    `[${MARKS}${COENG}]+`,
    `[${KHMER_DIGITS}]+`,
    String.raw`(?:(?![\u1780-\u17ff])[\p{L}\p{M}\p{N}])+`,
    String.raw`\s+`,
    '.',
  ].join('|'),
  'gsu',
)

/**
 * Cuts text into orthographic clusters (ស្ត្រី is one, ភ្នំពេញ is three). Loses nothing: joined, they are the text again.
 * Runs of digits, of another script's letters and of white space are one element each, other characters stand alone.
 */
export function clusters(text: string): string[] {
  return text.match(CLUSTER) ?? []
}

const TOKEN = /[\p{L}\p{N}]/u

/**
 * What the full-text index holds, and what a query becomes: the folded text as clusters with single spaces between
 * them, without punctuation. For FTS5 `unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'` each is one token.
 */
export function searchText(text: string): string {
  return clusters(fold(text))
    .filter((cluster) => TOKEN.test(cluster))
    .join(' ')
}
