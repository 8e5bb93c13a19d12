import { runsOf, type Run } from '../khmer/type.ts'
import { slotOf } from './embed.ts'
import type { Style } from './ink.ts'
import type { PdfDocument } from './pdfkit.ts'

const number = (value: number): string => String(Math.round(value * 1000) / 1000)

/** The operators of one run. Advances that are not the glyph's own go into TJ; a glyph that is moved gets a matrix. */
function showRun(doc: PdfDocument, run: Run, size: number, x: number, y: number): string[] {
  const { face, font, cid } = slotOf(doc, run.face)
  doc.page.fonts[font.id] ??= font.ref()
  const out = [`/${font.id} ${number(size)} Tf`]
  let [pen, codes, isMoved] = [x, '', true]
  const flush = (): void => {
    if (codes !== '') out.push(`[${codes.replaceAll('><', '')}] TJ`)
    codes = ''
  }
  for (const glyph of face.glyphs(run.text, run.script)) {
    const hasOffset = glyph.dx !== 0 || glyph.dy !== 0
    if (isMoved || hasOffset) {
      flush()
      out.push(`1 0 0 1 ${number(pen + glyph.dx * size)} ${number(y + glyph.dy * size)} Tm`)
    }
    const extra = face.advanceOf(glyph.gid) - glyph.advance
    codes += `<${cid(glyph)}>${Math.abs(extra) > 1e-6 ? number(extra * 1000) : ''}`
    pen += glyph.advance * size
    isMoved = hasOffset
  }
  flush()
  return out
}

/** Operators that draw a line from (x, y) in points, y up. */
export function showLine(doc: PdfDocument, text: string, style: Style, x: number, y: number): string {
  const out: string[] = []
  let pen = x
  for (const run of runsOf(text, style.faces)) {
    out.push(...showRun(doc, run, style.size, pen, y))
    pen += run.width * style.size
  }
  return `BT ${out.join(' ')} ET`
}
