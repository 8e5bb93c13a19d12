import { khmerDigits } from '#server/khmer'
import { columns, INK, style, type Fit, type Pen, type Sheet } from '#server/paper/index'
import { BAND, HEAD, ROW, tableEnd, TOTAL, type Block, type Page, type Row } from './transcript-pages.ts'
import type { TranscriptPaper } from './transcript.ts'

const MARGIN = 14
const RIGHT = 196
const WIDTH = RIGHT - MARGIN
const grid = columns(MARGIN, [11, 84, 24, 14, 22, 27])
const names = ['code', 'title', 'date', 'minutes', 'result', 'evidence'] as const
const center = { align: 'center' } as const
const least = 0.7

/** Where what follows the table of a page may begin. */
export const bottomOf = (page: Page): number => tableEnd(page) + (page.isLast ? TOTAL : 0)

const rulesOfBlock = (pen: Pen, { rows }: Block, y: number): number => {
  const end = y + BAND + rows.length * ROW
  pen.fill(INK.mist).rect(MARGIN, y, WIDTH, BAND).add('f').stroke(INK.teal, 0.2).line(MARGIN, y, RIGHT, y)
  pen.stroke(INK.hair, 0.13)
  rows.slice(1).forEach((_, i) => pen.line(MARGIN, y + BAND + (i + 1) * ROW, RIGHT, y + BAND + (i + 1) * ROW))
  if (rows[0] !== null) for (const x of grid.edges.slice(1, -1)) pen.line(x, y + BAND, x, end)
  return end
}
const rules = (pen: Pen, page: Page): void => {
  const { top, blocks, isLast } = page
  pen.fill(INK.teal).rect(MARGIN, top, WIDTH, HEAD).add('f')
  const end = blocks.reduce((y, block) => rulesOfBlock(pen, block, y), top + HEAD)
  if (isLast) pen.fill(INK.pale).rect(MARGIN, end, WIDTH, TOTAL).add('f')
  pen
    .stroke(INK.teal, 0.3)
    .rect(MARGIN, top, WIDTH, bottomOf(page) - top)
    .add('S')
  if (isLast) pen.line(MARGIN, end, RIGHT, end)
}

const headRow = (sheet: Sheet, words: TranscriptPaper['words'], top: number): void => {
  names.forEach((name, i) => {
    const { km, en } = words.columns[name]
    const fit = { ...center, width: grid.width(i) - 1, least, field: `words.columns.${name}` }
    sheet.within(
      'TH',
      () => {
        sheet.line([km, style('bold', 8.2, INK.paper)], grid.middle(i), top + 3.9, fit)
        sheet.line([en, style('text', 6, INK.mist)], grid.middle(i), top + 6.8, fit)
      },
      { O: 'Table', Scope: 'Column' },
    )
  })
}
const band = (sheet: Sheet, { tier }: Block, y: number): void => {
  const { n, km, en, totalKm } = tier
  const field = `tiers ${String(n)}`
  sheet.line(
    [
      [`${khmerDigits(n)}. ${km}`, style('bold', 9, INK.deep)],
      [`   ${en}`, style('bold', 7.4, INK.soft)],
    ],
    MARGIN + 2,
    y + 3.9,
    { width: 124, field },
  )
  const fit = { align: 'right', width: 50, field } as const
  sheet.line([totalKm, style('bold', 8.4, INK.deep)], RIGHT - 2, y + 3.9, fit)
}
const titleCell = (sheet: Sheet, { title, code }: Row, y: number): void => {
  const [x, fit] = [grid.left(1) + 1.4, { width: grid.width(1) - 2.8, least, field: `title of ${code}` }]
  sheet.line([title.km, style('text', 8.4)], x, y + (title.en === '' ? 4.5 : 3.15), fit)
  sheet.line([title.en, style('text', 6, INK.soft)], x, y + 6.35, fit)
}
const cells = (sheet: Sheet, row: Row, y: number): void => {
  const fit = (at: number): Fit => ({ width: grid.width(at) - 2, least, field: `row ${row.code}`, tag: 'TD' })
  const base = y + 4.5
  const minutes = row.minutes === null ? '—' : khmerDigits(row.minutes)
  const result = style('bold', 8, row.isExempt ? INK.gold : INK.deep)
  sheet.line([row.code, style('text', 7.6, INK.soft)], grid.middle(0), base, { ...fit(0), ...center, tag: 'TH' })
  sheet.within('TD', () => {
    titleCell(sheet, row, y)
  })
  sheet.line([row.date, style('text', 8)], grid.middle(2), base, { ...fit(2), ...center })
  sheet.line([minutes, style('text', 8)], grid.right(3) - 2.6, base, { ...fit(3), align: 'right' })
  sheet.line([row.result, result], grid.middle(4), base, { ...fit(4), ...center })
  sheet.line([row.evidence, style('text', 7.6)], grid.left(5) + 1.4, base, fit(5))
}
const block = (sheet: Sheet, words: TranscriptPaper['words'], one: Block, top: number): number => {
  const span = { O: 'Table', ColSpan: names.length }
  const spanned = (tag: string, draw: () => void): void => {
    sheet.within('TR', () => {
      sheet.within(tag, draw, span)
    })
  }
  spanned('TH', () => {
    band(sheet, one, top)
  })
  let y = top + BAND
  for (const row of one.rows) {
    const [base, fit] = [y + 4.5, { width: WIDTH - 4, field: 'words.none' }]
    if (row === null)
      spanned('TD', () => void sheet.line([words.none, style('text', 8, INK.soft)], MARGIN + 2, base, fit))
    else
      sheet.within('TR', () => {
        cells(sheet, row, base - 4.5)
      })
    y += ROW
  }
  return y
}
const totals = (sheet: Sheet, { words, total, noteKm }: TranscriptPaper, y: number): void => {
  sheet.line(
    [
      [`${words.total} `, style('text', 9)],
      [total.km, style('bold', 9)],
      [`   ${total.en}`, style('text', 7.4, INK.soft)],
    ],
    MARGIN + 2,
    y + 4.3,
    { width: 116, field: 'total' },
  )
  const fit = { align: 'right', width: 60, field: 'noteKm' } as const
  sheet.line([noteKm, style('text', 7.8, INK.soft)], RIGHT - 2, y + 4.3, fit)
}

/** The table of one page with a head of its own; the last one ends with the totals. */
export const tablePage = (sheet: Sheet, paper: TranscriptPaper, page: Page): void => {
  sheet.artifact((pen) => {
    rules(pen, page)
  })
  sheet.within('Table', () => {
    sheet.within('TR', () => {
      headRow(sheet, paper.words, page.top)
    })
    page.blocks.reduce((y, one) => block(sheet, paper.words, one, y), page.top + HEAD)
  })
  if (page.isLast) totals(sheet, paper, tableEnd(page))
}
