import excel from 'exceljs'
import { expect, test } from 'vitest'
import { anAdministrator, anAuditor, aChief, anObserver, anOfficer, aPerson } from '../support/factories.ts'
import type { Browser } from '../support/world.ts'
import { house, move } from './house.ts'

const addresses = [
  '/reports',
  '/reports/reached',
  '/reports/reached.csv',
  '/reports/reached.xlsx',
  '/reports/reached/facts?tier=4&count=participations',
  '/reports/reached/facts.csv?tier=4',
  '/reports/reached/facts.xlsx?tier=4',
]
const filled = () => {
  const made = house()
  const { db, attend, pass } = made
  const woman = aPerson(db, { centre: 15, nameKm: 'មាស ស្រីនិច', nameLatin: 'MEAS SREYNICH' })
  const man = aPerson(db, { sex: 'male', nameKm: 'កែវ មករា', nameLatin: 'KEO MAKARA' })
  const unknown = aPerson(db, { sex: null, nameKm: 'ចាន់ ដារ៉ា', nameLatin: 'CHAN DARA' })
  for (const { id } of [woman, man, unknown]) attend(id, 'W1', '2026-03-02')
  attend(woman.id, 'W2', '2026-04-02')
  move(db, woman.id, 1, '2026-05-01')
  pass(woman.id, 'F1', '2026-06-02')
  return {
    ...made,
    woman,
    man,
    unknown,
    observer: made.as(anObserver(db).id),
    administrator: made.as(anAdministrator(db).id),
  }
}
const bookOf = async (browser: Browser, url: string): Promise<unknown[][]> => {
  const book = new excel.Workbook()
  await book.xlsx.load((await browser.get(url)).rawPayload as never)
  const rows: unknown[][] = []
  book.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}
const csvOf = async (browser: Browser, url: string): Promise<string[][]> =>
  (await browser.get(url)).body
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
const shown = (body: string): string => body.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')

test.each(addresses)('%s is for observers and administrators only', async (url) => {
  const { db, as, visitor, observer, administrator } = filled()
  for (const browser of [observer, administrator]) expect((await browser.get(url)).statusCode).toBe(200)
  for (const { id } of [anOfficer(db), aChief(db), anAuditor(db)]) expect((await as(id).get(url)).statusCode).toBe(403)
  expect((await visitor.get(url)).statusCode).toBe(303)
})
test('another report or file is not there', async () => {
  const { observer } = filled()
  for (const url of ['/reports/nothing', '/reports/reached.pdf', '/reports/reached/facts/1'])
    expect((await observer.get(url)).statusCode).toBe(404)
})
test('the list leads to the report, and the menu to the list', async () => {
  const { observer } = filled()
  const page = (await observer.get('/reports')).body
  expect(page).toContain('href="/reports/reached"')
  expect(page).toMatch(/href="\/reports"[^>]*aria-current="page"/)
})
test('the page says what it found, both numbers with their names, the definitions and the moment', async () => {
  const { observer } = filled()
  const { body } = await observer.get('/reports/reached')
  expect(body).toMatch(/ដំណាក់កាលទី៤ ឈានដល់មន្ត្រីច្រើនជាងគេ៖ .*៣ នាក់/)
  for (const words of ['ចំនួនមនុស្សមិនរាប់ស្ទួន', 'ចំនួនលើកនៃការចូលរួម', 'មិនបានបញ្ជាក់', 'និយមន័យ', '២៤ វិច្ឆិកា ២០២៦', 'ផ្លាស់ខេត្ត'])
    expect(body).toContain(words)
  expect(body).not.toMatch(/ style=/)
})
test('each cell leads to what stands behind it, which is as many', async () => {
  const { observer } = filled()
  const { body } = await observer.get('/reports/reached')
  const cells = [...shown(body).matchAll(/href="(\/reports\/reached\/facts\?[^"]+)"[^>]*>(\d+)<\/a>/g)]
  expect(cells.length).toBeGreaterThan(30)
  for (const [, href = '', number] of cells.filter((_, at) => at % 5 === 0)) {
    const behind = (await observer.get(href)).body
    expect(behind.match(/<tr>/g)?.length, href).toBe(Number(number) + 1)
  }
})
test('a filter narrows page and files alike, and stands in its links', async () => {
  const { observer } = filled()
  const page = shown((await observer.get('/reports/reached?province=15&from=2026-03-01&to=2026-03-31')).body)
  expect(page).toContain('/reports/reached.xlsx?from=2026-03-01&to=2026-03-31&province=15')
  expect(page).toContain(
    '/reports/reached/facts?from=2026-03-01&to=2026-03-31&tier=4&sex=female&province=15&count=persons',
  )
  expect(page).not.toContain('sex=male&')
  const rows = await csvOf(observer, '/reports/reached.csv?province=none')
  expect(rows.slice(1).every((row) => row[3] === '0')).toBe(true)
})
test.each([
  ['tier=7', 'តម្រងមួយមិនត្រឹមត្រូវ'],
  ['province=99', 'តម្រងមួយមិនត្រឹមត្រូវ'],
  ['sex=x', 'តម្រងមួយមិនត្រឹមត្រូវ'],
  ['from=2026-02-30', 'តម្រងមួយមិនត្រឹមត្រូវ'],
  ['from=2026-05-02&to=2026-05-01', 'ថ្ងៃចាប់ផ្តើមនៅក្រោយថ្ងៃបញ្ចប់'],
])('with %s the page shows its usual figures and says why', async (search, words) => {
  const { observer } = filled()
  for (const path of ['/reports/reached', '/reports/reached/facts']) {
    const { statusCode, body } = await observer.get(`${path}?${search}`)
    expect(statusCode).toBe(200)
    expect(body).toContain(words)
    expect(body).toContain('href="/reports')
  }
})
test('a period without anybody says so', async () => {
  const { observer } = filled()
  for (const path of ['/reports/reached', '/reports/reached/facts'])
    expect((await observer.get(`${path}?from=2020-01-01&to=2020-12-31`)).body).toContain('មានការចូលរួមក្នុង')
})
test('page, CSV and XLSX hold the same rows; a second reader finds Khmer intact and numbers as numbers', async () => {
  const { observer } = filled()
  const { body } = await observer.get('/reports/reached')
  const list = body.slice(body.indexOf('<details class="all-cells'))
  const onPage = [...list.matchAll(/<tr>(<th scope="row".*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .split(/<\/t[hd]>/)
      .slice(0, 5)
      .map((cell) => cell.replaceAll(/<[^>]*>/g, '')),
  )
  const [head = [], ...csv] = await csvOf(observer, '/reports/reached.csv')
  const [excelHead, ...sheet] = await bookOf(observer, '/reports/reached.xlsx')
  expect(csv.map((row) => row.slice(0, 5))).toEqual(onPage)
  expect(sheet.map((row) => row.map(String))).toEqual(csv)
  expect(excelHead).toEqual(head)
  expect(head.slice(3, 5)).toEqual(['ចំនួនមនុស្សមិនរាប់ស្ទួន', 'ចំនួនលើកនៃការចូលរួម'])
  expect(sheet.every((row) => typeof row[3] === 'number' && typeof row[4] === 'number')).toBe(true)
  expect(sheet.at(-1)).toEqual(['គ្រប់ដំណាក់កាល', 'ទូទាំងប្រទេស', 'សរុប', 3, 5, '2026-01-01', '2026-11-24'])
})
test('the files begin with a BOM, have a Khmer name, and hold no formula', async () => {
  const { db, attend, administrator } = filled()
  attend(aPerson(db, { nameKm: '=HYPERLINK("x")', nameLatin: '+SOK', staffId: '@T' }).id, 'W1', '2026-03-03')
  for (const url of ['/reports/reached.csv', '/reports/reached/facts.csv']) {
    const file = await administrator.get(url)
    expect(file.body.codePointAt(0)).toBe(0xfeff)
    expect(file.headers['content-disposition']).toMatch(/filename\*=UTF-8''%E1/)
  }
  const { body } = await administrator.get('/reports/reached/facts.csv')
  expect(body).toContain(`'@T,"'=HYPERLINK(""x"")",'+SOK`)
})
test('the administrator sees who it was, with the way to the record; the observer sees no name anywhere', async () => {
  const { observer, administrator, woman, man, unknown } = filled()
  const known = (await administrator.get('/reports/reached/facts?tier=4&sex=female&province=15')).body
  expect(known).toContain(woman.nameKm)
  expect(known).toContain(`href="/people/${String(woman.id)}"`)
  const people = [woman, man, unknown]
  const secrets = people.flatMap(({ id, staffId, nameKm, nameLatin }) => [
    nameKm,
    nameLatin,
    `/people/${String(id)}"`,
    `${staffId}<`,
    `${staffId},`,
  ])
  for (const url of [
    '/reports',
    '/reports/reached',
    '/reports/reached/facts',
    '/reports/reached/facts?count=participations',
    '/reports/reached.csv',
    '/reports/reached/facts.csv',
    '/reports/reached/facts.csv?count=participations',
  ]) {
    const { body } = await observer.get(url)
    expect(
      secrets.filter((one) => body.includes(one)),
      url,
    ).toEqual([])
  }
  for (const url of ['/reports/reached.xlsx', '/reports/reached/facts.xlsx']) {
    const cells = (await bookOf(observer, url)).flat().map(String)
    expect(
      people
        .flatMap(({ staffId, nameKm, nameLatin }) => [staffId, nameKm, nameLatin])
        .filter((one) => cells.includes(one)),
    ).toEqual([])
  }
  expect((await bookOf(administrator, '/reports/reached/facts.xlsx')).flat()).toContain(woman.nameKm)
})
test('the rows behind a figure are the same on the page and in its files', async () => {
  const { observer } = filled()
  const page = (await observer.get('/reports/reached/facts?tier=4&count=participations')).body
  const csv = await csvOf(observer, '/reports/reached/facts.csv?tier=4&count=participations')
  const sheet = await bookOf(observer, '/reports/reached/facts.xlsx?tier=4&count=participations')
  expect(csv).toHaveLength(5)
  expect(sheet.map((row) => row.map(String))).toEqual(csv)
  for (const [sex = '', province = '', , title = ''] of csv.slice(1))
    for (const words of [sex, province, title]) expect(page).toContain(words)
})
