import { expect, test } from 'vitest'
import { clockTime, monthName, solarDate, store, weekdayName } from '../../../server/khmer/index.ts'

test.each([
  ['2026-04-14', 'ថ្ងៃអង្គារ ទី១៤ ខែមេសា ឆ្នាំ២០២៦'],
  ['2024-02-29', 'ថ្ងៃព្រហស្បតិ៍ ទី២៩ ខែកុម្ភៈ ឆ្នាំ២០២៤'],
  ['2027-01-03', 'ថ្ងៃអាទិត្យ ទី៣ ខែមករា ឆ្នាំ២០២៧'],
])('%s is %s', (day, text) => {
  expect(solarDate(day)).toBe(text)
})

test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-4-14', '២០២៦-០៤-១៤', '2026-04-14T00:00', ''])(
  '%j is no day, and the error says so',
  (text) => {
    expect(() => solarDate(text)).toThrow(new RangeError(`Not a day: ${text}`))
  },
)

test.each([
  [0, 5, 'ម៉ោង ១២:០៥ យប់'],
  [3, 59, 'ម៉ោង ៣:៥៩ យប់'],
  [4, 0, 'ម៉ោង ៤:០០ ព្រឹក'],
  [8, 30, 'ម៉ោង ៨:៣០ ព្រឹក'],
  [11, 59, 'ម៉ោង ១១:៥៩ ព្រឹក'],
  [12, 0, 'ម៉ោង ១២:០០ ថ្ងៃត្រង់'],
  [12, 1, 'ម៉ោង ១២:០១ រសៀល'],
  [16, 45, 'ម៉ោង ៤:៤៥ រសៀល'],
  [17, 0, 'ម៉ោង ៥:០០ ល្ងាច'],
  [18, 59, 'ម៉ោង ៦:៥៩ ល្ងាច'],
  [19, 0, 'ម៉ោង ៧:០០ យប់'],
  [23, 59, 'ម៉ោង ១១:៥៩ យប់'],
])('%i:%i is %s', (hour, minute, text) => {
  expect(clockTime(hour, minute)).toBe(text)
})

test.each([
  [24, 0],
  [-1, 0],
  [8, 60],
  [8.5, 0],
  [NaN, 0],
  [12, -1],
])('%d:%d is no time', (hour, minute) => {
  expect(() => clockTime(hour, minute)).toThrow(RangeError)
})

test('names of months and weekdays are stored forms', () => {
  const months = Array.from({ length: 12 }, (_, i) => monthName(i + 1))
  const days = Array.from({ length: 7 }, (_, i) => weekdayName(i))
  expect(months.join(' ')).toBe('មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ')
  expect(days.join(' ')).toBe('អាទិត្យ ចន្ទ អង្គារ ពុធ ព្រហស្បតិ៍ សុក្រ សៅរ៍')
  expect([...months, ...days].filter((name) => store(name) !== name)).toEqual([])
  expect(() => monthName(13)).toThrow('13')
  expect(() => weekdayName(7)).toThrow('7')
})
