import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { isUnique } from '#server/db/driver'
import { keepFact } from '#server/db/facts'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { aDb } from '../support/house.ts'
import { aDeed, createTables, deeds, notes } from '../support/tables.ts'

const withDeed = (): Db => {
  const db = createTables(aDb())
  db.insert(deeds).values(aDeed('a')).run()
  return db
}
describe('a fact', () => {
  test.each([
    'delete from test_deeds',
    `insert or replace into test_deeds select id, uuid, personId, happenedAt, recordedAt, recordedBy, method, evidence, voids, 1 from test_deeds`,
  ])('is never deleted: %s', (statement) => {
    const db = withDeed()
    expect(() => db.$client.exec(statement)).toThrow('a fact is never')
    expect(db.select().from(deeds).all()).toMatchObject([aDeed('a')])
  })
  test.each(['uuid', 'happenedAt', 'recordedAt', 'recordedBy', 'method', 'evidence', 'minutes', 'voids'])(
    'is never changed in its %s, not even together with its person',
    (column) => {
      const db = withDeed()
      for (const more of ['', ', personId = 2'])
        expect(() => db.$client.exec(`update test_deeds set "${column}" = 7${more}`)).toThrow('a fact is never changed')
    },
  )
  test('voids only an earlier one of the same person', () => {
    const db = withDeed()
    const voiding = (uuid: string, personId: number, voids: number): (() => unknown) => () =>
      db.insert(deeds).values({ ...aDeed(uuid), personId, voids }).run() // prettier-ignore
    expect(voiding('b', 2, 1)).toThrow('of the same person')
    expect(voiding('c', 1, 7)).toThrow('an earlier one')
    expect(voiding('d', 1, 1)).not.toThrow()
  })
  test('moves to another person, which merging needs', () => {
    const db = withDeed()
    db.update(deeds).set({ personId: 2 }).where(eq(deeds.uuid, 'a')).run()
    expect(db.select().from(deeds).get()?.personId).toBe(2)
  })
  test('is corrected once: a second fact that voids it is refused by the schema', () => {
    const db = withDeed()
    db.insert(deeds)
      .values({ ...aDeed('b'), voids: 1 })
      .run()
    let caught: unknown
    try {
      db.insert(deeds)
        .values({ ...aDeed('c'), voids: 1 })
        .run()
    } catch (error) {
      caught = error
    }
    expect(isUnique(caught)).toBe(true)
    expect(() =>
      db
        .insert(deeds)
        .values({ ...aDeed('d'), voids: 99 })
        .run(),
    ).toThrow()
  })
})
describe('the same uuid', () => {
  const keep = (db: Db, row: typeof deeds.$inferInsert): boolean =>
    write(db, (tx) => keepFact(tx, deeds, { ...row, recordedBy: row.recordedBy ?? null }).isNew)
  test('again is the same fact, also when told later and by somebody else', () => {
    const db = createTables(aDb())
    expect([
      keep(db, aDeed('a')),
      keep(db, aDeed('a')),
      keep(db, { ...aDeed('a'), recordedAt: 9, recordedBy: 2 }),
    ]).toEqual([true, false, false])
    expect(db.select().from(deeds).all()).toHaveLength(1)
  })
  test('with other content is refused, and the first one stays', () => {
    const db = createTables(aDb())
    keep(db, aDeed('a'))
    expect(() => keep(db, { ...aDeed('a'), minutes: 90 })).toThrow(Refused)
    expect(db.select().from(deeds).all()).toMatchObject([{ minutes: 60 }])
  })
})
test('rowVersion counts every edit by itself', () => {
  const db = createTables(aDb())
  db.insert(notes).values({ once: 'a', words: 'x' }).run()
  for (const words of ['y', 'z']) db.update(notes).set({ words }).run()
  expect(db.select().from(notes).get()).toMatchObject({ words: 'z', rowVersion: 3 })
})
