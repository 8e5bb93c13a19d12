import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, stateOn, type Decision, type LeadNeed, type Licence } from '#modules/trainers'

const base: Licence = {
  ...{ id: 1, personId: 1, level: 'lead', validFrom: '2026-01-01', validTo: '2026-12-31' },
  ...{ topics: [1], provinces: [], suspensions: [] },
}
const need: LeadNeed = { topicId: 1, provinceId: 5, days: ['2026-06-01', '2026-06-02'] }
const licence = (more: Partial<Licence> = {}): Licence => ({ ...base, ...more })
const said = (decision: Decision): unknown => (decision.isOk ? decision.licenceId : decision.reason.key)
const on = (...days: string[]): LeadNeed => ({ ...need, days })

describe('why somebody may not lead, the reason that helps most', () => {
  test.each<[string, readonly Licence[], LeadNeed, string | number]>([
    ['nothing at all', [], need, 'trainers:check.none'],
    ['another topic', [licence({ topics: [2, 3] })], need, 'trainers:check.topic'],
    ['another province', [licence({ provinces: [4] })], need, 'trainers:check.province'],
    ['her province among others', [licence({ provinces: [4, 5] })], need, 1],
    ['not yet', [licence({ validFrom: '2026-06-02' })], need, 'trainers:check.notYet'],
    ['from the first day on', [licence({ validFrom: '2026-06-01' })], need, 1],
    ['over', [licence({ validTo: '2026-06-01' })], need, 'trainers:check.expired'],
    ['the last day counts', [licence({ validTo: '2026-06-02' })], need, 1],
    ['suspended', [licence({ suspensions: [{ from: '2026-06-02', to: null }] })], need, 'trainers:check.suspended'],
    ['suspended from the day after', [licence({ suspensions: [{ from: '2026-06-03', to: null }] })], need, 1],
    ['lifted that very day', [licence({ suspensions: [{ from: '2026-05-01', to: '2026-06-01' }] })], need, 1],
    ['lifted a day late', [licence({ suspensions: [{ from: '2026-05-01', to: '2026-06-02' }] })], need, 'trainers:check.suspended'],
    ['lifted before it began', [licence({ suspensions: [{ from: '2026-06-01', to: '2026-06-01' }] })], need, 1],
    ['beside another only', [licence({ level: 'co' })], need, 'trainers:check.onlyCo'],
    ['no days yet', [licence({ validTo: '2020-01-01', validFrom: '2019-01-01' })], on(), 1],
    ['days in any order', [licence({ validTo: '2026-06-01' })], on('2026-06-02', '2026-06-01'), 'trainers:check.expired'],
    // Topic of one and province of the other do not make a licence together.
    ['two halves', [licence({ provinces: [4] }), licence({ id: 2, topics: [2] })], need, 'trainers:check.province'],
  ])('%s', (_name, all, asked, expected) => {
    expect(said(decide(all, asked, 'lead'))).toBe(expected)
  }) // prettier-ignore
})
test('a reason carries the day it speaks of, as numbers for any language', () => {
  expect(decide([licence({ validTo: '2026-06-01' })], need, 'lead')).toEqual({
    isOk: false,
    reason: { key: 'trainers:check.expired', params: { year: 2026, month: 6, date: 1 } },
  })
})
test('two licences cover two days together: one that ends and one that follows', () => {
  const [first, second] = [licence({ validTo: '2026-06-01' }), licence({ id: 2, validFrom: '2026-06-02', validTo: '2027-06-02' })] // prettier-ignore
  expect(decide([first], need, 'lead').isOk).toBe(false)
  expect(decide([second], need, 'lead').isOk).toBe(false)
  expect(decide([first, second], need, 'lead')).toMatchObject({ isOk: true, licenceId: 2, validTo: '2027-06-02' })
})
test('a lead serves beside another lead; a co-trainer does too and never leads', () => {
  expect(decide([licence()], need, 'co').isOk).toBe(true)
  expect(decide([licence({ level: 'co' })], need, 'co').isOk).toBe(true)
  const longer = licence({ id: 2, level: 'co', validTo: '2028-01-01' })
  expect(decide([longer, licence()], need, 'lead')).toMatchObject({ licenceId: 1, validTo: '2026-12-31' })
})
test('what a licence is on a day: over outweighs suspended, and both edges belong to it', () => {
  const held = licence({ suspensions: [{ from: '2026-12-01', to: null }] })
  const days = ['2025-12-31', '2026-01-01', '2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01']
  expect(days.map((one) => stateOn(held, one))).toEqual([
    'future',
    'valid',
    'valid',
    'suspended',
    'suspended',
    'expired',
  ])
})

const dayFrom = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
const someDay = fc.integer({ min: 0, max: 40 }).map(dayFrom)
const span = fc.tuple(someDay, someDay).map(([a, b]): [string, string] => (a < b ? [a, b] : [b, a]))
const suspension = fc.tuple(span, fc.boolean()).map(([[from, to], isOpen]) => ({ from, to: isOpen ? null : to }))
const few = fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 3 })
const anyLicence: fc.Arbitrary<Licence> = fc
  .record({ id: fc.nat(9), level: fc.constantFrom('lead', 'co'), span, topics: few, provinces: few, suspensions: fc.array(suspension, { maxLength: 2 }) })
  .map(({ span: [validFrom, validTo], ...rest }) => ({ personId: 1, validFrom, validTo, ...rest })) // prettier-ignore
const anyNeed: fc.Arbitrary<LeadNeed> = fc.record({
  topicId: fc.integer({ min: 1, max: 3 }),
  provinceId: fc.integer({ min: 1, max: 3 }),
  days: fc.array(someDay, { maxLength: 4 }),
})
const anyLevel = fc.constantFrom('lead' as const, 'co' as const)

test('one licence more never takes a right away', () => {
  const all = fc.array(anyLicence, { maxLength: 3 })
  fc.assert(
    fc.property(all, anyLicence, anyNeed, anyLevel, fc.nat(3), (held, more, asked, level, at) => {
      fc.pre(decide(held, asked, level).isOk)
      const grown = held.toSpliced(at, 0, more)
      expect(decide(grown, asked, level).isOk).toBe(true)
    }),
    { numRuns: 300 },
  )
})
test('the answer is the rule read day by day, in whatever order licences and days come', () => {
  fc.assert(
    fc.property(fc.array(anyLicence, { maxLength: 4 }), anyNeed, anyLevel, (held, asked, level) => {
      const holds = (one: Licence, day: string): boolean =>
        one.topics.includes(asked.topicId) &&
        (one.provinces.length === 0 || one.provinces.includes(asked.provinceId)) &&
        (level === 'co' || one.level === 'lead') &&
        one.validFrom <= day && day <= one.validTo &&
        !one.suspensions.some(({ from, to }) => from <= day && (to === null || day < to)) // prettier-ignore
      fc.pre(asked.days.length > 0)
      const expected = asked.days.every((day) => held.some((one) => holds(one, day)))
      expect(decide(held, asked, level).isOk).toBe(expected)
      expect(decide(held.toReversed(), { ...asked, days: asked.days.toReversed() }, level).isOk).toBe(expected)
    }),
    { numRuns: 1_000 },
  )
})
