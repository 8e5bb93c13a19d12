import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawn, type Candidate } from '../../modules/assessments/draw.ts'

const tags = ['a', 'b', 'c']
const candidate = fc.record({
  tag: fc.constantFrom(...tags),
  options: fc.integer({ min: 2, max: 8 }),
  seen: fc.integer({ min: 0, max: 3 }),
})
const bank = fc
  .array(candidate, { maxLength: 40 })
  .map((all): Candidate[] => all.map((one, at) => ({ ...one, questionId: at + 1, versionId: at + 101 })))
const draw = fc.array(fc.record({ tag: fc.constantFrom(...tags), count: fc.integer({ min: 1, max: 6 }) }), {
  maxLength: 5,
})
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const wanted = (rows: readonly { tag: string; count: number }[], tag: string): number =>
  rows.filter((one) => one.tag === tag).reduce((sum, { count }) => sum + count, 0)

test('the same seed draws the same questions in the same order, another seed others', () => {
  fc.assert(
    fc.property(bank, draw, seed, (all, rows, n) => {
      expect(drawn(all, rows, n)).toEqual(drawn(all, rows, n))
    }),
  )
  const all: Candidate[] = Array.from({ length: 20 }, (_, at) => ({
    questionId: at,
    versionId: at,
    tag: 'a',
    options: 4,
    seen: 0,
  }))
  const orders = new Set(Array.from({ length: 50 }, (_, n) => JSON.stringify(drawn(all, [{ tag: 'a', count: 5 }], n))))
  expect(orders.size).toBeGreaterThan(45)
})
test('no question comes twice, each tag comes as often as asked or as there are', () => {
  fc.assert(
    fc.property(bank, draw, seed, (all, rows, n) => {
      const found = drawn(all, rows, n).map(({ versionId }) => all.find((one) => one.versionId === versionId))
      expect(new Set(found).size).toBe(found.length)
      for (const tag of tags) {
        const there = all.filter((one) => one.tag === tag).length
        expect(found.filter((one) => one?.tag === tag).length).toBe(Math.min(there, wanted(rows, tag)))
      }
    }),
  )
})
test('what a person has met least comes first', () => {
  fc.assert(
    fc.property(bank, draw, seed, (all, rows, n) => {
      const taken = new Set(drawn(all, rows, n).map(({ versionId }) => versionId))
      for (const tag of tags) {
        const inside = all.filter((one) => one.tag === tag && taken.has(one.versionId)).map(({ seen }) => seen)
        const outside = all.filter((one) => one.tag === tag && !taken.has(one.versionId)).map(({ seen }) => seen)
        if (inside.length > 0 && outside.length > 0)
          expect(Math.max(...inside)).toBeLessThanOrEqual(Math.min(...outside))
      }
    }),
  )
})
test('every question comes with all its options, each once', () => {
  fc.assert(
    fc.property(bank, draw, seed, (all, rows, n) => {
      for (const { versionId, optionOrder } of drawn(all, rows, n)) {
        const { options } = all.find((one) => one.versionId === versionId) ?? { options: 0 }
        expect([...optionOrder].sort((a, b) => a - b)).toEqual(Array.from({ length: options }, (_, at) => at))
      }
    }),
  )
})
