import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge, verdictOf } from '../../modules/assessments/observation-judge.ts'

const four = [1, 2, 3, 4].map((score) => ({ score, descriptor: { km: 'ក', en: 'a' } }))
/** Three criteria, the last one critical. */
const rubric = {
  passPercent: 70,
  criteria: [
    { code: 'A1', weight: 50, critical: false, levels: four },
    { code: 'B2', weight: 45, critical: false, levels: four },
    { code: 'C3', weight: 5, critical: true, levels: four },
  ],
}
const sheet = (...[A1 = 3, B2 = 3, C3 = 3]: number[]): Record<string, number> => ({ A1, B2, C3 })

test.each([
  { what: 'all threes are 75 %', sheets: [sheet()], percent: 75, passed: true },
  { what: 'the pass mark itself passes', sheets: [sheet(3, 3, 3)], percent: 75, passed: true, mark: 75 },
  { what: 'just below is not yet', sheets: [sheet(3, 2, 4)], percent: 65, passed: false },
  {
    what: 'a critical criterion at level 1 fails at 96.25 %',
    sheets: [sheet(4, 4, 1)],
    percent: 96.25,
    passed: false,
    critical: true,
  },
  { what: 'at level 2 it does not', sheets: [sheet(4, 4, 2)], percent: 97.5, passed: true },
  { what: 'another criterion at level 1 is only a low one', sheets: [sheet(1, 4, 4)], percent: 62.5, passed: false },
  { what: 'two sheets: the mean by criterion', sheets: [sheet(3, 3, 3), sheet(4, 3, 3)], percent: 81.25, passed: true },
  { what: 'three sheets: thirds add up', sheets: [sheet(3), sheet(3), sheet(4)], percent: 79.166667, passed: true },
  {
    what: 'a mean of 4/3 on a critical criterion is nearer to 1',
    sheets: [sheet(4, 4, 1), sheet(4, 4, 1), sheet(4, 4, 2)],
    percent: 96.666667,
    passed: false,
    critical: true,
    isSplit: true,
    disputed: ['C3'],
  },
  {
    what: 'two levels apart is a gap',
    sheets: [sheet(4, 3, 3), sheet(2, 4, 3)],
    percent: 80.625,
    passed: true,
    gaps: ['A1'],
    isSplit: false,
    disputed: ['A1'],
  },
  {
    what: 'a split without a gap disputes whatever differs',
    sheets: [sheet(3, 3, 3), sheet(3, 2, 2)],
    percent: 68.75,
    passed: false,
    isSplit: true,
    disputed: ['B2', 'C3'],
  },
  {
    what: 'a split with a gap too',
    sheets: [sheet(4, 3, 3), sheet(2, 2, 3)],
    percent: 69.375,
    passed: false,
    gaps: ['A1'],
    isSplit: true,
    disputed: ['A1', 'B2'],
  },
])('$what', ({ sheets, percent, passed, mark = 70, critical = false, gaps = [], isSplit = false, disputed = [] }) => {
  expect(judge({ ...rubric, passPercent: mark }, sheets)).toMatchObject({
    percent,
    passed,
    criticalFailed: critical,
    gaps,
    isSplit,
    disputed,
  })
})
test('a level that is missing is no zero: it does not come from a sheet that was sent', () => {
  expect(() => judge(rubric, [{ A1: 3, B2: 3 }])).toThrow(/C3/)
})
test('a whole that is exactly the pass mark passes, however many thirds it is made of', () => {
  const even = {
    passPercent: 75,
    criteria: [33, 33, 34].map((weight, at) => ({ code: `X${String(at)}`, weight, critical: false, levels: four })),
  }
  const sheets = [2, 3, 4].map((level) => ({ X0: level, X1: level, X2: level }))
  expect(judge(even, sheets)).toMatchObject({ percent: 75, passed: true })
})

const level = fc.integer({ min: 1, max: 4 })
const anySheet = fc.record({ A1: level, B2: level, C3: level })
const sheets = fc.array(anySheet, { minLength: 1, maxLength: 5 })
test('raising a level never lowers the percent, and never takes a pass away', () => {
  fc.assert(
    fc.property(sheets, fc.nat(), fc.constantFrom('A1', 'B2', 'C3'), (all, which, code) => {
      const raised = all.map((one, at) =>
        at === which % all.length ? { ...one, [code]: Math.min(4, one[code as 'A1'] + 1) } : one,
      )
      const [before, after] = [judge(rubric, all), judge(rubric, raised)]
      expect(after.percent).toBeGreaterThanOrEqual(before.percent)
      expect(Number(after.passed)).toBeGreaterThanOrEqual(Number(before.passed))
    }),
  )
})
test('the order of the sheets does not matter', () => {
  fc.assert(
    fc.property(
      sheets.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const [one, other] = [judge(rubric, all), judge(rubric, shuffled)]
        expect(other).toMatchObject({
          percent: one.percent,
          passed: one.passed,
          criticalFailed: one.criticalFailed,
          gaps: one.gaps,
          isSplit: one.isSplit,
          disputed: one.disputed,
        })
      },
    ),
  )
})
test('one sheet alone is never in dispute and says what it says; more stay within the lowest and highest', () => {
  fc.assert(
    fc.property(anySheet, (one) => {
      expect(judge(rubric, [one])).toMatchObject({
        ...verdictOf(rubric, one),
        levels: one,
        gaps: [],
        isSplit: false,
        disputed: [],
      })
    }),
  )
  fc.assert(
    fc.property(sheets, (all) => {
      const each = all.map((one) => verdictOf(rubric, one).percent)
      const { percent } = judge(rubric, all)
      expect(percent).toBeGreaterThanOrEqual(Math.min(...each) - 1e-6)
      expect(percent).toBeLessThanOrEqual(Math.max(...each) + 1e-6)
    }),
  )
})
