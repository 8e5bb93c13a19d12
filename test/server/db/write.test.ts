import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { errorCode } from '#server/db/driver'
import { open, type Db, type Tx } from '#server/db/open'
import { exactly, prepared, read, write } from '#server/db/write'
import { aDb, aFolder } from '../support/house.ts'
import { createTables, notes } from '../support/tables.ts'

const house = (): Db => createTables(aDb())
const count = (db: Db): number => db.select().from(notes).all().length
const add = (tx: Tx, once: string): void => {
  tx.insert(notes).values({ once, words: 'x' }).run()
}

test('a story that throws leaves nothing behind', () => {
  const db = house()
  const story = (): void => {
    write(db, (tx) => {
      add(tx, 'a')
      throw new Error('no')
    })
  }
  expect(story).toThrow('no')
  expect(count(db)).toBe(0)
})
test('a verb inside a story is a savepoint: its failure, caught, takes back only its own rows', () => {
  const db = house()
  write(db, (tx) => {
    add(tx, 'outer')
    const inner = (): void => {
      write(tx, (again) => {
        add(again, 'inner')
        throw new Error('refused')
      })
    }
    expect(inner).toThrow('refused')
    add(tx, 'later')
  })
  const kept = db.select().from(notes).orderBy(notes.id).all()
  expect(kept.map(({ once }) => once)).toEqual(['outer', 'later'])
})
test('a full disk is still called so, from a story inside a story too', () => {
  const db = house()
  const pages = db.$client.pragma('page_count', { simple: true }) as number
  db.$client.pragma(`max_page_count = ${String(pages + 2)}`)
  const story = (): void => {
    write(db, (tx) => {
      write(tx, (again) =>
        again
          .insert(notes)
          .values({ once: 'big', words: 'x'.repeat(100_000) })
          .run(),
      )
    })
  }
  let code: string | undefined
  try {
    story()
  } catch (error) {
    code = errorCode(error)
  }
  expect(code).toBe('SQLITE_FULL')
  expect(db.$client.inTransaction).toBe(false)
  expect(count(db)).toBe(0)
})
test('a promise that got past the types is refused, and nothing is written', () => {
  const db = house()
  const story = ((tx: Tx) => {
    add(tx, 'a')
    return Promise.resolve()
  }) as unknown as (tx: Tx) => number
  expect(() => write(db, story)).toThrow(/promise/i)
  expect(count(db)).toBe(0)
})
test('all reads of one page see one moment, although another connection writes between them', () => {
  const file = join(aFolder(), 'lms.db')
  const ours = createTables(open(file))
  const theirs = open(file)
  const [before, after] = read(ours, () => {
    const first = count(ours)
    write(theirs, (tx) => {
      add(tx, 'a')
    })
    return [first, count(ours)] as const
  })
  expect([before, after]).toEqual([0, 0])
  expect(count(ours)).toBe(1)
  ours.$client.close()
  theirs.$client.close()
})
test('a query is built once for each database, and its limit stands in its text', () => {
  let built = 0
  const firstTwo = prepared((db) => {
    built++
    return db
      .select({ id: notes.id })
      .from(notes)
      .where(eq(notes.words, sql.placeholder('words')))
      .limit(exactly(2))
  })
  const one = house()
  const other = house()
  for (const once of ['a', 'b', 'c'])
    write(one, (tx) => {
      add(tx, once)
    })
  expect(firstTwo(one).all({ words: 'x' })).toHaveLength(2)
  expect(firstTwo(one).all({ words: 'y' })).toHaveLength(0)
  expect(firstTwo(other).all({ words: 'x' })).toHaveLength(0)
  expect(built).toBe(2)
  expect(JSON.stringify(firstTwo(one).getQuery().params)).not.toContain('2')
})
test('an acknowledged write is on the disk: the file is opened with WAL and synchronous=FULL, references are held', () => {
  const db = open(join(aFolder(), 'lms.db'))
  const of = (name: string): unknown => db.$client.pragma(name, { simple: true })
  expect([of('journal_mode'), of('synchronous'), of('foreign_keys'), of('recursive_triggers')]).toEqual([
    'wal',
    2,
    1,
    1,
  ])
  expect(of('busy_timeout')).toBeGreaterThanOrEqual(1_000)
  db.$client.close()
})
