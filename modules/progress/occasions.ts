import type { Fact } from './standing.ts'

/** One event or meeting as a person attended it. `at`: the last of its facts. */
export type Occasion = { readonly key: string; minutes: number; planned: number; isPassed: boolean; at: number }

/** Adds up the attendance facts of each occasion; each carries the planned minutes of the whole. */
export const occasionsOf = (facts: readonly Fact[]): Occasion[] => {
  const all: Occasion[] = []
  // A person has few occasions of one subject: looking through them beats a map.
  for (const { kind, occasion, minutes, plannedMinutes, passed, happenedAt } of facts) {
    if (kind !== 'attendance') continue
    let one = all.find(({ key }) => key === occasion)
    if (!one) all.push((one = { key: occasion, minutes: 0, planned: 0, isPassed: false, at: happenedAt }))
    one.minutes += minutes ?? 0
    one.planned = Math.max(one.planned, plannedMinutes ?? 0)
    one.isPassed ||= passed === true
    one.at = Math.max(one.at, happenedAt)
  }
  return all
}
/** Minutes are the truth; only a record without planned minutes is taken at its word. */
export const enough = ({ minutes, planned, isPassed }: Omit<Occasion, 'key' | 'at'>, percent: number): boolean =>
  planned > 0 ? minutes * 100 >= planned * percent : isPassed
export const percentOf = ({ minutes, planned, isPassed }: Occasion): number => {
  if (planned > 0) return (minutes * 100) / planned
  return isPassed ? 100 : 0
}
