import { store } from '#server/khmer'
import { breakLines, emsOf } from '../khmer/type.ts'
import type { Backdrop } from './backdrop.ts'
import type { Style } from './ink.ts'
import { Misfit, naming } from './misfit.ts'
import { MM, Pen, rgb, short } from './pen.ts'
import { newDocument, type ElementOptions, type PaperInfo, type PdfDocument, type PdfElement } from './pdfkit.ts'
import { qr } from './qr.ts'
import { showLine } from './show.ts'

/** Text in one style; several make a line. */
export type Part = readonly [text: string, style: Style]
export type Place = {
  readonly align?: 'left' | 'center' | 'right'
  /** Its element in the structure tree; a paragraph unless said otherwise. */
  readonly tag?: string
  /** What it is, for the error that says it does not fit. */
  readonly field?: string
}
/** A line gets smaller down to `least` of its size where it would be wider than `width` mm. */
export type Fit = Place & { readonly width?: number; readonly least?: number }
export type Flow = Place & { readonly leading?: number; readonly most: number; readonly keep?: readonly string[] }

const KHMER = /[\u1780-\u17ff]/
const langOf = (text: string): 'km' | 'en' => (KHMER.test(text) ? 'km' : 'en')
const LEAST = 0.8
const STEP = 0.02
/** A break hint of the author's; it has no ink. */
const HINT = /\u200b/g

const scaled = (style: Style, by: number): Style => ({ ...style, size: style.size * by })
const textOf = (parts: readonly Part[]): string => parts.map(([text]) => text).join('')
const widthOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, [text, { faces, size }]) => sum + emsOf(text, faces) * size, 0) / MM
const assertStored = (text: string, field: string): void => {
  if (text !== store(text)) throw new Misfit(field, `${field} is not in the stored form: ${JSON.stringify(text)}`)
}
const misfit = (field: string, room: string, text: string): Misfit =>
  new Misfit(field, `${field} does not fit ${room}: ${JSON.stringify(text)}`)
const scaleFor = (parts: readonly Part[], width: number, least: number, field: string): number => {
  const needed = widthOf(parts)
  if (needed <= width) return 1
  const by = 1 - STEP * Math.ceil((1 - width / needed) / STEP)
  if (by < least - 1e-9) throw misfit(field, `${String(width)} mm`, textOf(parts))
  return by
}

/**
 * A tagged sheet in millimetres, y down from the upper edge. Every line is one Span with its ActualText in the structure
 * tree. Refuses text that is not `store()`d, letters without a glyph, and whatever does not fit: an overlap or a cut
 * name is worse than no paper. Made by `openSheet`, which loads what it needs.
 */
export class Sheet {
  /** The lines drawn so far, as they must come back when the paper is copied. */
  readonly drawn: string[] = []
  readonly width: number
  readonly height: number
  readonly #doc: PdfDocument
  readonly #root: PdfElement
  readonly #chunks: Buffer[] = []
  #parent: PdfElement

  constructor(width: number, height: number, info: PaperInfo) {
    for (const text of [info.title, info.subject, info.author]) assertStored(text, 'a title')
    this.width = width
    this.height = height
    this.#doc = newDocument([width * MM, height * MM], info)
    this.#doc.on('data', (chunk) => void this.#chunks.push(chunk))
    this.#root = this.#doc.struct('Document', { lang: 'km-KH' })
    this.#doc.addStructure(this.#root)
    this.#parent = this.#root
  }

  /** Begins a further page of the same size. */
  nextPage(): void {
    this.#doc.addPage({ size: [this.width * MM, this.height * MM], margin: 0 })
  }
  /** What `draw` puts down stands inside an element: a table, its row, a cell, a list. */
  within(tag: string, draw: () => void, attributes?: Record<string, unknown>): void {
    const element = this.#doc.struct(tag, {})
    if (attributes !== undefined) element.dictionary.data.A = attributes
    const outer = this.#parent
    outer.add(element)
    this.#parent = element
    draw()
    element.end()
    this.#parent = outer
  }
  /** Drawing that is not read aloud. */
  artifact(draw: (pen: Pen) => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' })
    this.#ink(draw)
    this.#doc.endMarkedContent()
  }
  /** Frame and ground of the page, behind all else. */
  backdrop({ bytes, width, height }: Backdrop): void {
    const entries = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width * MM, height * MM], Resources: {} }
    const form = this.#doc.ref({ ...entries, Filter: 'FlateDecode' })
    form.end(bytes)
    this.#doc.page.xobjects.Ground = form
    this.#doc.markContent('Artifact', { type: 'Background' })
    this.#doc.addContent(`q 1 0 0 -1 0 ${short(this.height * MM)} cm /Ground Do Q`)
    this.#doc.endMarkedContent()
  }
  /** One line; x is its left end, middle or right end, y its baseline. An empty one draws nothing. */
  line(parts: Part | readonly Part[], x: number, y: number, fit: Fit = {}): void {
    const { align = 'left', tag = 'P', width = Infinity, least = LEAST, field = 'a line' } = fit
    const all = partsOf(parts)
    if (all.length === 0) return
    assertStored(textOf(all), field)
    const by = naming(field, () => scaleFor(all, width, least, field))
    const sized = by === 1 ? all : all.map(([text, style]): Part => [text, scaled(style, by)])
    this.#tell(tag, textOf(all), [() => void this.#show(sized, x, y, align)])
  }
  /** Width of a line in mm as it would be drawn unshrunk; `field` as in `Place`. */
  widthOf(parts: readonly Part[], field: string): number {
    return naming(field, () => widthOf(parts))
  }
  /** A paragraph in at most `most` lines, smaller down to four fifths where it takes more; the baseline of its last line. */
  paragraph([given, style]: Part, x: number, y: number, width: number, flow: Flow): number {
    const { align = 'left', tag = 'P', leading = 1.75, most, keep = [], field = 'a paragraph' } = flow
    const text = given.replace(HINT, '')
    if (text === '') return y
    assertStored(text, field)
    for (let by = 1; by >= LEAST; by -= STEP) {
      const sized = scaled(style, by)
      const measure = (line: string): number => widthOf([[line, sized]])
      const lines = naming(field, () => breakLines(text, keep, measure, width))
      if (lines.length > most || lines.some((line) => widthOf([[line, sized]]) > width)) continue
      const step = (sized.size * leading) / MM
      const draw = lines.map((line, i) => () => void this.#show([[line, sized]], x, y + i * step, align))
      this.#tell(tag, text, draw)
      return y + (lines.length - 1) * step
    }
    throw misfit(field, `${String(most)} lines of ${String(width)} mm`, text)
  }
  /** The QR of an address in a square of `side` mm, all of it a link; `alt` says what it is. */
  qr(url: string, x: number, y: number, side: number, alt: string): void {
    assertStored(alt, 'the QR')
    const bbox = [x, y, x + side, y + side].map((value) => value * MM)
    const draw = (): void => void this.#ink((pen) => void qr(pen, url, x, y, side))
    this.#parent.add(this.#doc.struct('Figure', { alt, lang: langOf(alt), bbox }, [draw]))
    const link = this.#doc.struct('Link', {})
    this.#parent.add(link)
    // PDFKit writes a String object as text, a plain one as a name.
    const options = { structParent: link, Contents: Object(alt) as unknown }
    this.#doc.link(x * MM, y * MM, side * MM, side * MM, url, options)
    link.end()
  }
  /** Closes the paper: its bytes, the same ones again for the same drawing. */
  async finish(): Promise<Buffer> {
    this.#root.end()
    const bytes = new Promise<Buffer>((resolve, reject) => {
      this.#doc.on('end', () => void resolve(Buffer.concat(this.#chunks)))
      this.#doc.on('error', reject)
    })
    this.#doc.end()
    return bytes
  }

  #ink(draw: (pen: Pen) => void): void {
    const pen = new Pen().add('q', `${short(MM)} 0 0 ${short(MM)} 0 0 cm`)
    draw(pen)
    this.#doc.addContent(pen.add('Q').toString())
  }
  #tell(tag: string, text: string, draw: (() => void)[]): void {
    const options: ElementOptions = langOf(text) === 'en' ? { lang: 'en' } : {}
    this.#parent.add(this.#doc.struct(tag, options, draw))
  }
  #show(parts: readonly Part[], x: number, y: number, align: 'left' | 'center' | 'right'): void {
    const actual = textOf(parts)
    const total = widthOf(parts)
    let pen = (x - { left: 0, center: total / 2, right: total }[align]) * MM
    this.#doc.markContent('Span', { actual, lang: langOf(actual) })
    const ops = parts.map(([text, style]) => {
      const shown = `${rgb(style.colour)} rg ${showLine(this.#doc, text, style, pen, (this.height - y) * MM)}`
      pen += emsOf(text, style.faces) * style.size
      return shown
    })
    this.#doc.addContent(`q 1 0 0 -1 0 ${short(this.height * MM)} cm ${ops.join(' ')} Q`)
    this.#doc.endMarkedContent()
    this.drawn.push(actual)
  }
}

const isOne = (parts: Part | readonly Part[]): parts is Part => typeof parts[0] === 'string'
const partsOf = (parts: Part | readonly Part[]): readonly Part[] =>
  (isOne(parts) ? [parts] : parts)
    .map(([text, style]): Part => [text.replace(HINT, ''), style])
    .filter(([text]) => text !== '')
