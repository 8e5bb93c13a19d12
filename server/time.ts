/** Time: instants are integer milliseconds UTC, days are `YYYY-MM-DD` in Phnom Penh, which has no daylight saving. */
export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
/** Phnom Penh is UTC+7 all year round. */
const offset = 7 * hour

export type Day = string
/** The day in Phnom Penh of an instant. */
export const dayOf = (at: number): Day => new Date(at + offset).toISOString().slice(0, 10)
/** The first instant of a day in Phnom Penh. */
export const startOf = (heldOn: Day): number => Date.parse(`${heldOn}T00:00:00Z`) - offset
/** 23:59:59.999 of a day in Phnom Penh: when its deadlines end. */
export const endOf = (heldOn: Day): number => startOf(heldOn) + day - 1
/** Hour 0–23 and minute in Phnom Penh. */
export const clockOf = (at: number): { hour: number; minute: number } => {
  const local = new Date(at + offset)
  return { hour: local.getUTCHours(), minute: local.getUTCMinutes() }
}
/** Whether a text is a day that the calendar has (`2026-02-30` is none). */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
/** The day some days later (earlier when negative). */
export const daysLater = (from: Day, days: number): Day => dayOf(startOf(from) + days * day)
/** The same day of the month some months later, the last one of a shorter month. */
export const monthsLater = (from: Day, months: number): Day => {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
