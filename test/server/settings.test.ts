import { expect, test } from 'vitest'
import { write } from '#server/db/write'
import { whole } from '#server/http/inputs'
import { verify } from '#server/journal'
import { journal, journalDetails, settings } from '#server/schema'
import { change, setting, valueOf } from '#server/settings'
import { aDb, anActor, noon } from './support/house.ts'

const idle = setting({ key: 'idle', schema: whole(1, 480), default: 15, label: 'server:name', hint: 'server:name' })
test('a setting has its default until the office changes it, and the change stands in the journal with both values', () => {
  const db = aDb()
  expect(valueOf(db, idle)).toBe(15)
  change(db, anActor({ person: 7 }), 'settings.change', idle, '30', noon)
  change(db, anActor({ person: 7 }), 'settings.change', idle, '៤៥', noon)
  expect(valueOf(db, idle)).toBe(45)
  expect(db.select().from(journal).all().at(-1)).toMatchObject({
    personId: 7,
    action: 'settings.change',
    subject: 'settings/idle',
    fields: ['idle'],
  })
  expect(db.select().from(journalDetails).all().at(-1)?.values).toEqual({ before: '30', after: '៤៥' })
  expect(verify(db).fault).toBeNull()
})
test('a stored value that no longer fits counts as not set', () => {
  const db = aDb()
  db.insert(settings).values({ key: 'idle', value: 'soon', changedAt: noon }).run()
  expect(valueOf(db, idle)).toBe(15)
})
test('a change that is taken back leaves setting and journal as they were', () => {
  const db = aDb()
  const story = (): void => {
    write(db, (tx) => {
      change(tx, anActor(), 'settings.change', idle, '30', noon)
      throw new Error('refused')
    })
  }
  expect(story).toThrow('refused')
  expect(valueOf(db, idle)).toBe(15)
  expect(db.select().from(journal).all()).toEqual([])
})
