import { join } from 'node:path'
import { expect, test } from 'vitest'
import { derivedOf } from '#server/compose'
import { kept, touch } from '#server/db/kept'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { write } from '#server/db/write'
import { settings } from '#server/schema'
import { aDb, aFolder } from '../support/house.ts'

const words = (db: Db): string =>
  db
    .select()
    .from(settings)
    .all()
    .map(({ value }) => String(value))
    .join()
const say = (db: Db, value: string): void => {
  write(db, (tx) => {
    tx.insert(settings)
      .values({ key: 'word', value, changedAt: 0 })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run()
    touch(tx)
  })
}
test('what is kept is read once, and again after a change by another connection', () => {
  let built = 0
  const word = kept((db) => {
    built++
    return words(db)
  })
  const file = join(aFolder(), 'lms.db')
  const ours = open(file)
  migrate(ours, derivedOf([]))
  const theirs = open(file)
  say(ours, 'one')
  expect([word(ours), word(ours), word(theirs)]).toEqual(['one', 'one', 'one'])
  expect(built).toBe(2)
  say(theirs, 'two')
  expect(word(ours)).toBe('two')
  ours.$client.close()
  theirs.$client.close()
})
test('a change that was taken back is never shown, not even when the next change follows at once', () => {
  const word = kept(words)
  const db = aDb()
  say(db, 'one')
  const takenBack = (): void => {
    write(db, (tx) => {
      say(tx, 'never')
      expect(word(tx)).toBe('never')
      throw new Error('refused')
    })
  }
  expect(takenBack).toThrow('refused')
  say(db, 'two')
  expect(word(db)).toBe('two')
})
