import { khmerDigits } from '#server/khmer'
import { INK, openSheet, specimenLine, stateHead, style, type Part, type Sheet } from '#server/paper/index'
import { pagesOf, type Page } from './transcript-pages.ts'
import { bottomOf, tablePage } from './transcript-table.ts'

/** Khmer with its English beside or below it. */
type Both = { readonly km: string; readonly en: string }
/** Everything on a transcript. Words, dates and figures come formatted; only `number`, `minutes` and `n` are put into Khmer digits. */
export type TranscriptPaper = {
  readonly motto: { readonly km: readonly [string, string] }
  readonly issuer: { readonly km: readonly [string, string]; readonly en: readonly [string, string] }
  readonly numberLabel: Both
  readonly number: string
  readonly title: Both
  /** The programme, under the Khmer title. */
  readonly programmeKm: string
  readonly person: {
    readonly honorific: string
    readonly nameKm: string
    readonly nameLatin: string
    readonly sexKm: string
    readonly positionKm: string
    readonly centreKm: string
    readonly centreEn: string
  }
  readonly tiers: readonly {
    readonly n: number
    readonly km: string
    readonly en: string
    /** «៦០១ នាទី · ១០ ម៉ោង» */
    readonly totalKm: string
    /** May be empty: the tier is shown with `words.none`. */
    readonly rows: readonly {
      readonly code: string
      readonly title: Both
      readonly date: string
      /** null: this row has no minutes of its own. */
      readonly minutes: number | null
      readonly result: string
      readonly evidence: string
      readonly isExempt: boolean
    }[]
  }[]
  /** «៣៤៣៦ នាទី ត្រូវនឹង ៥៧ ម៉ោង» and its English. */
  readonly total: Both
  /** «លើកលែង = ទទួលស្គាល់ការសិក្សាពីមុន»; empty draws none. */
  readonly noteKm: string
  readonly lunarKm: string
  readonly solarKm: string
  readonly signatory: { readonly postKm: string; readonly nameKm: string }
  /** Of a certificate that is valid; without one there is nothing to verify by. */
  readonly verify: {
    readonly labelKm: string
    readonly host: string
    readonly url: string
    readonly code: string
    readonly altKm: string
  } | null
  readonly words: {
    /** Labels with their ៖ */
    readonly name: string
    readonly sex: string
    readonly position: string
    readonly centre: string
    readonly total: string
    /** «គ្មាន», the row of a tier without any. */
    readonly none: string
    readonly columns: {
      readonly code: Both
      readonly title: Both
      readonly date: Both
      readonly minutes: Both
      readonly result: Both
      readonly evidence: Both
    }
    /** «ទំព័រ {page} នៃ {pages}»: the two places are filled in Khmer digits. */
    readonly page: string
  }
  readonly specimen: string | null
  /** Instant in ms: the file's date, so the same input gives the same bytes. */
  readonly issuedAt: number
}
/** Changes whenever the same input would be drawn otherwise. */
export const transcriptTemplate: string = 'transcript-1'

const WIDTH = 210
const HEIGHT = 297
const MARGIN = 14
const center = { align: 'center' } as const
const label = (text: string): Part => [`${text} `, style('text', 9.6, INK.soft)]

const heading = (sheet: Sheet, paper: TranscriptPaper): void => {
  stateHead(sheet, paper, {
    motto: { x: WIDTH / 2, y: [15.6, 22], size: [12, 10], crest: { y: 26.4, scale: 0.8 } },
    issuer: { x: 50, xEn: 160, width: 80, y: [31.6, 37.5, 43.4], size: 8.4, numberSize: 9, sizeEn: 7.8 },
  })
  const fit = { ...center, width: WIDTH - 2 * MARGIN, field: 'title' }
  sheet.line([paper.title.km, style('moul', 16, INK.teal)], WIDTH / 2, 52.4, { ...fit, tag: 'H1' })
  const programme: Part[] = [
    [paper.programmeKm, style('bold', 9.6)],
    [`  ${paper.title.en}`, style('bold', 9, INK.gold)],
  ]
  sheet.line(programme, WIDTH / 2, 59.2, fit)
}
const whose = (sheet: Sheet, { person, words }: TranscriptPaper): void => {
  const fit = { width: WIDTH - 2 * MARGIN, least: 0.7, field: 'person' }
  const bold = style('bold', 9.6)
  const called = [person.honorific, person.nameKm].filter((part) => part !== '').join(' ')
  const first: Part[] = [
    label(words.name),
    [called, style('bold', 10.2)],
    [`  ${person.nameLatin}   `, bold],
    label(words.sex),
    [`${person.sexKm}   `, bold],
    label(words.position),
    [person.positionKm, bold],
  ]
  sheet.line(first, MARGIN, 66.4, fit)
  const english: Part = [`  ${person.centreEn}`, style('text', 8.6, INK.soft)]
  sheet.line([label(words.centre), [person.centreKm, bold], english], MARGIN, 72.2, fit)
}
/** A further page says whose it is and which number it belongs to. */
const again = (sheet: Sheet, paper: TranscriptPaper): void => {
  const { person, number, numberLabel, title } = paper
  const fit = { width: 110, field: 'person' }
  const name: Part[] = [
    [`${title.km}  `, style('bold', 9.6, INK.teal)],
    [person.nameKm, style('bold', 9.6)],
    [`  ${person.nameLatin}`, style('bold', 9)],
  ]
  sheet.line(name, MARGIN, 16, fit)
  const right = { align: 'right', width: 68, field: 'number' } as const
  sheet.line([`${numberLabel.km} ${khmerDigits(number)}`, style('text', 9)], WIDTH - MARGIN, 16, right)
}
const verification = (sheet: Sheet, verify: NonNullable<TranscriptPaper['verify']>, end: number): void => {
  sheet.qr(verify.url, MARGIN - 2, end - 24.4, 25, verify.altKm)
  const beside = { width: 68, field: 'verify' }
  sheet.line([verify.labelKm, style('text', 8.4, INK.soft)], 39, end - 17.6, beside)
  sheet.line([verify.host, style('text', 9)], 39, end - 12.2, beside)
  sheet.line([verify.code.split('-').join('  '), style('bold', 10.5, INK.deep)], 39, end - 6.4, beside)
}
/** From the end of the table to the signatory's name: 40 mm of it stay clear for signature and seal. */
const SIGNING = 66
const LOWEST_NAME = 287
const closing = (sheet: Sheet, paper: TranscriptPaper, top: number): void => {
  const { lunarKm, solarKm, signatory, verify } = paper
  const end = Math.min(LOWEST_NAME, top + SIGNING)
  const fit = { ...center, width: 92, field: 'signatory' }
  sheet.line([lunarKm, style('text', 9.6)], 150, top + 6, { ...fit, field: 'lunarKm' })
  sheet.line([solarKm, style('text', 9.6)], 150, top + 11.8, { ...fit, field: 'solarKm' })
  sheet.line([signatory.postKm, style('moul', 10.6, INK.deep)], 150, top + 18.4, fit)
  sheet.line([signatory.nameKm, style('moul', 10)], 150, end, fit)
  if (verify !== null) verification(sheet, verify, end)
}
const numbered = (sheet: Sheet, paper: TranscriptPaper, page: number, pages: number): void => {
  if (pages === 1) return
  const text = paper.words.page.replace('{page}', khmerDigits(page)).replace('{pages}', khmerDigits(pages))
  sheet.line([text, style('text', 7.8, INK.soft)], WIDTH / 2, 292.4, { ...center, field: 'words.page' })
}
const pageOf = (sheet: Sheet, paper: TranscriptPaper, page: Page, at: number, all: number): void => {
  if (at > 1) sheet.nextPage()
  specimenLine(sheet, paper.specimen)
  if (at === 1) {
    heading(sheet, paper)
    whose(sheet, paper)
  } else again(sheet, paper)
  tablePage(sheet, paper, page)
  if (at === all) closing(sheet, paper, bottomOf(page))
  numbered(sheet, paper, at, all)
}

/** The transcript on a sheet that is not closed yet: what it says line by line is `drawn`. */
export const layTranscript = async (paper: TranscriptPaper): Promise<Sheet> => {
  const sheet = await openSheet(WIDTH, HEIGHT, {
    title: `${paper.title.km} ${paper.number}`,
    subject: paper.title.en,
    author: paper.issuer.en[1],
    date: paper.issuedAt,
  })
  const pages = pagesOf(paper.tiers)
  pages.forEach((page, i) => {
    pageOf(sheet, paper, page, i + 1, pages.length)
  })
  return sheet
}
/** Draws the transcript, on as many pages as it takes; throws an Error naming the field that does not fit. */
export const drawTranscript = async (paper: TranscriptPaper): Promise<Buffer> => (await layTranscript(paper)).finish()
