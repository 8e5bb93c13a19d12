import excel from 'exceljs'
import { expect, test } from 'vitest'
import { aChief, anAdministrator, anOfficer, aPerson } from '../support/factories.ts'
import { world } from '../support/world.ts'

test('a chief’s list has her centre’s officers with their path, and nobody else', async () => {
  const { db, as } = world()
  const [mine, other] = [anOfficer(db, 15), anOfficer(db, 1)]
  const page = await as(aChief(db, 15).id).get('/people')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain(mine.staffId)
  expect(page.body).not.toContain(other.staffId)
  expect(page.body).toContain('class="mini"')
})
test('names are found by any of their words, in Khmer and Latin, whatever the encoding', async () => {
  const { db, as } = world()
  const found = aPerson(db, { nameKm: 'មាស ស្រីនិច', nameLatin: 'MEAS SREYNICH' })
  const admin = as(anAdministrator(db).id)
  for (const q of ['ស្រីនិច', 'ស្រីនិ', 'sreyni', 'MEAS', found.staffId, 'ស​្រីនិច'])
    expect((await admin.get(`/people?q=${encodeURIComponent(q)}`)).body, q).toContain(found.staffId)
  expect((await admin.get(`/people?q=${encodeURIComponent('ណារី')}`)).body).toContain('រកមិនឃើញមន្ត្រីទេ')
  expect((await admin.get('/people?q=%22%27')).statusCode).toBe(200)
})
test('a filter that does not fit is left out, and the page says so', async () => {
  const { db, as } = world()
  anOfficer(db)
  const page = await as(anAdministrator(db).id).get('/people?province=abc')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('តម្រងមួយមិនត្រឹមត្រូវ')
})
test('120 officers come on three pages, each once, forth and back', async () => {
  const { db, as } = world()
  for (let n = 0; n < 120; n++) anOfficer(db)
  const admin = as(anAdministrator(db).id)
  const ids = (body: string): string[] => [...body.matchAll(/href="\/people\/(\d+)"/g)].map(([, id = '']) => id)
  const link = (body: string, rel: string): string | undefined =>
    new RegExp(`href="(/people\\?[^"]+)" rel="${rel}"`).exec(body.replaceAll('&#x3D;', '='))?.[1]
  const pages: string[][] = []
  let at: string | undefined = '/people'
  let last = ''
  while (at) {
    last = (await admin.get(at)).body
    pages.push(ids(last))
    at = link(last, 'next')
  }
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
  expect(new Set(pages.flat()).size).toBe(120)
  expect(ids((await admin.get(link(last, 'prev') ?? '')).body)).toEqual(pages[1])
})
test('screen, CSV and XLSX are one list; a second reader opens it with Khmer intact and numbers as numbers', async () => {
  const { db, as } = world()
  const officer = anOfficer(db, 15)
  anOfficer(db, 1)
  const admin = as(anAdministrator(db).id)
  const csv = await admin.get('/people.csv?province=15')
  expect(csv.headers['content-disposition']).toMatch(/filename\*=UTF-8''/)
  expect(csv.body.codePointAt(0)).toBe(0xfeff)
  expect(csv.body.trim().split('\r\n')).toHaveLength(2)
  const book = new excel.Workbook()
  await book.xlsx.load((await admin.get('/people.xlsx?province=15')).rawPayload as never)
  const row = book.worksheets[0]?.getRow(2).values as unknown[]
  expect(row.slice(1, 4)).toEqual([officer.staffId, officer.nameKm, officer.nameLatin])
  expect(row[7]).toBe(0)
})
test('a person’s page: her chief sees it, with no way to change it; the administrator may record from paper', async () => {
  const { db, as } = world()
  const officer = anOfficer(db, 15)
  const chief = await as(aChief(db, 15).id).get(`/people/${String(officer.id)}`)
  expect(chief.body).toContain(officer.nameKm)
  expect(chief.body).not.toContain('/events/attendances/new')
  expect((await as(anAdministrator(db).id).get(`/people/${String(officer.id)}`)).body).toContain(
    '/events/attendances/new',
  )
  expect((await as(aChief(db, 1).id).get(`/people/${String(officer.id)}`)).statusCode).toBe(404)
  expect((await as(officer.id).get('/people')).statusCode).toBe(403)
})
