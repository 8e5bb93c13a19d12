import { weekdayName } from './dates.ts'
import { readDay } from './day.ts'
import { khmerDigits } from './digits.ts'
import { DAYS_TO_ERA_TURN, ERA_OFFSET, FIRST_YEAR, LAST_YEAR, monthsOf, startOf } from './lunar-year.ts'
import { LESSER_ERA_OFFSET, newSakDay, newYearDay } from './new-year.ts'

const ANIMALS = ['ជូត', 'ឆ្លូវ', 'ខាល', 'ថោះ', 'រោង', 'ម្សាញ់', 'មមី', 'មមែ', 'វក', 'រកា', 'ច', 'កុរ']
const YEAR_OF_THE_RAT = 1900

const SAKS = ['សំរឹទ្ធិស័ក', 'ឯកស័ក', 'ទោស័ក', 'ត្រីស័ក', 'ចត្វាស័ក', 'បញ្ចស័ក', 'ឆស័ក', 'សប្តស័ក', 'អដ្ឋស័ក', 'នព្វស័ក']

const WAXING_NIGHTS = 15

export type LunarDate = {
  night: number
  waxing: boolean
  month: string
  animal: string
  sak: string
  era: number
  text: string
}

/**
 * The Khmer lunar date of a day 'YYYY-MM-DD' from 1900 to 2199: `night` 1–15 of the waxing (កើត) or waning (រោច) half,
 * names in Khmer, `era` the Buddhist-era year as a number, `text` as papers carry it:
 * «ថ្ងៃព្រហស្បតិ៍ ៣កើត ខែបុស្ស ឆ្នាំជូត ទោស័ក ព.ស.២៥៦៤».
 *
 * The era year turns on ១រោច ពិសាខ, the animal on the day of the New Year hour, the sak on the last day of the New Year.
 * A day has no hour here: on the day of the New Year hour itself papers disagree, and the signer may edit the line.
 * Throws RangeError for what is no day or lies outside these years.
 */
export function lunarDate(text: string): LunarDate {
  const day = readDay(text)
  if (day.year < FIRST_YEAR || day.year > LAST_YEAR) throw new RangeError(`No lunar date for ${text}`)
  const year = day.number < startOf(day.year + 1) ? day.year : day.year + 1
  const date = {
    ...monthAndNight(year, day.number - startOf(year)),
    animal: nameAt(ANIMALS, yearOf(day, newYearDay) - YEAR_OF_THE_RAT),
    sak: nameAt(SAKS, yearOf(day, newSakDay) - LESSER_ERA_OFFSET),
    era: year + ERA_OFFSET - (day.number - startOf(year) < DAYS_TO_ERA_TURN ? 1 : 0),
  }
  return { ...date, text: onPapers(weekdayName(day.weekday), date) }
}

function monthAndNight(year: number, daysIntoYear: number): Pick<LunarDate, 'night' | 'waxing' | 'month'> {
  let days = daysIntoYear
  for (const month of monthsOf(year)) {
    if (days < month.days) {
      const waxing = days < WAXING_NIGHTS
      return { night: waxing ? days + 1 : days + 1 - WAXING_NIGHTS, waxing, month: month.name }
    }
    days -= month.days
  }
  throw new RangeError(`No day ${String(daysIntoYear)} in the lunar year ${String(year)}`)
}

/** The solar year as counted from a day in April, not from January. */
const yearOf = (day: { year: number; number: number }, turn: (year: number) => number): number =>
  day.number < turn(day.year) ? day.year - 1 : day.year

function nameAt(names: readonly string[], index: number): string {
  return names.at(index % names.length) ?? ''
}

function onPapers(weekday: string, date: Omit<LunarDate, 'text'>): string {
  const night = `${String(date.night)}${date.waxing ? 'កើត' : 'រោច'}`
  return khmerDigits(`ថ្ងៃ${weekday} ${night} ខែ${date.month} ឆ្នាំ${date.animal} ${date.sak} ព.ស.${String(date.era)}`)
}
