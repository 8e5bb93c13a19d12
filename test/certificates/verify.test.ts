import { expect, test } from 'vitest'
import { minute } from '#server/time'
import { codeOf, grouped, keyOf } from '../../modules/certificates/codes.ts'
import { certified, house, words } from './house.ts'

test('a code is 80 bits in letters that nobody confuses', () => {
  expect(codeOf(new Uint8Array(10))).toBe('0000000000000000')
  expect(codeOf(new Uint8Array(10).fill(255))).toBe('ZZZZZZZZZZZZZZZZ')
  expect(codeOf(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 33))).toBe('0000000000000011')
  expect(grouped('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF')
  for (const typed of ['0123-4567-89ab-cdef', 'o123 4567 89AB CDEF', ' 0l23–4567–89AB–CDEF ', 'OI23456789ABCDEF'])
    expect(keyOf(typed)).toBe('0123456789ABCDEF')
  for (const typed of ['', '0123', 'U123456789ABCDEF', '0123456789ABCDEF0', '----------------', "' or 1=1 --"])
    expect(keyOf(typed)).toBe('----------------')
})
test('anybody reads in both languages who has it, what it is, its number and whether it is valid', async () => {
  const made = house()
  const { code, number } = certified(made)
  for (const typed of [code, code.toLowerCase(), grouped(code), grouped(code).replaceAll('-', ' ')]) {
    const page = await made.visitor.get(`/verify/${encodeURIComponent(typed)}`)
    expect(page.statusCode).toBe(200)
    const said = words(page.body)
    for (const word of [number, 'សុខ ចន្ថា', 'SOK CHANTHA', 'មានសុពលភាព', 'Valid', '២៤ វិច្ឆិកា ២០២៦', '24 November 2026'])
      expect(said).toContain(word)
    expect(page.body).not.toMatch(/T-\d|\/people|\/certificates\//)
    expect(Buffer.byteLength(page.body)).toBeLessThan(20 * 1024)
  }
})
const odd = [
  '',
  'nothing',
  encodeURIComponent('<script>ក'),
  'A'.repeat(300),
  '%E0%A4%A',
  '%zz',
  'a/b',
  `${'a/'.repeat(80)}b`,
  '%2F..',
]
test('unknown and malformed are the same answer', async () => {
  const { visitor } = house()
  const bare = (body: string): string => body.replaceAll(/name="next" value="[^"]*"/g, '')
  const unknown = await visitor.get('/verify/0123456789ABCDEF')
  expect(words(unknown.body)).toContain('រកមិនឃើញវិញ្ញាបនបត្រ')
  for (const code of odd) {
    const answer = await visitor.get(`/verify/${code}`)
    expect(answer.statusCode).toBe(404)
    expect(bare(answer.body), code).toBe(bare(unknown.body))
  }
})
test.each(odd)('%j is counted like any other', async (code) => {
  const made = house()
  for (let n = 0; n < 60; n++) await made.visitor.get('/verify/nothing')
  expect((await made.visitor.get(`/verify/${code}`)).statusCode).toBe(429)
})
test('a paper may print the address in capitals', async () => {
  const made = house()
  const { code, number } = certified(made)
  for (const url of [`/VERIFY/${code}`, `/Verify/${grouped(code)}`]) {
    const page = await made.visitor.get(url)
    expect(page.statusCode).toBe(200)
    expect(words(page.body)).toContain(number)
  }
  expect((await made.visitor.get('/VERIFY')).statusCode).toBe(200)
  expect((await made.visitor.get('/VERIFYING')).statusCode).toBe(404)
})
test('the field leads to the page of the code', async () => {
  const { visitor } = house()
  expect(words((await visitor.get('/verify')).body)).toContain('ផ្ទៀងផ្ទាត់វិញ្ញាបនបត្រ')
  expect((await visitor.get('/verify?code=0123-4567')).headers.location).toBe('/verify/0123-4567')
})
test('after sixty looks in ten minutes an address has to wait', async () => {
  const made = house()
  const { code } = certified(made)
  for (let n = 0; n < 60; n++) await made.visitor.get('/verify/nothing')
  const refused = await made.visitor.get(`/verify/${code}`)
  expect(refused.statusCode).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBe(600)
  made.later(10 * minute)
  expect((await made.visitor.get(`/verify/${code}`)).statusCode).toBe(200)
})
test('a later name changes neither the page of the code nor the paper', async () => {
  const made = house()
  const { id, personId, code } = certified(made)
  const pdf = `/certificates/${String(id)}.pdf`
  const before = await made.admin.get(pdf)
  const page = await made.visitor.get(`/verify/${code}`)
  made.db.$client.exec(
    `update persons set nameKm = 'កែវ មករា', nameLatin = 'KEO MAKARA' where id = ${String(personId)}`,
  )
  expect((await made.visitor.get(`/verify/${code}`)).body).toBe(page.body)
  expect((await made.admin.get(pdf)).rawPayload.equals(before.rawPayload)).toBe(true)
})
