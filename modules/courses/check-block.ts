import type { Language } from '#server/i18n'
import type { Block } from './blocks.ts'
import { label } from './labels.ts'
import { renderLine } from './markdown.ts'
import type { Report } from './problems.ts'

type Line = { words: string; line: number }
type Check = { question: Line[]; options: (Line & { isRight: boolean })[]; right: Line[]; again: Line[] }

const sorted = ({ lines, line }: Block, report: Report): Check => {
  const check: Check = { question: [], options: [], right: [], again: [] }
  for (const [index, row] of lines.entries()) {
    const at = line + index
    const [, mark, option = ''] = /^\s*- \[([ xX])\]\s*(.*)$/.exec(row) ?? []
    const [, sign, words = ''] = /^\s*([=~])\s*(.*)$/.exec(row) ?? []
    if (row.trim() === '') continue
    if (mark !== undefined) check.options.push({ words: option, line: at, isRight: mark !== ' ' })
    else if (sign) check[sign === '=' ? 'right' : 'again'].push({ words, line: at })
    else if (check.options.length === 0) check.question.push({ words: row.trim(), line: at })
    else report(at, 'begin this line with - [ ], - [x], = or ~')
  }
  return check
}
const complain = ({ question, options, right, again }: Check, line: number, report: Report): void => {
  const answers = options.filter(({ isRight }) => isRight).length
  if (question.length === 0) report(line, 'a check begins with its question')
  if (options.length < 2) report(line, 'a check needs two options or more, each on a line - [ ]')
  if (answers !== 1)
    report(line, `a check has exactly one right answer, this one has ${String(answers)}: mark it with - [x]`)
  if (right.length !== 1) report(line, 'a check has one line = that says why the right answer is right')
  if (again.length !== 1) report(line, 'a check has one line ~ that says what to think about again')
}
/**
 * A question to oneself. Without a script the answer waits in <details>; with one (client/self-check.js) the choice
 * is answered at once. Nothing is sent or kept, so the key may lie in the page.
 */
export const checkHtml = (block: Block, number: number, language: Language, report: Report): string => {
  const check = sorted(block, report)
  complain(check, block.line - 1, report)
  const inline = ({ words, line }: Line): string => renderLine(words, line, report)
  const all = (lines: readonly Line[]): string => lines.map(inline).join(' ')
  const id = `check-${String(number)}`
  const options = check.options.map(
    (one) =>
      `<label class="opt${one.isRight ? ' is-key' : ''}"><input type="radio" name="${id}"><span>${inline(one)}</span></label>`,
  )
  const key = all(check.options.filter(({ isRight }) => isRight))
  return [
    `<self-check class="check"><p class="tag" id="${id}">${all(check.question)}</p>`,
    `<div class="opts" role="radiogroup" aria-labelledby="${id}">${options.join('')}</div>`,
    `<details><summary>${label(language, 'courses:block.answer')}</summary>`,
    `<p><b>${label(language, 'courses:block.rightAnswer')}</b> ${key}</p>`,
    `<p class="why is-right">${all(check.right)}</p><p class="why" hidden>${all(check.again)}</p></details></self-check>`,
  ].join('')
}
