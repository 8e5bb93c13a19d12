import { describe, expect, test } from 'vitest'
import { lessonHtml } from '../../modules/courses/lesson-html.ts'
import '../support/world.ts'

type Said = [line: number, text: string]
const drawn = (source: string, language: 'km' | 'en' = 'en'): { html: string; said: Said[] } => {
  const said: Said[] = []
  const html = lessonHtml(source, language, (line, text) => said.push([line, text]))
  return { html, said }
}
const aim = '::: aim\nKnow it.\n:::\n'
const body = (source: string): string => {
  const { html, said } = drawn(`${aim}${source}`)
  expect(said).toEqual([])
  return html.replace('<div class="aim"><p>Know it.</p></div>\n', '')
}
const check = `::: check
Which one?
- [ ] **this**
- [x] that
= Right. It is that.
~ Not yet. Think again.
:::`

describe('each block', () => {
  test('aim', () => {
    expect(drawn(aim).html).toBe('<div class="aim"><p>Know it.</p></div>')
  })
  test('dialogue', () => {
    expect(body('::: dialogue\nofficer: Good morning!\n\nemployer: **Hello**: I am here.\n:::')).toBe(
      '<div class="dialogue"><p class="says officer"><b>Officer</b> Good morning!</p><p class="says employer"><b>Employer</b> <strong>Hello</strong>: I am here.</p></div>',
    )
  })
  test.each(['example', 'tip', 'practice'])('%s with a title and without', (kind) => {
    const label = { example: 'Example', tip: 'Tip', practice: 'Practice' }[kind] ?? ''
    expect(body(`::: ${kind} A title\nText.\n:::`)).toBe(
      `<section class="${kind}"><p class="tag">${label} · A title</p><p>Text.</p></section>`,
    )
    expect(body(`::: ${kind}\nText.\n:::`)).toBe(
      `<section class="${kind}"><p class="tag">${label}</p><p>Text.</p></section>`,
    )
  })
  test('remember', () => {
    expect(body('::: remember\n- one\n- two\n:::')).toBe(
      '<section class="remember"><p class="tag">To remember</p><ul><li>one</li><li>two</li></ul></section>',
    )
  })
  test('check: radio options, the key marked, both feedbacks in details', () => {
    expect(body(check)).toBe(
      '<self-check class="check"><p class="tag" id="check-1">Which one?</p><div class="opts" role="radiogroup" aria-labelledby="check-1">' +
        '<label class="opt"><input type="radio" name="check-1"><span><strong>this</strong></span></label>' +
        '<label class="opt is-key"><input type="radio" name="check-1"><span>that</span></label></div>' +
        '<details><summary>Show the answer</summary><p><b>Right answer:</b> that</p><p class="why is-right">Right. It is that.</p>' +
        '<p class="why" hidden>Not yet. Think again.</p></details></self-check>',
    )
  })
  test('two checks of a lesson do not share their options', () => {
    const ids = [...body(`${check}\n\nBetween.\n\n${check}`).matchAll(/name="(check-\d)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(2)
  })
  test('tables carry classes and scopes, no style; markup is escaped', () => {
    const html = body('| a | b |\n|---|--:|\n| 1 & 2 | 3 |')
    expect(html).toContain('<th scope="col">a</th><th scope="col" class="num">b</th>')
    expect(html).toContain('<td>1 &amp; 2</td><td class="num">3</td>')
    expect(html).not.toContain('style=')
  })
  test('Khmer labels, and what must not break stays together', () => {
    const { html } = drawn('::: aim\nរយៈពេល ១៨ នាទី\n:::\n\n::: tip\nសួរ\n:::', 'km')
    expect(html).toContain('<span class="nw">១៨ នាទី</span>')
    expect(html).toContain('<p class="tag">គន្លឹះ</p>')
  })
})

const wrong: [name: string, source: string, line: number, words: RegExp][] = [
  ['an unknown block', `${aim}\n::: warning\nx\n:::`, 5, /unknown block «warning».*aim, dialogue/],
  [
    'an unknown speaker',
    `${aim}::: dialogue\nofficer: a\nboss: b\n:::`,
    6,
    /unknown speaker «boss».*officer, jobseeker/,
  ],
  ['a line of a dialogue without a speaker', `${aim}::: dialogue\nhello there\n:::`, 5, /unknown speaker/],
  ['an empty dialogue', `${aim}::: dialogue\n:::`, 4, /empty/],
  ['a block that is never closed', `${aim}text\n::: tip T\nx`, 5, /never closed/],
  ['a fence that closes nothing', `${aim}\n:::`, 5, /closes nothing/],
  ['a block inside a block', `${aim}::: tip\na\n::: example\nb\n:::`, 6, /still open/],
  ['a title where none may be', `${aim}::: remember The points\n- a\n- b\n:::`, 4, /takes no title/],
  ['one point to remember', `${aim}::: remember\n- a\n:::`, 4, /two to four points.*has 1/],
  ['no aim', 'Text.', 1, /begin with a block ::: aim/],
  [
    'two right answers',
    `${aim}${check.replace('- [ ] **this**', '- [x] this')}`,
    4,
    /exactly one right answer, this one has 2/,
  ],
  ['no right answer', `${aim}${check.replace('- [x]', '- [ ]')}`, 4, /exactly one right answer, this one has 0/],
  ['one option', `${aim}${check.replace('- [ ] **this**\n', '')}`, 4, /two options/],
  ['no question', `${aim}${check.replace('Which one?\n', '')}`, 4, /begins with its question/],
  ['no reason', `${aim}${check.replace('= Right. It is that.\n', '')}`, 4, /one line =/],
  ['nothing to think about', `${aim}${check.replace('~ Not yet. Think again.\n', '')}`, 4, /one line ~/],
  ['a stray line in a check', `${aim}${check.replace('= Right', 'stray\n= Right')}`, 8, /begin this line with/],
  ['a # heading', `${aim}text\n\n# Title`, 6, /no # heading/],
  ['italics', `${aim}a *slanted* word`, 4, /no italics/],
  ['HTML', `${aim}a <b>bold</b> word`, 4, /no HTML/],
  ['a picture', `${aim}::: tip\n![a](b.png)\n:::`, 5, /no pictures/],
]
test.each(wrong)('%s is named with its line and a remedy', (_name, source, line, words) => {
  const { said } = drawn(source)
  expect(said[0]?.[0]).toBe(line)
  expect(said[0]?.[1]).toMatch(words)
})
test('HTML in a lesson is shown, never obeyed', () => {
  expect(drawn(`${aim}<script>alert(1)</script>`).html).not.toContain('<script')
})
