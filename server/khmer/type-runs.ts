import { BASES, COENG, MARKS } from './chars.ts'
import { codePoints, faceOf, type FaceName, type Script } from './type-face.ts'
import { recent } from './type-recent.ts'

/** The face of Khmer letters and the one of all others. */
export type Pair = { readonly km: FaceName; readonly latin: FaceName }
/** A stretch of one script and one face; width in em. */
export type Run = { readonly script: Script; readonly face: FaceName; readonly text: string; readonly width: number }

const KHMER = /[\u1780-\u17ff\u19e0-\u19ff\u25cc]/
const NEUTRAL = /^[\s().,:;/·–—-]/
const SYLLABLE = new RegExp(`[${BASES}](?:${COENG}[${BASES}]|[${MARKS}${COENG}\u200c\u200d])*|\\P{M}\\p{M}*`, 'gu')

/** Where the syllables begin that may not be torn apart. */
export const syllableStarts = (text: string): Set<number> =>
  new Set(Array.from(text.matchAll(SYLLABLE), ({ index }) => index))

type Stretch = Omit<Run, 'width'>
const scriptOf = (syllable: string, before: Stretch | undefined): Script => {
  if (KHMER.test(syllable)) return 'Khmr'
  return NEUTRAL.test(syllable) && before !== undefined ? before.script : 'Latn'
}
const names = (text: string): string =>
  codePoints(text)
    .map((one) => `U+${one.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')

/**
 * Cuts a line into runs: HarfBuzz shapes one script at a time, and a line that begins with Latin would lose every
 * subscript. Neutral characters stay with the run before them; a face that lacks a letter gives up the whole syllable.
 */
function stretches(text: string, { km, latin }: Pair): Stretch[] {
  const found: Stretch[] = []
  for (const [syllable] of text.matchAll(SYLLABLE)) {
    const last = found.at(-1)
    const script = scriptOf(syllable, last)
    const face = (script === 'Khmr' ? [km, latin] : [latin, km]).find((name) => faceOf(name).has(syllable))
    if (face === undefined) throw new Error(`no face has ${names(syllable)} of ${JSON.stringify(text)}`)
    if (last?.script === script && last.face === face) found[found.length - 1] = { ...last, text: last.text + syllable }
    else found.push({ script, face, text: syllable })
  }
  return found
}

const known = recent(4000, (key): readonly Run[] => {
  const [km, latin, ...text] = key.split('\n')
  return stretches(text.join('\n'), { km, latin } as Pair).map((one) => ({
    ...one,
    width: faceOf(one.face)
      .glyphs(one.text, one.script)
      .reduce((sum, { advance }) => sum + advance, 0),
  }))
})
/** The runs of a line in drawn order. Throws where neither face has a letter. */
export const runsOf = (text: string, { km, latin }: Pair): readonly Run[] => known(`${km}\n${latin}\n${text}`)

/** Width of a line in em: times the size it is the width in points. */
export const emsOf = (text: string, pair: Pair): number => runsOf(text, pair).reduce((sum, { width }) => sum + width, 0)
