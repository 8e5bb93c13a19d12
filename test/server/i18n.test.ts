import { beforeAll, describe, expect, test } from 'vitest'
import { either, learn, raw, text, voice, type TextKey } from '#server/i18n'

beforeAll(() => {
  learn('km', 'words', { left_other: 'នៅ {{count}}', hello: 'សួស្តី {{name}}', only: 'ខ្មែរ' })
  learn('en', 'words', { left_one: '{{count}} place', left_other: '{{count}} places', hello: 'Hello {{name}}' })
})
const key = (name: string): TextKey => `words:${name}` as TextKey
const [km, en] = [voice('km'), voice('en')]

describe('a text', () => {
  test.each([
    [1, '1 place', 'នៅ ១'],
    [0, '0 places', 'នៅ ០'],
    [12, '12 places', 'នៅ ១២'],
  ])('chooses its form by count: %i', (count, english, khmer) => {
    expect([text(en, key('left'), { count }), text(km, key('left'), { count })]).toEqual([english, khmer])
  })
  test('puts strings in as they are, digits and braces too', () => {
    expect(text(km, key('hello'), { name: 'NEA-12 {{x}} $&' })).toBe('សួស្តី NEA-12 {{x}} $&')
  })
  test('that is missing in one language is an error there, and never falls back to the other', () => {
    expect(text(km, key('only'))).toBe('ខ្មែរ')
    expect(() => text(en, key('only'))).toThrow('no text words:only in en')
    expect(() => text(km, key('hello'))).toThrow('a text wants name')
  })
  test('learnt again is the new one', () => {
    expect(text(en, key('hello'), { name: 'a' })).toBe('Hello a')
    learn('en', 'words', { hello: 'Good day {{name}}' })
    expect(text(en, key('hello'), { name: 'a' })).toBe('Good day a')
  })
})
test.each(['nothing', 'words:', 'words:hello.x', 'words:__proto__', ':', ''])('%j is no text', (name) => {
  expect(raw('en', name)).toBeUndefined()
})
test('digits: in phrases and in columns, as each person chose', () => {
  const shown = (['auto', 'khmer', 'latin'] as const).map((numerals) => [
    voice('km', numerals).number(80),
    voice('km', numerals).figure(80),
  ])
  expect(shown).toEqual([
    ['៨០', '80'],
    ['៨០', '៨០'],
    ['80', '80'],
  ])
  expect([voice('en', 'khmer').number(80), voice('en', 'khmer').figure(80)]).toEqual(['80', '80'])
})
test('a row with both texts gives that of the voice', () => {
  expect([either(km, { km: 'ក', en: 'a' }), either(en, { km: 'ក', en: 'a' })]).toEqual(['ក', 'a'])
})
