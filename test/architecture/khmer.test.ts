import { expect, test } from 'vitest'
import { store } from '#server/khmer'
import { files, read } from './support.ts'

/** Forms that the style does not use, each with what stands instead. */
const everywhere: Readonly<Record<string, RegExp>> = {
  ឱ្យ: /ឲ្យ|អោយ/,
  'ត under ណ or ន, not ដ': /\u17d2\u178a/,
  'no zero-width space': /\u200b/,
  អ្នក: /លោកអ្នក/,
  មិនទាន់ជាប់: /ធ្លាក់(?!ទឹកចិត្ត|ខ្លួន|ចុះ|ពី|ក្នុង|លើ|ថ្លៃ)|ប្រឡង/,
  'calm words': /ខុស\s*!|បរាជ័យ|ជោគជ័យ\s*!|អស្ចារ្យ\s*!|ពូកែណាស់/,
  'no space before ។ ? ៖ ៗ': / [។?៖ៗ]/,
  'people first': /អនក្ខរជន|មនុស្សធម្មតា/,
  អ្នកទទួលបន្ទុក: /បុគ្គលទទួលបន្ទុក/,
}
const inPages: Readonly<Record<string, RegExp>> = {
  មិនទាន់មាន: /គ្មានទិន្នន័យ|គ្មានសិទ្ធិ/,
  'the verb of the button': /ចុចទីនេះ|ដាក់ស្នើ/,
  ជនមានពិការភាព: /ជនពិការ/,
}
const pages = files(['locales/km'], '.json')
const content = files(['content'], '.km.md', '.yaml', '.csv')
type Line = { path: string; at: number; line: string }
const linesOf = (path: string): Line[] =>
  read(path)
    .split('\n')
    .map((line, index) => ({ path, at: index + 1, line }))
const lines = [...pages, ...content].flatMap(linesOf)
const where = ({ path, at, line }: Line, why: string): string =>
  `${path}:${String(at)} ${why}: ${line.trim().slice(0, 120)}`
const found = (all: readonly Line[], forms: Readonly<Record<string, RegExp>>): string[] =>
  Object.entries(forms).flatMap(([why, form]) =>
    all.filter(({ line }) => form.test(line)).map((one) => where(one, why)),
  )

test('no form that the style avoids', () => {
  expect(found(lines, everywhere)).toEqual([])
  expect(found(pages.flatMap(linesOf), inPages)).toEqual([])
})
test('every text lies in the one canonical order of the store', () => {
  expect(lines.filter(({ line }) => store(line) !== line).map((one) => where(one, 'store() changes it'))).toEqual([])
})
