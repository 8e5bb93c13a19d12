import { COENG } from './chars.ts'

const segmenter = new Intl.Segmenter('km', { granularity: 'grapheme' })

/**
 * The first `graphemes` visible characters of the text, then «…» if anything was left out. Never splits a stack or an
 * emoji, so the result may be longer in UTF-16 units than `graphemes`. Throws RangeError unless it is a whole number ≥ 1.
 */
export function truncate(text: string, graphemes: number): string {
  if (!Number.isInteger(graphemes) || graphemes < 1)
    throw new RangeError(`Not a count of graphemes: ${String(graphemes)}`)
  if (text.length <= graphemes) return text
  const cut = endOf(text, graphemes)
  return cut < text.length ? `${text.slice(0, cut).trimEnd()}…` : text
}

/** The index after the n-th grapheme. Older ICU ends a grapheme after a coeng; the subscript still belongs to it. */
function endOf(text: string, graphemes: number): number {
  let seen = 0
  for (const { index } of segmenter.segment(text)) {
    if (index > 0 && text.charAt(index - 1) === COENG) continue
    if (seen === graphemes) return index
    seen += 1
  }
  return text.length
}
