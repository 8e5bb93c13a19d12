import type { questionTypes } from './schema.ts'
import type { QuestionKey } from './shapes.ts'

type Type = (typeof questionTypes)[number]
/**
 * Points of one answer, 0 to 1. `single`: all or nothing. `multiple`: max(0, (right chosen − wrong chosen) / number
 * right), so that choosing everything earns less than knowing. No answer is 0.
 */
export const pointsOf = (
  type: Type,
  { right }: Pick<QuestionKey, 'right'>,
  answer: readonly number[] | null,
): number => {
  const chosen = [...new Set(answer ?? [])]
  const good = chosen.filter((one) => right.includes(one)).length
  if (type === 'single') return chosen.length === 1 && good === 1 ? 1 : 0
  return Math.max(0, (good - (chosen.length - good)) / right.length)
}
/** Percent, rounded half up. */
export const scoreOf = (points: readonly number[]): number =>
  points.length === 0 ? 0 : Math.round((100 * points.reduce((sum, one) => sum + one, 0)) / points.length)
