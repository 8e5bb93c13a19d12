import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { download } from '#server/http/downloads'
import { bytesOf, type Sheet } from '#server/http/sheets'
import { house } from '../support/house.ts'

const sheet: Sheet = {
  name: 'មន្ត្រី',
  headers: ['ឈ្មោះ', 'នាទី'],
  rows: [
    ['ស្ត្រី សុខ', 480],
    ['=1+1', 0.5],
    ['បន្ទាត់ ១\nបន្ទាត់ ២, "ក"', null],
  ],
}
const csv = async (one: Sheet): Promise<string> => (await bytesOf(one, 'csv')).toString()
const xlsx = async (one: Sheet): Promise<ExcelJS.Worksheet | undefined> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await bytesOf(one, 'xlsx')) as unknown as ArrayBuffer)
  return book.worksheets[0]
}
describe('CSV', () => {
  test('begins with a BOM, so that Excel reads Khmer, and quotes what must be', async () => {
    expect(await csv(sheet)).toBe('\uFEFFឈ្មោះ,នាទី\r\nស្ត្រី សុខ,480\r\n\'=1+1,0.5\r\n"បន្ទាត់ ១\nបន្ទាត់ ២, ""ក""",\r\n')
  })
  test.each(['=1+1', '+855', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'])(
    'a text that a spreadsheet would calculate stays a text: %j',
    async (cell) => {
      const cells = (await csv({ name: 'a', headers: [cell], rows: [[cell]] }))
        .slice(1)
        .replaceAll('"', '')
        .split(`${cell}\r\n`)
      expect(cells).toEqual(["'", "'", ''])
    },
  )
  test('a negative number is a number', async () => {
    expect(await csv({ name: 'a', headers: ['x'], rows: [[-1]] })).toBe('\uFEFFx\r\n-1\r\n')
  })
})
describe('XLSX', () => {
  test('is read back by another reader with Khmer intact, numbers as numbers, and no formula', async () => {
    const read = await xlsx(sheet)
    expect(read?.name).toBe('មន្ត្រី')
    expect(read?.getRow(1).values).toEqual([undefined, 'ឈ្មោះ', 'នាទី'])
    expect([2, 3, 4].map((n) => read?.getRow(n).getCell(1).value)).toEqual(['ស្ត្រី សុខ', '=1+1', 'បន្ទាត់ ១\nបន្ទាត់ ២, "ក"'])
    expect([2, 3, 4].map((n) => read?.getRow(n).getCell(2).value)).toEqual([480, 0.5, null])
    expect(read?.getRow(3).getCell(1).type).toBe(ExcelJS.ValueType.String)
  })
  test('opens too with a name that spreadsheets forbid and letters that XML forbids', async () => {
    const read = await xlsx({ name: `a/b: [2026] ${'ក'.repeat(40)}`, headers: ['x'], rows: [['a\u0001b<&>']] })
    expect(read?.name.length).toBeLessThanOrEqual(31)
    expect(read?.getRow(2).getCell(1).value).toBe('ab<&>')
  })
})
describe('a download', () => {
  const headersOf = async (name: string, plain: string): Promise<Record<string, unknown>> => {
    const { app } = house({
      routes: (routes) =>
        routes.get('/file', { config: { access: 'public' } }, async (_request, reply) =>
          download(reply, await bytesOf(sheet, 'csv'), 'csv', name, plain),
        ),
    })
    return (await app.inject('/file')).headers
  }
  test('carries the Khmer name as RFC 5987 says and an ASCII one beside it', async () => {
    const {
      'content-disposition': disposition,
      'content-type': type,
      'x-content-type-options': sniff,
    } = await headersOf("មន្ត្រី (ឆ្នាំ'២០២៦)", 'officers-2026')
    expect(type).toBe('text/csv; charset=utf-8')
    expect(sniff).toBe('nosniff')
    const [, plain, extended = ''] =
      /^attachment; filename="([^"]+)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(String(disposition)) ?? []
    expect(plain).toBe('officers-2026.csv')
    expect(decodeURIComponent(extended)).toBe("មន្ត្រី (ឆ្នាំ'២០២៦).csv")
  })
  test('cannot be given another header by its name', async () => {
    const { 'content-disposition': disposition, 'set-cookie': cookie } = await headersOf(
      'a\r\nset-cookie: x=1',
      'b"\r\nset-cookie: x=1',
    )
    expect(disposition).toContain('filename="b---set-cookie--x-1.csv"')
    expect(cookie).toBeUndefined()
  })
})
