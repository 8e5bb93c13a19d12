import { khmerDigits } from '#server/khmer'
import { INK, openSheet, specimenLine, stateHead, style, type Part, type Sheet } from '#server/paper/index'
import { gridOf, tableOf, type Grid } from './sheet-table.ts'

/** Khmer with its English below it. */
type Both = { readonly km: string; readonly en: string }
/** Everything on an attendance sheet. Never a disability. */
export type AttendanceSheetPaper = {
  readonly motto: { readonly km: readonly [string, string] }
  readonly issuer: { readonly km: readonly [string, string] }
  readonly numberLabelKm: string
  /** With Latin digits; shown in Khmer digits. */
  readonly number: string
  readonly titleKm: string
  readonly titleEn: string
  readonly activity: string
  readonly venue: string
  readonly dates: string
  /** Empty where there is none. */
  readonly project: string
  /** One to five days, as the column head says them. */
  readonly days: readonly string[]
  readonly people: readonly {
    readonly nameKm: string
    readonly nameLatin: string
    readonly sexKm: string
    /** «២៥–៣៤»; empty where not known. */
    readonly ageBand: string
    readonly position: string
    readonly centre: string
    readonly province: string
    readonly phone: string
    readonly isPhotoAgreed: boolean
  }[]
  /** «២០ នាក់  ស្រី ១១ នាក់  ប្រុស ៩ នាក់» and "Listed: 20 persons, 11 women, 9 men". */
  readonly totals: Both
  readonly sheet: { readonly code: string; readonly url: string; readonly altKm: string }
  readonly words: {
    /** Labels with their ៖ */
    readonly activity: string
    readonly venue: string
    readonly dates: string
    readonly project: string
    readonly listed: string
    readonly trainer: string
    readonly signature: string
    readonly chief: string
    readonly day: string
    readonly sheetCode: string
    readonly presentWomen: string
    readonly presentMen: string
    /** «ទំព័រ {page} នៃ {pages}»: the two places are filled in Khmer digits. */
    readonly page: string
    readonly columns: {
      readonly no: Both
      readonly nameKm: Both
      readonly nameLatin: Both
      readonly sex: Both
      readonly ageBand: Both
      readonly position: Both
      readonly centre: Both
      readonly province: Both
      readonly phone: Both
      readonly morning: Both
      readonly afternoon: Both
      readonly photo: Both
    }
  }
  readonly specimen: string | null
  /** Instant in ms: the file's date, so the same input gives the same bytes. */
  readonly madeAt: number
}

const WIDTH = 297
const HEIGHT = 210
const MARGIN = 11
const ROWS = 20
const QR = 24
const center = { align: 'center' } as const

const labelled = (sheet: Sheet, label: string, value: string, x: number, y: number, width: number): void => {
  if (value === '') return
  const parts: Part[] = [
    [`${label} `, style('text', 9, INK.soft)],
    [value, style('bold', 9)],
  ]
  sheet.line(parts, x, y, { width, least: 0.7, field: label })
}
const heading = (sheet: Sheet, paper: AttendanceSheetPaper): void => {
  const { words } = paper
  stateHead(
    sheet,
    { ...paper, numberLabel: { km: paper.numberLabelKm } },
    {
      motto: { x: WIDTH / 2, y: [13.4, 19.2], size: [11, 9], crest: { y: 23, scale: 0.72 } },
      issuer: { x: 46, width: 72, y: [13.4, 19.2, 25], size: 8, numberSize: 8.4 },
    },
  )
  sheet.line([paper.titleKm, style('moul', 14, INK.teal)], WIDTH / 2, 32, {
    ...center,
    tag: 'H1',
    width: 120,
    field: 'titleKm',
  })
  labelled(sheet, words.activity, paper.activity, MARGIN, 37.8, 160)
  labelled(sheet, words.venue, paper.venue, MARGIN, 43, 160)
  labelled(sheet, words.dates, paper.dates, 176, 37.8, 110)
  labelled(sheet, words.project, paper.project, 176, 43, 110)
}
const corner = (sheet: Sheet, { sheet: { code, url, altKm }, words }: AttendanceSheetPaper, page: string): void => {
  sheet.qr(url, WIDTH - MARGIN - QR + 2, 7.4, QR, altKm)
  const right = { align: 'right', width: 40, field: 'sheet.code' } as const
  const x = WIDTH - MARGIN - QR - 0.6
  sheet.line([words.sheetCode, style('text', 7.4, INK.soft)], x, 18.4, right)
  sheet.line([code, style('bold', 8.6, INK.deep)], x, 23, right)
  sheet.line([page, style('text', 7.4, INK.soft)], x, 28, right)
}
/** Who signs the page, on dotted lines that share its width. */
const signing = (sheet: Sheet, { words }: AttendanceSheetPaper): void => {
  const y = 202.4
  const places = [
    [words.trainer, MARGIN, 77],
    [words.signature, 92, 68],
    [words.chief, 166, 74],
    [words.day, 245, 41],
  ] as const
  for (const [text, x, width] of places) {
    const part: Part = [text, style('text', 9)]
    sheet.line(part, x, y, { width: width - 12, field: 'words' })
    const from = x + Math.min(sheet.widthOf([part], 'words'), width - 12) + 1.4
    sheet.artifact((pen) => {
      pen
        .add('[.01 .9] 0 d 1 J')
        .stroke(INK.soft, 0.22)
        .line(from, y + 0.6, x + width, y + 0.6)
    })
  }
}
const numbered = ({ words }: AttendanceSheetPaper, page: number, pages: number): string =>
  pages === 1 ? '' : words.page.replace('{page}', khmerDigits(page)).replace('{pages}', khmerDigits(pages))
const pageOf = (sheet: Sheet, paper: AttendanceSheetPaper, grid: Grid, page: number, pages: number): void => {
  if (page > 1) sheet.nextPage()
  specimenLine(sheet, paper.specimen)
  heading(sheet, paper)
  corner(sheet, paper, numbered(paper, page, pages))
  tableOf(sheet, paper, grid, (page - 1) * ROWS, page === pages)
  signing(sheet, paper)
}

/** The sheet before it is closed: what it says line by line is `drawn`. */
export const layAttendanceSheet = async (paper: AttendanceSheetPaper): Promise<Sheet> => {
  const grid = gridOf(paper.days.length, ROWS)
  const sheet = await openSheet(WIDTH, HEIGHT, {
    title: `${paper.titleKm} ${paper.sheet.code}`,
    subject: paper.titleEn,
    author: paper.issuer.km[1],
    date: paper.madeAt,
  })
  const pages = Math.max(1, Math.ceil(paper.people.length / ROWS))
  for (let page = 1; page <= pages; page++) pageOf(sheet, paper, grid, page, pages)
  return sheet
}
/** Draws the sheet, twenty people a page, each page with its own head; throws an Error naming what does not fit. */
export const drawAttendanceSheet = async (paper: AttendanceSheetPaper): Promise<Buffer> =>
  (await layAttendanceSheet(paper)).finish()
