const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MILLISECONDS_A_DAY = 86_400_000

export type Day = { year: number; month: number; day: number; number: number; weekday: number }

/**
 * Reads a day 'YYYY-MM-DD'. `number` counts days from 1970-01-01, `weekday` from 0 = Sunday. Pure calendar, no clock and
 * no zone. Throws RangeError for anything else, such as '2026-02-30'.
 */
export function readDay(text: string): Day {
  const [year = NaN, month = NaN, day = NaN] = (DAY.exec(text) ?? []).slice(1).map(Number)
  const instant = Date.UTC(year, month - 1, day)
  const date = new Date(instant)
  // Date.UTC rolls 30 February over into March, and reads years under 100 as 19xx.
  if (Number.isNaN(instant) || date.toISOString().slice(0, 10) !== text) throw new RangeError(`Not a day: ${text}`)
  return { year, month, day, number: instant / MILLISECONDS_A_DAY, weekday: date.getUTCDay() }
}
