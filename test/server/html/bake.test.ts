import Handlebars from 'handlebars'
import { beforeAll, describe, expect, test } from 'vitest'
import { bake } from '#server/html/bake'
import { learn, voice, type Language, type Voice } from '#server/i18n'

beforeAll(() => {
  learn('km', 'bake', {
    plain: 'សួស្តី <b>&',
    held: 'នៅសល់ {{count}} នាទី',
    left_other: 'នៅសល់ {{count}} មេរៀន',
    name: 'គណនី {{name}}',
    word: 'មន្ត្រីសេវាមុខរបរ',
  })
  learn('en', 'bake', {
    plain: 'Hello <b>&',
    held: '{{count}} min left',
    left_one: '{{count}} lesson left',
    left_other: '{{count}} lessons left',
    name: 'Account of {{name}}',
    word: 'Officer',
  })
})
const partials: Record<string, string> = { row: '<li>{{name}}</li>', outer: '<ul>{{> row}}</ul>' }
const html = Handlebars.create()
html.registerHelper('isOne', (n: unknown) => n === 1)
html.registerHelper('digits', (value: unknown, { data }: { data: { root: { voice: Voice } } }) =>
  typeof value === 'number' ? data.root.voice.number(value) : value,
)
const baked = (template: string, language: Language, body?: string): hbs.AST.Program => {
  const oven = {
    language,
    source: (name: string) => partials[name] ?? '',
    icon: (name: string, more = '') => `[${name} ${more}]`,
    asset: (file: string) => `/assets/d/${file}`,
  }
  return bake(Handlebars.parse(template), oven, body === undefined ? [] : bake(Handlebars.parse(body), oven).body)
}
const show = (template: string, vm: object, speak: Voice = voice('km'), body?: string): string =>
  html.compile(baked(template, speak.language, body), { strict: true })({ ...vm, voice: speak })

describe('a text', () => {
  test('stands in the template before anything is rendered, escaped, one tree for each language', () => {
    const tree = baked('<p>{{t "bake:plain"}}</p>', 'km')
    expect(tree.body.map(({ type }) => type)).toEqual(['ContentStatement'])
    expect(show('<p>{{t "bake:plain"}}</p>', {})).toBe('<p>សួស្តី &lt;b>&amp;</p>')
    expect(show('<p>{{t "bake:plain"}}</p>', {}, voice('en'))).toBe('<p>Hello &lt;b>&amp;</p>')
  })
  test('that is missing, or lacks what it speaks of, stops the page', () => {
    expect(() => baked('{{t "bake:palin"}}', 'km')).toThrow('no text bake:palin in km')
    expect(() => baked('{{t "bake:name"}}', 'km')).toThrow('a text wants name')
    expect(() => baked('{{t "bake:left"}}', 'en')).toThrow('wants count')
  })
  test('escapes what is put into it', () => {
    expect(show('<p title="{{t "bake:name" name=who}}">', { who: '"><script>' }, voice('en'))).toBe(
      '<p title="Account of &quot;&gt;&lt;script&gt;">',
    )
  })
  test.each([
    [1, '1 lesson left'],
    [0, '0 lessons left'],
    [2, '2 lessons left'],
  ])('has its English form for %i', (count, words) => {
    expect(show('{{t "bake:left" count=n}}', { n: count }, voice('en'))).toBe(words)
  })
  test.each([
    ['auto', 'នៅសល់ <span class="nw">១ មេរៀន</span>'],
    ['khmer', 'នៅសល់ <span class="nw">១ មេរៀន</span>'],
    ['latin', 'នៅសល់ <span class="nw">1 មេរៀន</span>'],
  ] as const)('has one Khmer form, in %s digits, and keeps number and word on one line', (numerals, words) => {
    expect(show('{{t "bake:left" count=n}}', { n: 1 }, voice('km', numerals))).toBe(words)
  })
  test.each([
    ['an attribute', '<a aria-label="{{t "bake:held" count=n}}">', '<a aria-label="នៅសល់ ៥ នាទី">'],
    ['an attribute behind a condition', '<a{{#if n}} title="{{t "bake:word"}}"{{/if}}>', '<a title="មន្ត្រីសេវាមុខរបរ">'],
    [
      'a title',
      '<title>{{t "bake:word"}} · {{t "bake:held" count=n}}</title>',
      '<title>មន្ត្រីសេវាមុខរបរ · នៅសល់ ៥ នាទី</title>',
    ],
    ['a choice', '<option value="1">{{t "bake:word"}}</option>', '<option value="1">មន្ត្រីសេវាមុខរបរ</option>'],
  ])('in %s carries no markup', (_where, template, shown) => {
    expect(show(template, { n: 5 })).toBe(shown)
  })
  test('after a tag was closed does carry it', () => {
    expect(show('<title>x</title><p class="a">{{t "bake:word"}}</p>', {})).toContain(
      '<span class="nw">មន្ត្រីសេវាមុខរបរ</span>',
    )
  })
})
describe('a partial', () => {
  test('becomes part of the page, with its own context, at any depth', () => {
    expect(show('{{#each people}}{{> outer this}}{{/each}}', { people: [{ name: 'a' }, { name: '<b>' }] })).toBe(
      '<ul><li>a</li></ul><ul><li>&lt;b&gt;</li></ul>',
    )
  })
  test('takes no named values', () => {
    expect(() => baked('{{> row name="x"}}', 'km')).toThrow('takes one context')
  })
  test('body is the page in its layout', () => {
    expect(show('<main>{{> body}}</main>', { title: 'x' }, voice('km'), '<h1>{{title}}</h1>')).toBe(
      '<main><h1>x</h1></main>',
    )
  })
})
test('icons and files with a fixed name are drawn when baked', () => {
  expect(baked('{{icon "house" "big"}}{{asset "style.css"}}', 'km').body).toMatchObject([
    { value: '[house big]/assets/d/style.css' },
  ])
})
