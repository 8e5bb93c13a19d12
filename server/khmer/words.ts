import { BASES, COENG, KHMER_DIGITS, MARKS } from './chars.ts'

const segmenter = new Intl.Segmenter('km', { granularity: 'word' })

/** The segmenter's time grows faster than its input: 39,000 characters at once took 1.15 s, in paragraphs 10 ms. */
const LONGEST_PIECE = 500

const LINE = /[^\n]*\n|[^\n]+/g
/** Also the second half of a surrogate pair. */
const INSIDE_CLUSTER = new RegExp(`[${MARKS}${COENG}\u200c\u200d\udc00-\udfff]`)
const DIGITS = new RegExp(`[0-9${KHMER_DIGITS}]+`, 'g')
const LETTER_BEFORE = new RegExp(`[${BASES}${MARKS}]$`)
const LETTER_AFTER = new RegExp(`^[${BASES}]`)

/**
 * Cuts text into words, spaces and punctuation; joined, they are the text again. Khmer words come from ICU's dictionary
 * (F1 about 0.93) without the edges that would split a cluster, and with edges around numbers (ចំនួន|២០|នាក់).
 * Time grows linearly with the length: long paragraphs are cut before they reach the dictionary.
 */
export function words(text: string): string[] {
  return (text.match(LINE) ?? []).flatMap(pieces).flatMap(wordsOfPiece)
}

/** A paragraph as it is, or in slices; slices, because the segmenter is slow on strings that were added together. */
function pieces(paragraph: string): string[] {
  const found: string[] = []
  let from = 0
  while (paragraph.length - from > LONGEST_PIECE) {
    const end = from + cutOf(paragraph.slice(from, from + LONGEST_PIECE))
    found.push(paragraph.slice(from, end))
    from = end
  }
  return [...found, paragraph.slice(from)]
}

/** Where to cut a piece that is too long: after its last space, else before its last cluster, else at its end. */
function cutOf(piece: string): number {
  const space = piece.lastIndexOf(' ')
  return space > 0 ? space + 1 : lastClusterEdge(piece)
}

function lastClusterEdge(piece: string): number {
  let edge = piece.length - 1
  while (edge > 0 && !isClusterEdge(piece, edge)) edge -= 1
  return edge > 0 ? edge : piece.length
}

function wordsOfPiece(piece: string): string[] {
  const edges = [...new Set([...dictionaryEdges(piece), ...digitEdges(piece)])].sort((a, b) => a - b)
  return edges.map((edge, i) => piece.slice(edge, edges[i + 1]))
}

function dictionaryEdges(piece: string): number[] {
  return Array.from(segmenter.segment(piece), ({ index }) => index).filter(
    (edge) => edge === 0 || isClusterEdge(piece, edge),
  )
}

const isClusterEdge = (piece: string, edge: number): boolean =>
  !INSIDE_CLUSTER.test(piece.charAt(edge)) && piece.charAt(edge - 1) !== COENG

function digitEdges(piece: string): number[] {
  return Array.from(piece.matchAll(DIGITS)).flatMap(({ index, 0: digits }) => {
    const end = index + digits.length
    return [
      ...(LETTER_BEFORE.test(piece.charAt(index - 1)) ? [index] : []),
      ...(LETTER_AFTER.test(piece.charAt(end)) ? [end] : []),
    ]
  })
}
