import { expect, test } from 'vitest'
import { TooMany } from '#server/errors'
import { forgetTries, forgive, throttle, type Limit } from '#server/http/limits'
import { throttles } from '#server/schema'
import { day, minute } from '#server/time'
import { aDb, noon } from '../support/house.ts'

const limit: Limit = { name: 'test', tries: 3, window: 15 * minute }
/** Seconds to wait after one more try, 0 when it was let through. */
const wait = (db: ReturnType<typeof aDb>, key: string, now: number): number => {
  try {
    throttle(db, limit, key, now)
    return 0
  } catch (error) {
    if (error instanceof TooMany) return error.seconds
    throw error
  }
}
test('three tries pass, the fourth is told how long to wait, and trying on does not make it longer', () => {
  const db = aDb()
  expect([1, 2, 3].map(() => wait(db, 'a', noon))).toEqual([0, 0, 0])
  expect(wait(db, 'a', noon)).toBe(15 * 60)
  expect(wait(db, 'a', noon + 14 * minute)).toBe(60)
  expect(wait(db, 'a', noon + 15 * minute - 1)).toBe(1)
  expect(wait(db, 'a', noon + 15 * minute)).toBe(0)
})
test('each key and each limit counts for itself', () => {
  const db = aDb()
  for (let n = 0; n < 4; n++) wait(db, 'a', noon)
  expect(wait(db, 'b', noon)).toBe(0)
  expect(() => {
    throttle(db, { ...limit, name: 'other' }, 'a', noon)
  }).not.toThrow()
})
test('after a success the earlier tries are forgiven', () => {
  const db = aDb()
  for (let n = 0; n < 4; n++) wait(db, 'a', noon)
  forgive(db, limit, 'a')
  expect(wait(db, 'a', noon)).toBe(0)
})
test('a day later the keys, which may be phone numbers, are gone', () => {
  const db = aDb()
  wait(db, 'a', noon)
  wait(db, 'b', noon + minute)
  forgetTries(db, noon + day + 1)
  expect(db.select({ key: throttles.key }).from(throttles).all()).toEqual([{ key: 'test:b' }])
})
