import { readDay } from './day.ts'
import { khmerDigits } from './digits.ts'

const MONTHS = ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ']

const WEEKDAYS = ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍']

const pick = (names: readonly string[], index: number, what: string): string => {
  const name = names[index]
  if (name === undefined) throw new RangeError(`Not a ${what}`)
  return name
}

/** The solar month, 1 = មករា … 12 = ធ្នូ. Throws RangeError outside 1–12. */
export function monthName(month: number): string {
  return pick(MONTHS, month - 1, `month from 1 to 12: ${String(month)}`)
}

/** The day of the week, 0 = អាទិត្យ (Sunday) … 6 = សៅរ៍, as `Date.getUTCDay()` counts. Throws RangeError outside 0–6. */
export function weekdayName(weekday: number): string {
  return pick(WEEKDAYS, weekday, `weekday from 0 to 6: ${String(weekday)}`)
}

/** '2026-04-14' → «ថ្ងៃអង្គារ ទី១៤ ខែមេសា ឆ្នាំ២០២៦» (KHMER-STYLE.md, rule 20). Throws RangeError for what is no day. */
export function solarDate(text: string): string {
  const { year, month, day, weekday } = readDay(text)
  return khmerDigits(
    `ថ្ងៃ${weekdayName(weekday)} ទី${String(day)} ខែ${monthName(month)} ឆ្នាំ${String(year).padStart(4, '0')}`,
  )
}

const NOON = 12

/** The last hour of each part of the day; 12:00 itself is noon. */
const DAY_PARTS = [
  [3, 'យប់'],
  [11, 'ព្រឹក'],
  [16, 'រសៀល'],
  [18, 'ល្ងាច'],
  [23, 'យប់'],
] as const

/**
 * A time of day, hour 0–23 and minute 0–59 → «ម៉ោង ៨:៣០ ព្រឹក», in twelve hours with the part of the day (KHMER-STYLE.md,
 * rule 21). Throws RangeError for what is no time.
 */
export function clockTime(hour: number, minute: number): string {
  const part = dayPart(hour, minute)
  const onTheDial = hour % NOON === 0 ? NOON : hour % NOON
  return `ម៉ោង ${khmerDigits(`${String(onTheDial)}:${String(minute).padStart(2, '0')}`)} ${part}`
}

function dayPart(hour: number, minute: number): string {
  if (hour === NOON && minute === 0) return 'ថ្ងៃត្រង់'
  const part = DAY_PARTS.find(([last]) => hour <= last)
  const isTime = Number.isInteger(hour) && hour >= 0 && Number.isInteger(minute) && minute >= 0 && minute <= 59
  if (!isTime || part === undefined) throw new RangeError(`Not a time: ${String(hour)}:${String(minute)}`)
  return part[1]
}
