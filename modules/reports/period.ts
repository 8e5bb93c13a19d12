import type { Day } from '#server/time'

type Typed = { from?: Day | undefined; to?: Day | undefined }
const newYear = (day: Day): Day => `${day.slice(0, 4)}-01-01`

/**
 * The days of a report, both included. Without any it is this year until today; with a last day alone, the year of that
 * day until it. Days in the wrong order are not used, and `isTurned` says so.
 */
export const periodOf = ({ from, to }: Typed, today: Day): { from: Day; to: Day; isTurned: boolean } => {
  const last = to ?? today
  const first = from ?? newYear(last)
  return first <= last
    ? { from: first, to: last, isTurned: false }
    : { from: newYear(today), to: today, isTurned: true }
}
