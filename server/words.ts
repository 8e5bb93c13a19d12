import type { Voice } from '#server/i18n'
import { clockTime, monthName, solarDate } from '#server/khmer'
import { clockOf, dayOf, type Day } from '#server/time'

const englishMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore
const partsOf = (on: Day): { year: number; month: number; date: number } => {
  const [year = 0, month = 1, date = 1] = on.split('-').map(Number)
  return { year, month, date }
}
/** "១៤ មេសា ២០២៦", "14 April 2026": a day in a line. */
export const dayWords = (voice: Voice, on: Day): string => {
  const { year, month, date } = partsOf(on)
  return `${voice.number(date)} ${monthWords(voice, month)} ${voice.number(year)}`
}
/** "មេសា ២០២៦", "April 2026": the head of a month. */
export const monthOf = (voice: Voice, on: Day): string => {
  const { year, month } = partsOf(on)
  return `${monthWords(voice, month)} ${voice.number(year)}`
}
const monthWords = ({ language }: Voice, month: number): string =>
  language === 'km' ? monthName(month) : (englishMonths[month - 1] ?? '')
const englishDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
/** "ថ្ងៃអង្គារ ទី១៤ ខែមេសា ឆ្នាំ២០២៦", "Tuesday, 14 April 2026". */
export const longDay = ({ language }: Voice, on: Day): string =>
  language === 'km' ? solarDate(on) : englishDay.format(Date.parse(`${on}T00:00:00Z`))
/** "ម៉ោង ៨:៣០ ព្រឹក", "8:30". */
export const timeWords = (voice: Voice, at: number): string => {
  const { hour, minute } = clockOf(at)
  return voice.language === 'km' ? clockTime(hour, minute) : `${String(hour)}:${String(minute).padStart(2, '0')}`
}
/** Day and time of an instant. */
export const momentWords = (voice: Voice, at: number): string =>
  `${dayWords(voice, dayOf(at))} · ${timeWords(voice, at)}`
