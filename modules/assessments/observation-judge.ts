import type { Criterion, Levels, RubricBody } from './rubric-shape.ts'

export type Verdict = {
  /** Weighted mean of the levels against the highest one. */
  percent: number
  passed: boolean
  /** A critical criterion stands at the lowest level: not passed, whatever the percent. */
  criticalFailed: boolean
}
export type Judgement = Verdict & {
  /** The mean of each criterion. */
  levels: Levels
  /** Criteria on which two observers are two levels or more apart. */
  gaps: readonly string[]
  /** One observer saw a pass and another did not. */
  isSplit: boolean
  /** What a third person must decide: the gaps; with split verdicts all on which the observers differ. */
  disputed: readonly string[]
}
type Rubric = Pick<RubricBody, 'passPercent'> & {
  criteria: readonly Pick<Criterion, 'code' | 'weight' | 'critical' | 'levels'>[]
}
/** So far apart that a mean would hide it (PRODUCT rule 7). */
const widest = 2
/** Means below this are nearer to the lowest level than to the next. */
const lowest = 1.5
/** Thirds of a level do not add up exactly: 69.999999999 is 70. */
const exact = (percent: number): number => Math.round(percent * 1e6) / 1e6
const levelIn = (levels: Levels, code: string): number => {
  const level = levels[code]
  if (level === undefined) throw new Error(`no level of ${code}`)
  return level
}
/** Percent = Σ weight × level / highest level. Passed at `passPercent`, unless a critical criterion is at the lowest level. */
export const verdictOf = ({ criteria, passPercent }: Rubric, levels: Levels): Verdict => {
  const percent = exact(
    criteria.reduce((sum, { code, weight, levels: { length } }) => sum + (weight * levelIn(levels, code)) / length, 0),
  )
  const criticalFailed = criteria.some(({ code, critical }) => critical && levelIn(levels, code) < lowest)
  return { percent, passed: percent >= passPercent && !criticalFailed, criticalFailed }
}
/**
 * What the sheets of all observers come to, in any order: the mean by criterion, and where they are too far apart.
 * At least one sheet, each with a level for every criterion.
 */
export const judge = (rubric: Rubric, sheets: readonly Levels[]): Judgement => {
  const codes = rubric.criteria.map(({ code }) => code)
  const given = new Map(codes.map((code) => [code, sheets.map((sheet) => levelIn(sheet, code))]))
  const apart = (code: string): number => {
    const all = given.get(code) ?? []
    return Math.max(...all) - Math.min(...all)
  }
  const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length
  const levels = Object.fromEntries([...given].map(([code, all]) => [code, mean(all)]))
  const gaps = codes.filter((code) => apart(code) >= widest)
  const isSplit = new Set(sheets.map((sheet) => verdictOf(rubric, sheet).passed)).size > 1
  return {
    ...verdictOf(rubric, levels),
    levels,
    gaps,
    isSplit,
    disputed: isSplit ? codes.filter((code) => apart(code) > 0) : gaps,
  }
}
