import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import type { Font } from 'fontkit'
import * as hb from 'harfbuzzjs'
import { memo } from '../memo.ts'
import { recent } from './type-recent.ts'

const folder = '@expo-google-fonts'
/** The faces that papers are set in; .ttf, because HarfBuzz finds only glyph 0 in a .woff2 and says nothing. */
const files = {
  battambang: `${folder}/battambang/400Regular/Battambang_400Regular.ttf`,
  'battambang-bold': `${folder}/battambang/700Bold/Battambang_700Bold.ttf`,
  moul: `${folder}/moul/400Regular/Moul_400Regular.ttf`,
  serif: `${folder}/source-serif-4/400Regular/SourceSerif4_400Regular.ttf`,
  'serif-bold': `${folder}/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf`,
}
export type FaceName = keyof typeof files
export type Script = 'Khmr' | 'Latn'
/** A glyph as it is drawn: the text it stands for when copied, offsets and advance in em. */
export type Glyphed = {
  readonly gid: number
  readonly text: string
  readonly dx: number
  readonly dy: number
  readonly advance: number
}
/** A glyph as HarfBuzz places it, in font units; `cluster` is the index of its first character. */
export type Shaped = {
  readonly gid: number
  readonly cluster: number
  readonly xAdvance: number
  readonly xOffset: number
  readonly yOffset: number
}
/** A font, parsed once a process and shared by every paper. */
export type Face = {
  readonly name: FaceName
  /** The font file itself. */
  readonly bytes: Buffer
  readonly kit: Font
  /** Natural advance of a glyph in em. */
  readonly advanceOf: (gid: number) => number
  readonly has: (text: string) => boolean
  readonly shape: (text: string, script: Script) => Shaped[]
  readonly glyphs: (text: string, script: Script) => readonly Glyphed[]
}

const ZERO_WIDTH_SPACE = '\u200b'
/** HarfBuzz leaves no ink for these where the font has none. */
const JOINER = /[\u200c\u200d]/g
const locate = createRequire(import.meta.url)

/** The code points of a text. */
export const codePoints = (text: string): number[] => Array.from(text, (one) => one.codePointAt(0) ?? 0)

/** Shapes a text of one script; a character without a glyph is an error: a box on a certificate helps nobody. */
const shapeWith =
  (font: hb.Font, name: FaceName) =>
  (text: string, script: Script): Shaped[] => {
    const buffer = new hb.Buffer()
    buffer.addText(text)
    buffer.setScript(script)
    buffer.setLanguage(script === 'Khmr' ? 'km' : 'en')
    buffer.guessSegmentProperties()
    hb.shape(font, buffer)
    return buffer.getGlyphInfosAndPositions().map(({ codepoint, cluster, xAdvance, xOffset, yOffset }) => {
      if (codepoint === 0) throw new Error(`${name} has no glyph for ${JSON.stringify(text.slice(cluster))}`)
      return { gid: codepoint, cluster, xAdvance: xAdvance ?? 0, xOffset: xOffset ?? 0, yOffset: yOffset ?? 0 }
    })
  }

/**
 * Deals the characters of each cluster out over its glyphs as they are drawn, so that no glyph is without text: readers
 * that ignore ActualText (pdf.js) print one without as a control character. A glyph too many (ោ is drawn as two) says U+200B.
 */
const dealt = (text: string, shaped: readonly Shaped[], unit: number): Glyphed[] => {
  const starts = [...new Set(shaped.map(({ cluster }) => cluster))].sort((a, b) => a - b)
  const left = new Map(
    starts.map((from, i) => [
      from,
      {
        chars: Array.from(text.slice(from, starts[i + 1] ?? text.length)),
        glyphs: shaped.filter(({ cluster }) => cluster === from).length,
      },
    ]),
  )
  return shaped.map(({ gid, cluster, xAdvance, xOffset, yOffset }) => {
    const own = left.get(cluster) ?? { chars: [], glyphs: 1 }
    own.glyphs -= 1
    const given = own.chars.splice(0, Math.max(1, own.chars.length - own.glyphs)).join('')
    return {
      gid,
      text: given === '' ? ZERO_WIDTH_SPACE : given,
      dx: xOffset * unit,
      dy: yOffset * unit,
      advance: xAdvance * unit,
    }
  })
}

/** A face by its name, read and parsed at its first use. */
export const faceOf = memo((name: FaceName): Face => {
  const bytes = readFileSync(locate.resolve(files[name]))
  const kit = fontkit.create(bytes) as Font
  const unit = 1 / kit.unitsPerEm
  const shape = shapeWith(new hb.Font(new hb.Face(new hb.Blob(bytes), 0)), name)
  const glyphs = recent(4000, (key) => {
    const [script, text] = [key.slice(0, 4) as Script, key.slice(4)]
    return dealt(text, shape(text, script), unit)
  })
  return {
    name,
    bytes,
    kit,
    advanceOf: memo((gid: number) => kit.getGlyph(gid).advanceWidth * unit),
    has: (text) => codePoints(text.replace(JOINER, '')).every((one) => kit.hasGlyphForCodePoint(one)),
    shape,
    glyphs: (text, script) => glyphs(script + text),
  }
})
