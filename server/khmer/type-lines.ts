import { words } from './words.ts'
import { syllableStarts } from './type-runs.ts'

/** What may not begin a line, and what may not end one. */
const NO_START = /^[\s។៕៖ៗ៘,.;:!?)\]»”’%\-–—\u17b4-\u17d3\u17dd]/
const NO_END = /[([«“‘\u17d2]$/
/** «ទី១» is one word to a reader. */
const ORDINAL = /ទី$/
const DIGIT = /^[0-9០-៩]/

/** The stretches of text that a phrase to be kept covers, without its ends. */
const inside = (text: string, keep: readonly string[]): ((at: number) => boolean) => {
  const spans: [number, number][] = []
  for (const phrase of keep)
    for (let at = phrase === '' ? -1 : text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
      spans.push([at, at + phrase.length])
  return (at) => spans.some(([from, to]) => at > from && at < to)
}

/**
 * The pieces between which a line may end: words of the dictionary, never inside a syllable, before a sign, inside an
 * ordinal or inside a phrase of `keep`. Joined, they are the text again.
 */
export function linePieces(text: string, keep: readonly string[]): string[] {
  const starts = syllableStarts(text)
  const isKept = inside(text, keep)
  const pieces: string[] = []
  let [piece, at] = ['', 0]
  for (const word of words(text)) {
    const mayBreak =
      starts.has(at) &&
      !isKept(at) &&
      !NO_START.test(word) &&
      !NO_END.test(text.slice(0, at)) &&
      !(ORDINAL.test(text.slice(0, at)) && DIGIT.test(word))
    if (mayBreak && piece !== '') {
      pieces.push(piece)
      piece = ''
    }
    piece += word
    at += word.length
  }
  return [...pieces, piece]
}

/** A piece with its width, and with that of its ink: the space after the last word of a line takes none. */
type Measured = { readonly text: string; readonly width: number; readonly ink: number }

const fill = (pieces: readonly Measured[], limit: number): string[] => {
  const lines: string[] = []
  let [line, used] = ['', 0]
  for (const { text, width, ink } of pieces) {
    if (line !== '' && used + ink > limit) {
      lines.push(line.trim())
      ;[line, used] = ['', 0]
    }
    line += text
    used += width
  }
  return [...lines, line.trim()].filter((one) => one !== '')
}

/**
 * Breaks text into lines of at most `limit`, then evens them out: the last line of a centred paragraph is not one word.
 * Pieces are measured one by one, so that words which were met before need no shaping again; `width` should remember.
 */
export function breakLines(
  text: string,
  keep: readonly string[],
  width: (piece: string) => number,
  limit: number,
): string[] {
  const pieces = linePieces(text, keep).map((piece): Measured => {
    const trimmed = piece.trimEnd()
    return { text: piece, width: width(piece), ink: width(trimmed) }
  })
  let lines = fill(pieces, limit)
  const count = lines.length
  for (let share = 0.98; count > 1 && share > 0.5; share -= 0.02) {
    const tried = fill(pieces, limit * share)
    if (tried.length > count) break
    lines = tried
  }
  return lines
}
