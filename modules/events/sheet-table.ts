import { khmerDigits } from '#server/khmer'
import { columns, INK, style, type Columns, type Fit, type Pen, type Sheet } from '#server/paper/index'
import type { AttendanceSheetPaper } from './sheet-paper.ts'

const MARGIN = 11
const RIGHT = 286
const WIDTH = RIGHT - MARGIN
const TOP = 45.6
/** Where the rows of people end; two rows of totals follow. */
const BOTTOM = 185.2
const FOOT = 5.2
const BOX = 3
const least = 0.7
const center = { align: 'center' } as const
/** №, both names, sex, age band, position, centre, province, phone: their share of what the signatures leave. */
const persons = ['no', 'nameKm', 'nameLatin', 'sex', 'ageBand', 'position', 'centre', 'province', 'phone'] as const
const shares = [8, 31, 34, 10, 13, 25, 42, 20, 19] as const
const whole = shares.reduce((sum, share) => sum + share, 0)
/** Width of a half-day's signature and of the photo column, by the number of days. */
const signatures: Readonly<Record<number, readonly [number, number]>> = {
  1: [22, 17],
  2: [14, 17],
  3: [11.5, 15],
  4: [9.8, 14],
  5: [8.4, 13],
}

/** The columns and heights of a sheet, in mm. */
export type Grid = {
  readonly columns: Columns
  readonly days: number
  readonly rows: number
  readonly row: number
  /** Height of the table's head, and of the days in it. */
  readonly head: number
  readonly day: number
  /** Three days and more leave no room beside ព្រឹក: AM stands below it. */
  readonly isNarrow: boolean
}
/** A grid for one to five days. */
export const gridOf = (days: number, rows: number): Grid => {
  const found = signatures[days]
  if (found === undefined) throw new Error(`days: a sheet is for one to five days, not ${String(days)}`)
  const [half, photo] = found
  const left = WIDTH - 2 * days * half - photo
  const widths = [...shares.map((share) => (share * left) / whole), ...Array<number>(2 * days).fill(half), photo]
  const isNarrow = days > 2
  const [head, day] = isNarrow ? [11.4, 4.8] : [9.6, 4.4]
  const row = (BOTTOM - TOP - head) / rows
  return { columns: columns(MARGIN, widths), days, rows, row, head, day, isNarrow }
}

const first = persons.length
const photoOf = ({ days }: Grid): number => first + 2 * days
const body = (grid: Grid): number => TOP + grid.head

const stripes = (pen: Pen, grid: Grid): void => {
  pen.fill(INK.mist).rect(MARGIN, TOP, WIDTH, grid.head).add('f').fill(INK.stripe)
  for (let i = 1; i < grid.rows; i += 2) pen.rect(MARGIN, body(grid) + i * grid.row, WIDTH, grid.row)
  pen.add('f')
}
const rules = (pen: Pen, grid: Grid): void => {
  const { columns: at, days, rows, row, day } = grid
  const [start, end] = [at.left(first), at.left(photoOf(grid))]
  const below = BOTTOM + 2 * FOOT
  pen.stroke(INK.hair, 0.12)
  for (let i = 1; i < rows; i++) pen.line(MARGIN, body(grid) + i * row, RIGHT, body(grid) + i * row)
  pen.line(at.left(first - 1), BOTTOM + FOOT, end, BOTTOM + FOOT)
  for (let i = 1; i < first; i++) pen.line(at.left(i), TOP, at.left(i), i < first - 1 ? BOTTOM : below)
  for (let i = 0; i < days; i++) pen.line(at.right(first + 2 * i), TOP + day, at.right(first + 2 * i), below)
  pen.stroke(INK.rule, 0.16).line(start, TOP + day, end, TOP + day)
  for (let i = 0; i <= days; i++) pen.line(at.left(first + 2 * i), TOP, at.left(first + 2 * i), below)
  pen
    .stroke(INK.teal, 0.3)
    .rect(MARGIN, TOP, WIDTH, below - TOP)
    .add('S')
  pen.line(MARGIN, body(grid), RIGHT, body(grid)).line(MARGIN, BOTTOM, RIGHT, BOTTOM)
}
/** A box to tick for the photo; ticked where the person has agreed before. */
const boxes = (pen: Pen, grid: Grid, agreed: readonly boolean[]): void => {
  const x = grid.columns.middle(photoOf(grid)) - BOX / 2
  const at = (i: number): number => body(grid) + (i + 0.5) * grid.row - BOX / 2
  pen.stroke(INK.soft, 0.16)
  for (let i = 0; i < grid.rows; i++) pen.rect(x, at(i), BOX, BOX)
  pen.add('S').stroke(INK.teal, 0.42).add('1 J 1 j')
  agreed.forEach((isAgreed, i) => {
    if (isAgreed) pen.put(x, at(i), {}, (tick) => void tick.path('M.6,1.6 L1.25,2.3 L2.5,.7').add('S'))
  })
}

type Words = AttendanceSheetPaper['words']['columns']
type Both = Words['no']
/** What is too long for its column is set smaller, then in two lines. */
const headCell = (sheet: Sheet, { columns: at, head }: Grid, { km, en }: Both, i: number): void => {
  const [x, y, width] = [at.middle(i), TOP + (head - 9.6) / 2, at.width(i) - 1.4]
  const field = 'words.columns'
  const size = [7.8, 7, 6.6].find((one) => sheet.widthOf([[km, style('bold', one)]], field) <= width)
  if (size !== undefined) sheet.line([km, style('bold', size)], x, y + 4.6, center)
  else sheet.paragraph([km, style('bold', 6.6)], x, y + 3, width, { ...center, most: 2, leading: 1.3, field })
  sheet.line([en, style('text', 6, INK.soft)], x, y + 8.3, { ...center, width, least: 0.6, field })
}
const halfCell = (sheet: Sheet, { columns: at, day, isNarrow }: Grid, { km, en }: Both, i: number): void => {
  const [x, y] = [at.middle(i), TOP + day + 3]
  const field = 'words.columns'
  if (isNarrow) {
    sheet.line([km, style('bold', 7)], x, y - 0.2, { ...center, width: at.width(i) - 0.8, field })
    sheet.line([en, style('text', 5.4, INK.soft)], x, y + 2.5, { ...center, field })
    return
  }
  const parts = [
    [`${km} `, style('bold', 7.8)],
    [en, style('text', 6, INK.soft)],
  ] as const
  sheet.line(parts, x, y, { ...center, width: at.width(i) - 1, field })
}
const dayCell = (sheet: Sheet, { columns: at, isNarrow }: Grid, text: string, i: number): void => {
  const from = first + 2 * i
  const [x, width] = [(at.left(from) + at.right(from + 1)) / 2, 2 * at.width(from) - 1.8]
  const field = `days ${String(i + 1)}`
  const [size, y] = isNarrow ? [7, 3.4] : [7.4, 3.2]
  sheet.line([text, style('bold', size)], x, TOP + y, { ...center, width, least, tag: 'TH', field })
}
const heads = (sheet: Sheet, { days, words }: AttendanceSheetPaper, grid: Grid): void => {
  const cell = (draw: () => void): void => {
    sheet.within('TH', draw, { O: 'Table', Scope: 'Column' })
  }
  sheet.within('TR', () => {
    days.forEach((text, i) => {
      dayCell(sheet, grid, text, i)
    })
  })
  const { morning, afternoon, photo } = words.columns
  sheet.within('TR', () => {
    persons.forEach((name, i) => {
      cell(() => {
        headCell(sheet, grid, words.columns[name], i)
      })
    })
    for (let i = 0; i < 2 * days.length; i++)
      cell(() => {
        halfCell(sheet, grid, i % 2 === 0 ? morning : afternoon, first + i)
      })
    cell(() => {
      headCell(sheet, grid, photo, photoOf(grid))
    })
  })
}

type Person = AttendanceSheetPaper['people'][number]
const personRow = (sheet: Sheet, grid: Grid, person: Person, y: number): void => {
  const { columns: at } = grid
  const fit = (i: number): Fit => ({ width: at.width(i) - 2, least, tag: 'TD', field: `people ${person.nameLatin}` })
  const left = (text: string, face: 'text' | 'bold', size: number, i: number): void => {
    sheet.line([text, style(face, size)], at.left(i) + 1.2, y, fit(i))
  }
  const middle = (text: string, size: number, i: number): void => {
    sheet.line([text, style('text', size)], at.middle(i), y, { ...fit(i), ...center })
  }
  left(person.nameKm, 'bold', 8.8, 1)
  left(person.nameLatin, 'text', 7.8, 2)
  middle(person.sexKm, 8.4, 3)
  middle(person.ageBand, 8.2, 4)
  left(person.position, 'text', 8, 5)
  left(person.centre, 'text', 7.8, 6)
  left(person.province, 'text', 8, 7)
  middle(person.phone, 7.8, 8)
  for (let i = 0; i <= 2 * grid.days; i++) sheet.within('TD', () => undefined)
}
const rowsOf = (sheet: Sheet, { people }: AttendanceSheetPaper, grid: Grid, from: number): void => {
  for (let i = 0; i < grid.rows; i++) {
    const [person, y] = [people[from + i], body(grid) + (i + 0.5) * grid.row + 0.95]
    const number = khmerDigits(from + i + 1)
    sheet.within('TR', () => {
      sheet.line([number, style('text', 8.4, INK.soft)], grid.columns.middle(0), y, { ...center, tag: 'TH' })
      if (person !== undefined) personRow(sheet, grid, person, y)
    })
  }
}
const totals = (sheet: Sheet, { words, totals: { km, en } }: AttendanceSheetPaper, { columns: at }: Grid): void => {
  const fit = { width: at.left(first - 1) - MARGIN - 4, field: 'totals' }
  const [x, label] = [MARGIN + 1.6, style('text', 8.6, INK.soft)]
  sheet.line(
    [
      [`${words.listed} `, label],
      [km, style('bold', 8.6)],
    ],
    x,
    BOTTOM + 3.7,
    fit,
  )
  sheet.line([en, style('text', 6.8, INK.soft)], x, BOTTOM + 8.4, fit)
}
/** Who was there is counted by hand, page by page. */
const present = (sheet: Sheet, { words }: AttendanceSheetPaper, { columns: at }: Grid): void => {
  const fit = { align: 'right', width: at.width(first - 1) - 1.6, least: 0.6, field: 'words' } as const
  const x = at.left(first) - 1.2
  sheet.line([words.presentWomen, style('bold', 7.2)], x, BOTTOM + 3.6, fit)
  sheet.line([words.presentMen, style('bold', 7.2)], x, BOTTOM + FOOT + 3.6, fit)
}

/** The table of one page: people from the index `from` on, empty rows for who comes unlisted, and on the last page the totals. */
export const tableOf = (sheet: Sheet, paper: AttendanceSheetPaper, grid: Grid, from: number, isLast: boolean): void => {
  const agreed = paper.people.slice(from, from + grid.rows).map(({ isPhotoAgreed }) => isPhotoAgreed)
  sheet.artifact((pen) => {
    stripes(pen, grid)
    rules(pen, grid)
    boxes(pen, grid, agreed)
  })
  sheet.within('Table', () => {
    heads(sheet, paper, grid)
    rowsOf(sheet, paper, grid, from)
  })
  present(sheet, paper, grid)
  if (isLast) totals(sheet, paper, grid)
}
