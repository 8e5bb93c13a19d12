/**
 * Khmer as it is set on paper. Importing this file loads HarfBuzz and the font reader: only server/paper does it, at the
 * first paper of a process.
 */
import { faceOf } from './type-face.ts'
import { runsOf } from './type-runs.ts'

export { codePoints, faceOf, type Face, type FaceName, type Glyphed } from './type-face.ts'
export { breakLines } from './type-lines.ts'
export { emsOf, runsOf, type Pair, type Run } from './type-runs.ts'

/** Glyphs of a text as HarfBuzz places them, in font units. Throws where the face has no glyph for a letter. */
export function shape(
  text: string,
  face: 'battambang' | 'moul',
): { gid: number; xAdvance: number; xOffset: number; yOffset: number }[] {
  return runsOf(text, { km: face, latin: face })
    .flatMap((run) => faceOf(face).shape(run.text, run.script))
    .map(({ gid, xAdvance, xOffset, yOffset }) => ({ gid, xAdvance, xOffset, yOffset }))
}
