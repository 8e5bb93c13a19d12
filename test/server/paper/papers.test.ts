import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { layCertificate } from '../../../modules/certificates/paper/certificate.ts'
import { layTranscript } from '../../../modules/certificates/paper/transcript.ts'
import { layAttendanceSheet } from '../../../modules/events/sheet-paper.ts'
import type { Sheet } from '../../../server/paper/sheet.ts'
import { paperNeeds } from '../../support/setup/needs.ts'
import { install } from '../../support/setup/packages.ts'
import { apart, factsOf, pagesOf, pictureOf, qrOf, structureOf } from './reading.ts'
import { sheetOf } from './samples-sheet.ts'
import { longTranscript, transcript } from './samples-transcript.ts'
import { certificate, participation, verify } from './samples.ts'

const papers: Record<string, () => Promise<Sheet>> = {
  'certificate-landscape': () => layCertificate(certificate, 'landscape'),
  'certificate-portrait': () => layCertificate(certificate, 'portrait'),
  'participation-landscape': () => layCertificate(participation, 'landscape'),
  'attendance-sheet': () => layAttendanceSheet(sheetOf(20, 2)),
  'attendance-sheet-long': () => layAttendanceSheet(sheetOf(25, 5)),
  transcript: () => layTranscript(transcript),
  'transcript-long': () => layTranscript(longTranscript(18)),
}
/** Those whose picture somebody has looked at, beside the study. `PICTURES=new` writes them anew: look again. */
const reviewed = ['certificate-landscape', 'certificate-portrait', 'attendance-sheet', 'transcript']
const pictureFile = (name: string): string => fileURLToPath(new URL(`pictures/${name}.png`, import.meta.url))

beforeAll(() => {
  install(paperNeeds)
}, 120_000)

describe.each(Object.keys(papers))('%s', (name) => {
  let pdf: Buffer = Buffer.alloc(0)
  let drawn: readonly string[] = []
  beforeAll(async () => {
    const sheet = await papers[name]?.()
    if (sheet === undefined) throw new Error(name)
    pdf = await sheet.finish()
    drawn = sheet.drawn
  })
  test('gives its text back line by line', () => {
    const text = ` ${pagesOf(pdf).join('').replaceAll('\n', ' ')} `
    expect(drawn.filter((line) => !text.includes(` ${line.trim()} `))).toEqual([])
  })
  // The reader asks for a page's text element by element: on a long table it takes a second.
  test.runIf(name === 'certificate-landscape')('carries its text in the structure tree', () => {
    const structure = structureOf(pdf)
    expect(drawn.filter((line) => !structure.includes(`"${line}"`))).toEqual([])
  })
  test('is a small tagged PDF 1.7 with embedded subsets and nothing transparent', () => {
    const { info, fonts } = factsOf(pdf)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/PDF version:\s+1\.7/)
    expect(fonts.filter((font) => !/^[A-Z]{6}\+.* yes yes yes /.test(font))).toEqual([])
    expect(pdf.length).toBeLessThan(200 * 1024)
    expect(pdf.toString('latin1')).not.toMatch(/\/(?:SMask|CA|ca) /)
  })
  test('is the same bytes when it is drawn again', async () => {
    expect((await (await papers[name]?.())?.finish())?.equals(pdf)).toBe(true)
  })
  test.runIf(reviewed.includes(name))('looks as it was reviewed', () => {
    const picture = pictureOf(pdf, 50)
    const file = pictureFile(name)
    if (process.env.PICTURES === 'new' || !existsSync(file))
      writeFileSync(file, PNG.sync.write(picture, { colorType: 0 }))
    const { mean, worst } = apart(picture, PNG.sync.read(readFileSync(file)))
    expect(mean).toBeLessThan(1)
    expect(worst).toBeLessThan(24)
  })
})

test.each([
  ['certificate-landscape', verify.url, { x: 28, y: 158 }],
  ['certificate-portrait', verify.url, { x: 33, y: 233 }],
  ['transcript', verify.url, { x: 10, y: 259 }],
  ['attendance-sheet', sheetOf(1, 1).sheet.url, { x: 260, y: 5 }],
])('the QR of the %s is read back', async (name, url, place) => {
  const pdf = await (await papers[name]?.())?.finish()
  expect(qrOf(pdf ?? Buffer.alloc(0), { ...place, width: 34, height: 34 })).toBe(url)
})
