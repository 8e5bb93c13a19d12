import PDFDocument from 'pdfkit'
import type { Font } from 'fontkit'
import type { Subset } from './subset.ts'

/**
 * What papers use of PDFKit beyond its typed face. Internals: the version is pinned exactly and golden tests hold it.
 */
export type PdfRef = { data: Record<string, unknown>; end: (bytes?: Buffer) => void }
export type PdfElement = {
  readonly dictionary: PdfRef
  add: (child: PdfElement | (() => void)) => PdfElement
  end: () => void
}
export type PdfFont = {
  readonly id: string
  subset: Subset
  /** By CID, in thousandths of an em. */
  widths: number[]
  /** By CID: the characters it stands for. */
  unicode: number[][]
  embed: () => unknown
  ref: () => PdfRef
}
export type PdfPage = { readonly fonts: Record<string, PdfRef>; readonly xobjects: Record<string, PdfRef> }
export type ElementOptions = { lang?: string; alt?: string; bbox?: number[]; scope?: string }
export type PdfDocument = {
  readonly page: PdfPage
  readonly _font: PdfFont
  ref: (entries?: Record<string, unknown>) => PdfRef
  font: (kit: Font, name: string) => void
  addPage: (options: { size: [number, number]; margin: number }) => void
  addContent: (operators: string) => void
  markContent: (tag: string, options: Record<string, unknown>) => void
  endMarkedContent: () => void
  struct: (tag: string, options: ElementOptions, children?: (() => void)[]) => PdfElement
  addStructure: (element: PdfElement) => void
  link: (x: number, y: number, width: number, height: number, url: string, options: Record<string, unknown>) => void
  on: ((event: 'data', listener: (chunk: Buffer) => void) => void) &
    ((event: 'end', listener: () => void) => void) &
    ((event: 'error', listener: (error: Error) => void) => void)
  end: () => void
}
/** What the file says of itself; `date` is the only one it knows. */
export type PaperInfo = {
  readonly title: string
  readonly subject: string
  readonly author: string
  readonly date: number
}

/** A tagged PDF 1.7 without a default font; PDF/A-2a and PDF/UA are intended, no validator has seen it. */
export const newDocument = (size: [number, number], { title, subject, author, date }: PaperInfo): PdfDocument => {
  const day = new Date(date)
  return new PDFDocument({
    size,
    margin: 0,
    // Types know no null: Helvetica would be loaded and embedded.
    font: null as unknown as string,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: 'km-KH',
    displayTitle: true,
    info: { Title: title, Subject: subject, Author: author, CreationDate: day, ModDate: day },
  }) as unknown as PdfDocument
}
