import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { breakLines } from '../../../server/khmer/type-lines.ts'
import { faceOf, runsOf, shape } from '../../../server/khmer/type.ts'

type Glyph = [number, number, number, number]
type Case = { id: string; text: string; battambang: Glyph[]; moul: Glyph[] }
const { cases } = JSON.parse(readFileSync(new URL('cases/shaping.json', import.meta.url), 'utf8')) as { cases: Case[] }
const both = { km: 'battambang', latin: 'serif' } as const
const flat = (text: string, face: 'battambang' | 'moul'): number[][] =>
  shape(text, face).map(({ gid, xAdvance, xOffset, yOffset }) => [gid, xAdvance, xOffset, yOffset])

describe.each(['battambang', 'moul'] as const)('%s', (face) => {
  test.each(cases)('$id is shaped as HarfBuzz shapes it', (one) => {
    expect(flat(one.text, face)).toEqual(one[face])
  })
  test('a letter without a glyph is an error, not a box', () => {
    expect(() => shape('ភាសា 漢', face)).toThrow(/U\+6F22/)
  })
})

describe('a line of two scripts', () => {
  test('keeps its subscripts also where it begins with Latin', () => {
    const [latin, khmer] = runsOf('NEA ភ្នំពេញ', both)
    expect(latin).toMatchObject({ face: 'serif', text: 'NEA ' })
    expect(khmer).toMatchObject({ face: 'battambang', text: 'ភ្នំពេញ' })
    const alone = runsOf('ភ្នំពេញ', both)
    expect(khmer?.width).toBe(alone[0]?.width)
  })
  test('keeps the space between two Khmer words Khmer', () => {
    expect(runsOf('ខេត្ត កំពង់ចាម', both).map(({ text }) => text)).toEqual(['ខេត្ត កំពង់ចាម'])
  })
  test('gives every glyph text, and all of them together the line', () => {
    const text = 'ស្ត្រី ក្រុង ឆ្នាំ កោះ ព្រំ សុភ័ក្ត្រា'
    const glyphs = faceOf('battambang').glyphs(text, 'Khmr')
    expect(glyphs.filter((one) => one.text === '')).toEqual([])
    const dealt = glyphs.map((one) => one.text.replace('\u200b', '')).join('')
    expect(Array.from(dealt).sort()).toEqual(Array.from(text).sort())
  })
})

describe('lines', () => {
  const width = (line: string): number => line.length
  const text = 'បានបំពេញគ្រប់លក្ខខណ្ឌនៃកម្មវិធី រយៈពេលសរុប ៥៧ ម៉ោង ចាប់ពីថ្ងៃទី៦ ខែមករា ឆ្នាំ២០២៥។'
  test.each([20, 25, 30, 45])('of at most %i never tear a syllable, a sign, an ordinal or a kept phrase', (limit) => {
    const lines = breakLines(text, ['៥៧ ម៉ោង', 'ខែមករា ឆ្នាំ២០២៥'], width, limit)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    expect(lines.filter((line) => /^[\s។\u17b4-\u17d3]/.test(line) || /[\u17d2\s]$/.test(line))).toEqual([])
    expect(lines.filter((line) => line.includes('៥៧') && !line.includes('៥៧ ម៉ោង'))).toEqual([])
    expect(lines.filter((line) => line.endsWith('ទី') || (line.includes('មករា') && !line.includes('២០២៥')))).toEqual([])
  })
  test('are evened out, so the last one is not one word', () => {
    const lines = breakLines('one two three four five six seven', [], width, 28)
    expect(lines).toEqual(['one two three four', 'five six seven'])
  })
})
