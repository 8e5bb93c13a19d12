import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { record, verify, type Entry } from '#server/journal'
import { journal, journalDetails } from '#server/schema'
import { aDb } from './support/house.ts'

const entry = (n: number): Entry => ({
  action: 'system.command',
  subject: `things/${String(n)}`,
  at: n,
  fields: ['name'],
  values: { before: n, after: 'ខ្មែរ' },
})
const with3 = (): Db => {
  const db = aDb()
  for (const n of [1, 2, 3])
    write(db, (tx) => {
      record(tx, { person: 7 }, entry(n))
    })
  return db
}
/** As somebody with the file would: past the triggers. */
const tamper = (db: Db, sql: string): void => {
  db.$client.exec('drop trigger journal_no_update; drop trigger journal_no_delete')
  db.$client.pragma('foreign_keys = OFF')
  db.$client.exec(sql)
}
test('each entry says who did what to what, and carries the digest of the one before', () => {
  const rows = with3().select().from(journal).all()
  expect(rows[0]).toMatchObject({
    at: 1,
    personId: 7,
    action: 'system.command',
    subject: 'things/1',
    fields: ['name'],
    previous: '',
  })
  expect(rows.map(({ previous }) => previous).slice(1)).toEqual(rows.map(({ digest }) => digest).slice(0, 2))
  expect(verify(with3())).toEqual({ checked: 3, fault: null })
})
test.each([
  'delete from journal',
  `update journal set action = 'x'`,
  `insert or replace into journal select id, at, personId, 'x', subject, fields, details, previous, digest from journal`,
])('is append-only: %s', (statement) => {
  const db = with3()
  expect(() => db.$client.exec(statement)).toThrow('append-only')
  expect(verify(db)).toEqual({ checked: 3, fault: null })
})
test('the names of fields stay when the values are erased, and the chain holds', () => {
  const db = with3()
  db.delete(journalDetails).run()
  expect(verify(db)).toEqual({ checked: 3, fault: null })
  expect(JSON.stringify(db.select().from(journal).all())).not.toContain('ខ្មែរ')
})
test('the same values give other digests: nobody can guess what was erased', () => {
  const db = aDb()
  write(db, (tx) => {
    for (const _ of [1, 2]) record(tx, null, entry(1))
  })
  const [one, two] = db.select().from(journal).all()
  expect(one?.details).not.toBe(two?.details)
})
describe('tampering is found', () => {
  test.each<[string, string, { id: number; why: string }]>([
    ['another person', 'update journal set personId = 8 where id = 2', { id: 2, why: 'content' }],
    ['another time', 'update journal set at = 9 where id = 2', { id: 2, why: 'content' }],
    ['other fields', `update journal set fields = '[]' where id = 2`, { id: 2, why: 'content' }],
    ['a removed entry', 'delete from journal where id = 2', { id: 3, why: 'chain' }],
    ['a removed first entry', 'delete from journal where id = 1', { id: 2, why: 'chain' }],
    ['entries in another order', 'update journal set id = 9 where id = 1', { id: 2, why: 'chain' }],
    [
      'other values',
      `update journal_details set "values" = '{"before":0}' where journalId = 2`,
      { id: 2, why: 'details' },
    ],
  ])('%s', (_what, sql, fault) => {
    const db = with3()
    tamper(db, sql)
    expect(verify(db)).toEqual({ checked: fault.id === 3 ? 1 : fault.why === 'chain' ? 0 : 1, fault })
  })
  test('on the second thousand too', () => {
    const db = aDb()
    write(db, (tx) => {
      for (let n = 1; n <= 1_200; n++) record(tx, null, entry(n))
    })
    expect(verify(db)).toEqual({ checked: 1_200, fault: null })
    tamper(db, 'update journal set at = 0 where id = 1100')
    expect(verify(db).fault).toEqual({ id: 1_100, why: 'content' })
  })
})
test('whatever was written down is verified as it was: no value raises a false alarm', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 3 }).filter((one) => one !== null),
      (values) => {
        const db = aDb()
        write(db, (tx) => {
          record(tx, null, { ...entry(1), values })
        })
        expect(verify(db)).toEqual({ checked: 1, fault: null })
        db.$client.close()
      },
    ),
    { numRuns: 100 },
  )
})
test('an entry goes with its story: a refusal leaves none', () => {
  const db = with3()
  const story = (): void => {
    write(db, (tx) => {
      record(tx, null, entry(4))
      throw new Error('refused')
    })
  }
  expect(story).toThrow('refused')
  expect(verify(db)).toEqual({ checked: 3, fault: null })
})
