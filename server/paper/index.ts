/**
 * The front door of papers. Nothing of PDFKit, HarfBuzz or the font reader is loaded before the first sheet is opened:
 * a server that prints nothing does not carry them.
 */
import type { PaperInfo } from './pdfkit.ts'
import type { Sheet } from './sheet.ts'

export { backdrop } from './backdrop.ts'
export { columns, type Columns } from './columns.ts'
export { specimenLine, stateHead, type HeadMeasures, type HeadWords } from './head.ts'
export { INK, style, type Style } from './ink.ts'
export { crest } from './motifs.ts'
export type { Pen } from './pen.ts'
export { Misfit } from './misfit.ts'
export type { PaperInfo } from './pdfkit.ts'
export type { Fit, Part, Sheet } from './sheet.ts'

/** A new sheet of `width` × `height` mm. */
export const openSheet = async (width: number, height: number, info: PaperInfo): Promise<Sheet> => {
  const { Sheet: Made } = await import('./sheet.ts')
  return new Made(width, height, info)
}
