import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | null
/** A table as it leaves the house: screen, CSV and XLSX are made from the same rows. */
export type Sheet = { name: string; headers: readonly string[]; rows: readonly (readonly Cell[])[] }
export type SheetKind = 'csv' | 'xlsx'

/** A cell that a spreadsheet would read as a formula is made a text. */
const guarded = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell)
/** With BOM: Excel reads Khmer only so. */
const csvOf = ({ headers, rows }: Sheet): Buffer =>
  Buffer.from(
    `\uFEFF${stringify(
      [headers, ...rows].map((row) => row.map(guarded)),
      { record_delimiter: 'windows' },
    )}`,
  )

/** Letters that a sheet's name cannot hold: with one of them no file would be written. */
const inName = /[[\]/\\:*?]/g
const cellOf = (
  value: Cell,
): { value: string; type: typeof String } | { value: number; type: typeof Number } | null => {
  if (value === null) return null
  return typeof value === 'number' ? { value, type: Number } : { value, type: String }
}
/** XLSX needs 40 ms of loading: only who exports pays it. */
const xlsxOf = async ({ name, headers, rows }: Sheet): Promise<Buffer> => {
  const { default: writeExcel } = await import('write-excel-file/node')
  const head = headers.map((value) => ({ value, fontWeight: 'bold' as const }))
  const body = rows.map((row) => row.map(cellOf))
  const widths = headers.map((header, at) => ({
    width: Math.min(
      48,
      Math.max(10, header.length, ...rows.slice(0, 200).map((row) => String(row[at] ?? '').length + 2)),
    ),
  }))
  return await writeExcel([head, ...body], {
    sheet: name.replaceAll(inName, ' ').slice(0, 31),
    columns: widths,
    stickyRowsCount: 1,
  }).toBuffer()
}
/** The bytes of a sheet. Runs in the worker for lists that grow. */
export const bytesOf = async (sheet: Sheet, kind: SheetKind): Promise<Buffer> =>
  kind === 'csv' ? csvOf(sheet) : await xlsxOf(sheet)
