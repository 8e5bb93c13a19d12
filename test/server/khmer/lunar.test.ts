import { expect, test } from 'vitest'
import { khmerDigits, lunarDate, store, type LunarDate } from '../../../server/khmer/index.ts'
import holidays from './cases/holidays.json' with { type: 'json' }
import published from './cases/lunar-date.json' with { type: 'json' }

const DAY = 86_400_000
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 10)
const nightOf = ({ night, waxing, month }: LunarDate): string =>
  `${khmerDigits(night)}${waxing ? 'កើត' : 'រោច'} ${month}`

const almanac = Array.from({ length: Math.round((Date.UTC(2061, 0, 1) - Date.UTC(1990, 0, 1)) / DAY) }, (_, i) => {
  const date = iso(Date.UTC(1990, 0, 1) + i * DAY)
  return { date, year: Number(date.slice(0, 4)), ...lunarDate(date) }
})

test.each(published.cases.filter(({ expect: wanted }) => !wanted.startsWith('BE')))(
  '$date ($event) is $expect',
  ({ date, expect: wanted }) => {
    const found = lunarDate(date)
    if (wanted.startsWith('ថ្ងៃ')) expect(found.text).toContain(wanted)
    else expect(nightOf(found)).toBe(wanted)
  },
)

/* PAPERS.md; 2012: the almanac of that year (New Year on Friday 13 April, 19:11); 2021: the ploughing ceremony. */
test.each([
  ['2020-12-17', 'ថ្ងៃព្រហស្បតិ៍ ៣កើត ខែបុស្ស ឆ្នាំជូត ទោស័ក ព.ស.២៥៦៤'],
  ['2024-11-08', 'ថ្ងៃសុក្រ ៨កើត ខែកត្តិក ឆ្នាំរោង ឆស័ក ព.ស.២៥៦៨'],
  ['2025-03-20', 'ថ្ងៃព្រហស្បតិ៍ ៧រោច ខែផល្គុន ឆ្នាំរោង ឆស័ក ព.ស.២៥៦៨'],
  ['2025-07-01', 'ថ្ងៃអង្គារ ៦កើត ខែអាសាឍ ឆ្នាំម្សាញ់ សប្តស័ក ព.ស.២៥៦៩'],
  ['2012-04-13', 'ថ្ងៃសុក្រ ៧រោច ខែចេត្រ ឆ្នាំរោង ត្រីស័ក ព.ស.២៥៥៥'],
  ['2021-04-30', 'ថ្ងៃសុក្រ ៤រោច ខែពិសាខ ឆ្នាំឆ្លូវ ត្រីស័ក ព.ស.២៥៦៥'],
])('%s is printed as %s', (date, text) => {
  expect(lunarDate(date).text).toBe(text)
})

test('the fields say what the text says', () => {
  expect(lunarDate('2026-07-20')).toEqual({
    night: 6,
    waxing: true,
    month: 'ទុតិយាសាឍ',
    animal: 'មមី',
    sak: 'អដ្ឋស័ក',
    era: 2570,
    text: 'ថ្ងៃចន្ទ ៦កើត ខែទុតិយាសាឍ ឆ្នាំមមី អដ្ឋស័ក ព.ស.២៥៧០',
  })
})

const festivals: Record<string, string[]> = {
  visak: ['១៥កើត ពិសាខ'],
  plough: ['៤រោច ពិសាខ'],
  pchum: ['១៤រោច ភទ្របទ', '១៥រោច ភទ្របទ', '១កើត អស្សុជ'],
  water: ['១៤កើត កត្តិក', '១៥កើត កត្តិក', '១រោច កត្តិក'],
}

test.each(holidays.days.filter(({ kind }) => kind in festivals))('holiday $kind on $date', ({ date, kind }) => {
  expect(festivals[kind]).toContain(nightOf(lunarDate(date)))
})

/** Days of the almanac on which something is other than the day before, as 'MM-DD' by year. */
const turns = (of: 'animal' | 'sak' | 'era', from: number, to: number): string[] =>
  almanac
    .filter((day, i) => day.year >= from && day.year <= to && i > 0 && almanac[i - 1]?.[of] !== day[of])
    .map(({ date }) => date)

const daysOf = (night: string, from: number, to: number): string =>
  almanac
    .filter((day) => day.year >= from && day.year <= to && nightOf(day) === night)
    .map(({ date }) => date.slice(2))
    .join(' ')

test('Visak Bochea, Pchum Ben and the Water Festival from 2010 to 2035', () => {
  // 2010–2013, 2017–2019 and 2022–2027 agree with the published lists of holidays, the others are the computation's.
  expect(daysOf('១៥កើត ពិសាខ', 2010, 2035)).toBe(
    '10-04-28 11-05-17 12-05-05 13-05-24 14-05-13 15-05-02 16-05-20 17-05-10 18-04-29 19-05-18 20-05-06 21-04-26 22-05-15 ' +
      '23-05-04 24-05-22 25-05-11 26-05-01 27-05-20 28-05-08 29-04-27 30-05-16 31-05-06 32-05-24 33-05-13 34-05-02 35-05-21',
  )
  expect(daysOf('១៥រោច ភទ្របទ', 2010, 2035)).toBe(
    '10-10-08 11-09-27 12-10-15 13-10-04 14-09-23 15-10-12 16-10-01 17-09-20 18-10-09 19-09-28 20-09-17 21-10-06 22-09-25 ' +
      '23-10-14 24-10-02 25-09-22 26-10-11 27-09-30 28-09-18 29-10-07 30-09-27 31-10-16 32-10-04 33-09-23 34-10-12 35-10-02',
  )
  expect(daysOf('១៥កើត កត្តិក', 2010, 2035)).toBe(
    '10-11-21 11-11-10 12-11-28 13-11-17 14-11-06 15-11-25 16-11-14 17-11-03 18-11-22 19-11-11 20-10-31 21-11-19 22-11-08 ' +
      '23-11-27 24-11-15 25-11-05 26-11-24 27-11-13 28-11-01 29-11-20 30-11-10 31-11-29 32-11-17 33-11-06 34-11-25 35-11-15',
  )
})

test('the era year turns on the day after every Visak Bochea', () => {
  const visaks = almanac.filter((day) => nightOf(day) === '១៥កើត ពិសាខ')
  expect(turns('era', 1990, 2060)).toEqual(visaks.map(({ date }) => iso(Date.parse(date) + DAY)))
  for (const { era, year } of visaks) expect(era).toBe(year + 543)
})

test('the animal turns on the day of the New Year hour, the sak on the last day of the New Year, 2010 to 2035', () => {
  const onThe13th = [2012, 2016, 2020, 2024, 2028, 2032]
  expect(turns('animal', 2010, 2035)).toEqual(
    Array.from({ length: 26 }, (_, i) => `${String(2010 + i)}-04-${onThe13th.includes(2010 + i) ? '13' : '14'}`),
  )
  expect(turns('sak', 2010, 2035)).toEqual(
    Array.from({ length: 26 }, (_, i) => `${String(2010 + i)}-04-${2010 + i === 2012 ? '15' : '16'}`),
  )
  for (const { date, kind } of holidays.days) {
    if (kind === 'new-year') expect(turns('animal', 2025, 2027)).toContain(date)
    if (kind === 'new-sak') expect(turns('sak', 2025, 2027)).toContain(date)
  }
})

test('animals and saks go round', () => {
  const on = (date: string): string => `${lunarDate(date).animal} ${lunarDate(date).sak}`
  expect(Array.from({ length: 12 }, (_, i) => on(`${String(2018 + i)}-06-01`)).join(', ')).toBe(
    'ច សំរឹទ្ធិស័ក, កុរ ឯកស័ក, ជូត ទោស័ក, ឆ្លូវ ត្រីស័ក, ខាល ចត្វាស័ក, ថោះ បញ្ចស័ក, រោង ឆស័ក, ម្សាញ់ សប្តស័ក, ' +
      'មមី អដ្ឋស័ក, មមែ នព្វស័ក, វក សំរឹទ្ធិស័ក, រកា ឯកស័ក',
  )
})

test('years with a second អាសាឍ, and years with a 30th day in ជេស្ឋ', () => {
  const yearsWith = (isOne: (day: LunarDate) => boolean): number[] => [
    ...new Set(almanac.filter((day) => day.year >= 2009 && day.year <= 2036 && isOne(day)).map(({ year }) => year)),
  ]
  expect(yearsWith(({ month }) => month === 'បឋមាសាឍ')).toEqual([
    2010, 2012, 2015, 2018, 2021, 2023, 2026, 2029, 2031, 2034,
  ])
  expect(yearsWith((day) => nightOf(day) === '១៥រោច ជេស្ឋ')).toEqual([2009, 2016, 2020, 2025, 2030, 2035])
})

test('a solar leap year earns its leap day later: 2112 and 2143 have none', () => {
  expect(nightOf(lunarDate('2112-12-31'))).toBe('១៤កើត បុស្ស')
  expect(nightOf(lunarDate('2143-12-31'))).toBe('១០រោច មិគសិរ')
})

test('from 1990 to 2060 every night follows the night before, in months of 29 or 30 days', () => {
  const ages = almanac.map((day) => day.night + (day.waxing ? 0 : 15))
  const isNewMonth = (i: number): boolean => almanac[i]?.month !== almanac[i - 1]?.month
  const follows = (before: number, age: number, i: number): boolean =>
    isNewMonth(i) ? age === 1 && (before === 29 || before === 30) : age === before + 1
  expect(almanac.filter((_day, i) => i > 0 && !follows(ages[i - 1] ?? NaN, ages[i] ?? NaN, i))).toEqual([])
})

test('all text is in stored form', () => {
  expect(almanac.filter(({ text }) => store(text) !== text)).toEqual([])
})

test('what is no day, or before 1900, or after 2199', () => {
  expect(lunarDate('1900-01-01').text).toContain('១កើត ខែបុស្ស')
  expect(lunarDate('2199-12-31').night).toBeGreaterThan(0)
  expect(() => lunarDate('2026-02-30')).toThrow('2026-02-30')
  expect(() => lunarDate('1899-12-31')).toThrow(RangeError)
  expect(() => lunarDate('2200-01-01')).toThrow(RangeError)
})
