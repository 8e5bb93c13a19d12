import { beforeAll, describe, expect, test } from 'vitest'
import {
  drawCertificate,
  layCertificate,
  type CertificatePaper,
} from '../../../modules/certificates/paper/certificate.ts'
import { pagesOf as sharedOut } from '../../../modules/certificates/paper/transcript-pages.ts'
import { drawTranscript } from '../../../modules/certificates/paper/transcript.ts'
import { drawAttendanceSheet } from '../../../modules/events/sheet-paper.ts'
import { paperNeeds } from '../../support/setup/needs.ts'
import { install } from '../../support/setup/packages.ts'
import { greyAt, pagesOf, pictureOf, qrOf } from './reading.ts'
import { sheetOf } from './samples-sheet.ts'
import { longTranscript, transcript } from './samples-transcript.ts'
import { certificate, participation } from './samples.ts'

beforeAll(() => {
  install(paperNeeds)
}, 120_000)

const named = (nameKm: string, nameLatin: string): CertificatePaper => ({
  ...certificate,
  person: { ...certificate.person, honorific: 'លោកជំទាវ', nameKm, nameLatin },
})

describe('a certificate', () => {
  const [longKm, longLatin] = ['ហង្សព្រហ្មវិជ័យ សុវត្ថិភាពបុប្ផារតនាទេវី', 'HANGSAPROMVICHEY SOVATTHIPHEAP BOPHARATANATEVY']
  test('gives a long name whole, smaller on one line', async () => {
    const { drawn } = await layCertificate(named(longKm, longLatin), 'landscape')
    expect(drawn).toContain(`លោកជំទាវ ${longKm}   ${longLatin}`)
  })
  test('gives its Latin letters a line of their own where one line would be too small to read', async () => {
    const { drawn } = await layCertificate(named(longKm, longLatin), 'portrait')
    expect(drawn).toContain(`លោកជំទាវ ${longKm}`)
    expect(drawn).toContain(longLatin)
  })
  test('refuses a name that no size can hold, by the name of its field', async () => {
    await expect(drawCertificate(named('សុវត្ថិភាព '.repeat(16).trim(), 'A'), 'portrait')).rejects.toThrow(
      /person name does not fit/,
    )
  })
  test('refuses a body that would run into what follows', async () => {
    const paper = { ...certificate, bodyKm: certificate.bodyKm.repeat(3) }
    await expect(drawCertificate(paper, 'landscape')).rejects.toThrow(/bodyKm does not fit 2 lines/)
  })
  test('refuses text that is not in the stored form', async () => {
    await expect(drawCertificate(named('ស្រ្តី', 'STREY'), 'landscape')).rejects.toThrow(/person name.*stored form/)
  })
  test('refuses a letter that no face has', async () => {
    await expect(drawCertificate(named('សុខ 漢', 'SOK'), 'landscape')).rejects.toThrow(/U\+6F22/)
  })
  test('draws no road where there are no stations', async () => {
    const { drawn } = await layCertificate(participation, 'landscape')
    expect(drawn).not.toContain('១')
    expect((await layCertificate(certificate, 'landscape')).drawn).toContain('១')
  })
  test.each([
    ['landscape', { x: 209, y: 120, width: 40, height: 75 }],
    ['portrait', { x: 121, y: 205, width: 40, height: 77 }],
  ] as const)('in %s keeps four centimetres clear for signature and seal', async (layout, area) => {
    const dpi = 100
    const picture = pictureOf(await drawCertificate(certificate, layout), dpi, area)
    let [longest, run] = [0, 0]
    for (let y = 0; y < picture.height; y++) {
      const isClear = Array.from({ length: picture.width }, (_, x) => greyAt(picture, x, y)).every((grey) => grey > 160)
      run = isClear ? run + 1 : 0
      longest = Math.max(longest, run)
    }
    expect((longest / dpi) * 25.4).toBeGreaterThanOrEqual(40)
  })
})

/** The most mm in a row without ink, between the English sentence and the date below it. */
const clearAbove = async (paper: CertificatePaper): Promise<number> => {
  const dpi = 200
  const picture = pictureOf(await drawCertificate(paper, 'landscape'), dpi, { x: 183, y: 121, width: 92, height: 10 })
  let [longest, run] = [0, 0]
  for (let y = 0; y < picture.height; y++) {
    const isClear = Array.from({ length: picture.width }, (_, x) => greyAt(picture, x, y)).every((grey) => grey > 160)
    run = isClear ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return (longest / dpi) * 25.4
}
test.each([
  ['with a road', certificate],
  ['without one', { ...certificate, stations: [] }],
])('a certificate %s and two lines of each language keeps them apart from the date', async (_, paper) => {
  expect(await clearAbove(paper)).toBeGreaterThan(1.5)
})

describe('an attendance sheet', () => {
  test.each([1, 2, 3, 4, 5])('is drawn for %i days', async (days) => {
    const paper = sheetOf(20, days)
    const [page = ''] = pagesOf(await drawAttendanceSheet(paper))
    for (const day of paper.days) expect(page).toContain(day)
  })
  test('for six days is refused', async () => {
    await expect(drawAttendanceSheet({ ...sheetOf(1, 5), days: Array<string>(6).fill('ថ្ងៃ') })).rejects.toThrow(/days/)
  })
  test('of 25 people has a second page with its own head, QR and number; totals stand on the last', async () => {
    const paper = sheetOf(25, 2)
    const pdf = await drawAttendanceSheet(paper)
    const pages = pagesOf(pdf)
    expect(pages).toHaveLength(2)
    for (const page of pages)
      for (const line of [paper.titleKm, paper.activity, paper.words.columns.nameLatin.km]) expect(page).toContain(line)
    expect(pages.map((page) => page.includes(paper.totals.en))).toEqual([false, true])
    expect(pages[0]).toContain('ទំព័រ ១ នៃ ២')
    expect(pages[1]).toContain('ទំព័រ ២ នៃ ២')
    expect(qrOf(pdf, { x: 260, y: 5, width: 34, height: 34 }, 2)).toBe(paper.sheet.url)
  })
  test('refuses a cell that does not fit', async () => {
    const paper = sheetOf(1, 2)
    const people = paper.people.map((one) => ({ ...one, centre: one.centre.repeat(3) }))
    await expect(drawAttendanceSheet({ ...paper, people })).rejects.toThrow(/people KEO DARANY does not fit/)
  })
})

describe('a transcript', () => {
  test('of many rows goes on with its own table head, signed on the last page only', async () => {
    const paper = longTranscript(18)
    const pages = pagesOf(await drawTranscript(paper))
    expect(pages).toHaveLength(2)
    for (const page of pages) {
      expect(page).toContain(paper.words.columns.evidence.km)
      expect(page).toContain(paper.person.nameLatin)
    }
    expect(pages.map((page) => page.includes(paper.signatory.postKm))).toEqual([false, true])
    expect(pages.map((page) => page.match(/^W\d+/gm)?.length)).toEqual([13, 5])
    expect(pages[1]).toContain('ទំព័រ ២ នៃ ២')
  })
  test.each([0, 4, 5, 6, 12, 13, 14, 15, 40, 60])(
    'with %i rows in its last tier loses none and signs beside rows',
    (rows) => {
      const { tiers } = longTranscript(rows)
      const pages = sharedOut(tiers).map(({ blocks }) => blocks.flatMap((block) => block.rows.map((row) => row?.code)))
      expect(pages.flat()).toEqual(
        tiers.flatMap((tier) => (tier.rows.length === 0 ? [undefined] : tier.rows.map(({ code }) => code))),
      )
      expect(pages.filter((codes) => codes.length === 0)).toEqual([])
    },
  )
  test('of one page has no page number', async () => {
    const pages = pagesOf(await drawTranscript(transcript))
    expect(pages).toHaveLength(1)
    expect(pages[0]).not.toContain('ទំព័រ')
  })
})
