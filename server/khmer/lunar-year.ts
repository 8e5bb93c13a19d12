/*
 * The shape of a Khmer lunar year: the computation of Roath Kim Soeun, "Pratitin Soryakkatik-Chankatik 1900–1999", as
 * published by Phylypo Tum (khmer-calendar.tovnah.com, cam-cc.org). A year is named here by the Gregorian year in which
 * most of it lies: it begins on ១កើត មិគសិរ, in November or December of the year before.
 */

/** The Buddhist-era year, after its turn in May, that a Gregorian year holds. */
export const ERA_OFFSET = 544

/** Days of mean motion up to the year's start (អាហារគុណ), the base of the two numbers below. */
const harkun = (era: number): number => Math.floor((era * 292_207 + 499) / 800) + 4

/** Lag of the moon's day behind the sun's, in 692nds (អាវមាន). Small: the year takes a 30th day in ជេស្ឋ. */
const avoman = (era: number): number => (harkun(era) * 11 + 25) % 692

/** Age of the moon at the year's start, in lunar days (បូតិថី). Near new moon: the year takes a thirteenth month. */
const bodithey = (era: number): number => (Math.floor((harkun(era) * 11 + 25) / 692) + harkun(era) + 29) % 30

/** A solar year of 366 days: what is left of 800ths (ក្រមធុពល) is at most 207. */
const isSolarLeap = (era: number): boolean => 800 - ((era * 292_207 + 499) % 800) <= 207

function hasLeapMonth(era: number): boolean {
  const age = bodithey(era)
  // 24 before 6 (2012, 2031): one of the two must be long. Its counterpart, 25 before 5, does not occur in 1900–2199.
  if (age === 24) return bodithey(era + 1) === 6
  return age > 24 || age < 6
}

function earnsLeapDay(era: number): boolean {
  const lag = avoman(era)
  if (isSolarLeap(era)) return lag < 127
  // 137 before 0: the day goes to the second year (0 is small in any case).
  return lag < 138 && !(lag === 137 && avoman(era + 1) === 0)
}

/** A year never takes a leap day and a leap month: the day waits for the next year without a leap month. */
const owesLeapDay = (era: number): boolean => hasLeapMonth(era) && (earnsLeapDay(era) || owesLeapDay(era - 1))

const hasLeapDay = (era: number): boolean => !hasLeapMonth(era) && (earnsLeapDay(era) || owesLeapDay(era - 1))

export type LunarMonth = { name: string; days: number }

const BEFORE_SUMMER: readonly LunarMonth[] = [
  { name: 'មិគសិរ', days: 29 },
  { name: 'បុស្ស', days: 30 },
  { name: 'មាឃ', days: 29 },
  { name: 'ផល្គុន', days: 30 },
  { name: 'ចេត្រ', days: 29 },
  { name: 'ពិសាខ', days: 30 },
]
const ASADH: readonly LunarMonth[] = [{ name: 'អាសាឍ', days: 30 }]
const ASADH_TWICE: readonly LunarMonth[] = [
  { name: 'បឋមាសាឍ', days: 30 },
  { name: 'ទុតិយាសាឍ', days: 30 },
]
const AFTER_SUMMER: readonly LunarMonth[] = [
  { name: 'ស្រាពណ៍', days: 29 },
  { name: 'ភទ្របទ', days: 30 },
  { name: 'អស្សុជ', days: 29 },
  { name: 'កត្តិក', days: 30 },
]

/** The months of the lunar year in their order: 354 days, 355 with a leap day, 384 with a leap month. */
export function monthsOf(year: number): readonly LunarMonth[] {
  const era = year + ERA_OFFSET
  const jesth = { name: 'ជេស្ឋ', days: hasLeapDay(era) ? 30 : 29 }
  return [...BEFORE_SUMMER, jesth, ...(hasLeapMonth(era) ? ASADH_TWICE : ASADH), ...AFTER_SUMMER]
}

/** Days from the start of a lunar year to ១រោច ពិសាខ, when the Buddhist-era year turns: five months and the waxing half. */
export const DAYS_TO_ERA_TURN = 162

export const FIRST_YEAR = 1900
export const LAST_YEAR = 2199

/** ១កើត មិគសិរ of lunar year 1900 = 1899-12-03, in days from 1970-01-01 (Tum: 1 January 1900 is ១កើត បុស្ស). */
const FIRST_START = -25_596

let starts: readonly number[] | undefined

/** The day number (from 1970-01-01) of ១កើត មិគសិរ of a lunar year from 1900 to 2200. */
export function startOf(year: number): number {
  starts ??= allStarts()
  return starts[year - FIRST_YEAR] ?? NaN
}

function allStarts(): number[] {
  const found = [FIRST_START]
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    found.push((found.at(-1) ?? NaN) + monthsOf(year).reduce((days, month) => days + month.days, 0))
  }
  return found
}
