import { codePoints, faceOf, type Face, type FaceName, type Glyphed } from '../khmer/type.ts'
import type { PdfDocument, PdfFont } from './pdfkit.ts'
import { subsetOf } from './subset.ts'

/** A face as one document embeds it. */
export type Slot = { readonly face: Face; readonly font: PdfFont; readonly cid: (glyph: Glyphed) => string }
const slots = new WeakMap<PdfDocument, Map<FaceName, Slot>>()

const thousandths = (ems: number): number => Math.round(ems * 1e4) / 10

/** PDFKit writes an identity map; ours says which glyph of the subset each CID draws, two bytes each. */
const mapOnEmbed = (doc: PdfDocument, font: PdfFont, gids: readonly number[]): void => {
  const embed = font.embed.bind(font)
  font.embed = () => {
    const ref = doc.ref.bind(doc)
    doc.ref = (entries) => {
      if (entries?.Subtype === 'CIDFontType2') {
        const map = ref()
        map.end(Buffer.from(gids.flatMap((gid) => [gid >> 8, gid & 255])))
        entries.CIDToGIDMap = map
      }
      return ref(entries)
    }
    try {
      return embed()
    } finally {
      doc.ref = ref
    }
  }
}

/** One CID for each (glyph, text): the same glyph may stand for different letters and give each of them back. */
const open = (doc: PdfDocument, name: FaceName): Slot => {
  const face = faceOf(name)
  doc.font(face.kit, name)
  const font = doc._font
  const known = new Map<string, string>()
  const gids = [0]
  font.subset = subsetOf(face.bytes)
  font.widths = [thousandths(face.advanceOf(0))]
  font.unicode = [[0]]
  const cid = ({ gid, text }: Glyphed): string => {
    const key = `${String(gid)}|${text}`
    const old = known.get(key)
    if (old !== undefined) return old
    const made = gids.length.toString(16).padStart(4, '0')
    known.set(key, made)
    font.widths[gids.length] = thousandths(face.advanceOf(gid))
    font.unicode[gids.length] = codePoints(text)
    gids.push(font.subset.includeGlyph(gid))
    return made
  }
  mapOnEmbed(doc, font, gids)
  return { face, font, cid }
}

/** The face in this document, opened at its first use. */
export const slotOf = (doc: PdfDocument, name: FaceName): Slot => {
  const own = slots.get(doc) ?? new Map<FaceName, Slot>()
  slots.set(doc, own)
  const slot = own.get(name) ?? open(doc, name)
  own.set(name, slot)
  return slot
}
