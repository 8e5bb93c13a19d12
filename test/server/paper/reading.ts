import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsqr from 'jsqr'
import { PNG } from 'pngjs'

/** Its types put the function under `default`; what Node and Vitest import is the function itself. */
const readQr = jsqr as unknown as typeof jsqr.default
/** Runs a program of poppler on a PDF in a folder of its own. */
const poppler = <Read>(
  pdf: Buffer,
  read: (run: (program: string, ...words: string[]) => string, folder: string) => Read,
): Read => {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    const run = (program: string, ...words: string[]): string =>
      execFileSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
    return read(run, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
/** The text as it is copied, a page after the other. */
export const pagesOf = (pdf: Buffer): string[] =>
  poppler(pdf, (run) => run('pdftotext', '-raw', 'a.pdf', '-'))
    .split('\f')
    .slice(0, -1)
/** What `pdfinfo` and `pdffonts` say. */
export const factsOf = (pdf: Buffer): { info: string; fonts: string[] } =>
  poppler(pdf, (run) => ({
    info: run('pdfinfo', 'a.pdf'),
    fonts: run('pdffonts', 'a.pdf').trim().split('\n').slice(2),
  }))
/** The text that the structure tree carries, without the characters that only fill a glyph too many. */
export const structureOf = (pdf: Buffer): string =>
  poppler(pdf, (run) => run('pdfinfo', '-struct-text', 'a.pdf')).replaceAll('\u200b', '')
/** A part of a page in mm; all of it where none is said. */
type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
const crop = ({ x, y, width, height }: Area, dpi: number): string[] =>
  Object.entries({ '-x': x, '-y': y, '-W': width, '-H': height }).flatMap(([option, mm]) => [
    option,
    String(Math.round((mm / 25.4) * dpi)),
  ])
/** A page as a grey picture. */
export const pictureOf = (pdf: Buffer, dpi: number, area?: Area, page = 1): PNG =>
  poppler(pdf, (run, folder) => {
    const only = ['-f', String(page), '-l', String(page), ...(area === undefined ? [] : crop(area, dpi))]
    run('pdftoppm', '-gray', '-r', String(dpi), ...only, '-png', '-singlefile', 'a.pdf', 'a')
    return PNG.sync.read(readFileSync(join(folder, 'a.png')))
  })
/** What the QR in an area of a page says. */
export const qrOf = (pdf: Buffer, area: Area, page = 1): string | undefined => {
  const { data, width, height } = pictureOf(pdf, 150, area, page)
  return readQr(new Uint8ClampedArray(data), width, height)?.data
}
export const greyAt = ({ data, width }: PNG, x: number, y: number): number => data[4 * (y * width + x)] ?? 0

const BLOCK = 16
/** How far two pictures are apart: the mean over all, and over the worst square of 16 × 16; 255 where sizes differ. */
export const apart = (a: PNG, b: PNG): { mean: number; worst: number } => {
  if (a.width !== b.width || a.height !== b.height) return { mean: 255, worst: 255 }
  const sums = new Map<number, number>()
  for (let y = 0; y < a.height; y++)
    for (let x = 0; x < a.width; x++) {
      const block = Math.floor(y / BLOCK) * 1000 + Math.floor(x / BLOCK)
      sums.set(block, (sums.get(block) ?? 0) + Math.abs(greyAt(a, x, y) - greyAt(b, x, y)))
    }
  const all = [...sums.values()]
  return { mean: all.reduce((sum, one) => sum + one, 0) / (a.width * a.height), worst: Math.max(...all) / BLOCK ** 2 }
}
