import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { cursor, encodeCursor, pagerOf, pageSize, slice, withQuery, type Cursor, type Slice } from '#server/http/lists'
import { voice } from '#server/i18n'
import { sortKey } from '#server/khmer'
import { aDb } from '../support/house.ts'

type Row = { key: string; id: number }
const withRows = (keys: readonly string[]): Db => {
  const db = aDb()
  db.$client.exec('create table rows (id integer primary key, key text not null)')
  const insert = db.$client.prepare('insert into rows (key) values (?)')
  for (const key of keys) insert.run(key)
  return db
}
/** The keyset query as a module writes it. */
const page = (db: Db, at: { after?: string | null; before?: string | null }): Slice<Row> => {
  const walk = {
    after: at.after ? cursor.parse(at.after) : undefined,
    before: at.before ? cursor.parse(at.before) : undefined,
  }
  const place = walk.after
    ? sql`(key, id) > (${walk.after.key}, ${walk.after.id})`
    : walk.before
      ? sql`(key, id) < (${walk.before.key}, ${walk.before.id})`
      : sql`true`
  const order = walk.before ? sql`key desc, id desc` : sql`key, id`
  const rows = db.all<Row>(sql`select key, id from rows where ${place} order by ${order} limit ${pageSize + 1}`)
  return slice(rows, 0, walk, ({ key, id }) => ({ key, id }))
}
const walk = (db: Db, first: Slice<Row>, way: 'after' | 'before'): Slice<Row>[] => {
  const pages = [first]
  for (let next = first[way]; next !== null;) {
    const made = page(db, { [way]: next })
    pages.push(made)
    next = made[way]
  }
  return pages
}
test('1,000 rows with many equal keys: going forward and going back meet every row exactly once, in order', () => {
  const key = fc.constantFrom('ក', 'ខ', 'ស្ត្រី', '', 'a"b', "'")
  fc.assert(
    fc.property(fc.array(key, { minLength: 1_000, maxLength: 1_000, size: 'max' }), (keys) => {
      const db = withRows(keys)
      const all = db.all<Row>(sql`select key, id from rows order by key, id`)
      const forward = walk(db, page(db, {}), 'after')
      expect(forward.flatMap(({ rows }) => rows)).toEqual(all)
      expect(forward.every(({ rows }) => rows.length === pageSize)).toBe(true)
      const back = walk(db, forward.at(-1) as Slice<Row>, 'before')
      expect(back.toReversed().flatMap(({ rows }) => rows)).toEqual(all)
      db.$client.close()
    }),
    { numRuns: 12 },
  )
})
describe('the two ends', () => {
  const shown = (n: number): Slice<Row> => page(withRows(Array.from({ length: n }, () => 'ក')), {})
  test.each([
    [0, false],
    [pageSize, false],
    [pageSize + 1, true],
  ])('%i rows: no way back from the first page, a way on: %s', (n, hasNext) => {
    expect([shown(n).before, shown(n).after !== null]).toEqual([null, hasNext])
  })
  test('a row that came or went between two pages moves no other', () => {
    const db = withRows(Array.from({ length: 120 }, () => 'ក'))
    const first = page(db, {})
    db.$client.exec(`delete from rows where id = ${String(pageSize)}; insert into rows (id, key) values (-1, 'ក')`)
    expect(page(db, { after: first.after }).rows[0]?.id).toBe(pageSize + 1)
  })
})
describe('a cursor', () => {
  test('comes back as it was, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer(), (key, id) => {
        expect(cursor.parse(encodeCursor({ key, id }))).toEqual({ key, id } satisfies Cursor)
      }),
      { numRuns: 40 },
    )
  })
  test('of the longest name that a form takes fits too', () => {
    const key = sortKey('ស្ត្រី'.repeat(66))
    expect(cursor.parse(encodeCursor({ key, id: 1 }))).toEqual({ key, id: 1 })
  })
  test.each([
    '',
    'x',
    '!!',
    Buffer.from('[1,2]').toString('base64url'),
    Buffer.from('["a",1.5]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
    'W'.repeat(9_000),
  ])('that somebody bent is a bad filter, not an error: %#', (bent) => {
    expect(cursor.safeParse(bent).success).toBe(false)
  })
})
test('the address of a list keeps its filters, encodes them and drops what is empty', () => {
  expect(
    withQuery('/people', { q: 'សុខ & ស', page: 2, none: '', gone: 'x', odd: undefined }, { gone: null, after: 'c' }),
  ).toBe('/people?q=%E1%9E%9F%E1%9E%BB%E1%9E%81+%26+%E1%9E%9F&page=2&after=c')
  expect(withQuery('/people', {})).toBe('/people')
})
test('the pager leads both ways and never carries both cursors', () => {
  const pager = pagerOf(
    voice('km'),
    '/people',
    { q: 'a', after: 'old' },
    { rows: [], total: 1_250, before: 'b', after: 'c' },
  )
  expect(pager).toEqual({ previous: '/people?q=a&before=b', next: '/people?q=a&after=c', total: '១២៥០' })
})
