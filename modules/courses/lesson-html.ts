import type { Language } from '#server/i18n'
import { blocksOf, type Block, type BlockKind } from './blocks.ts'
import { checkHtml } from './check-block.ts'
import { label, speakers, type Speaker } from './labels.ts'
import { render, renderLine } from './markdown.ts'
import type { Report } from './problems.ts'

type Drawing = { language: Language; report: Report; number: number }
const inner = ({ lines, line }: Block, { report }: Drawing): string => render(lines.join('\n'), line, report)
const isSpeaker = (word: string): word is Speaker => (speakers as readonly string[]).includes(word)

const said = (row: string, line: number, { language, report }: Drawing): string => {
  const [, who = '', words = ''] = /^\s*([^:\u17d6\s]+)\s*[:\u17d6]\s*(.*)$/.exec(row) ?? []
  if (!isSpeaker(who)) {
    report(
      line,
      `unknown speaker «${who || row.trim().slice(0, 20)}»: begin the line with one of ${speakers.join(', ')} and a colon`,
    )
    return ''
  }
  return `<p class="says ${who}"><b>${label(language, `courses:speaker.${who}`)}</b> ${renderLine(words, line, report)}</p>`
}
const dialogue = (block: Block, drawing: Drawing): string => {
  const rows = block.lines.flatMap((row, index) => (row.trim() ? [said(row, block.line + index, drawing)] : []))
  if (rows.length === 0) drawing.report(block.line - 1, 'this dialogue is empty: add lines such as officer: …')
  return `<div class="dialogue">${rows.join('')}</div>`
}
const heading = (words: string, title: string, line: number, { report }: Drawing): string =>
  `<p class="tag">${words}${title ? ` · ${renderLine(title, line, report)}` : ''}</p>`
const boxed =
  (kind: 'example' | 'tip' | 'practice') =>
  (block: Block, drawing: Drawing): string => {
    const words = label(drawing.language, `courses:block.${kind}`)
    return `<section class="${kind}">${heading(words, block.title, block.line - 1, drawing)}${inner(block, drawing)}</section>`
  }
const remember = (block: Block, drawing: Drawing): string => {
  const points = block.lines.filter((row) => /^\s*[-*] /.test(row)).length
  if (points < 2 || points > 4)
    drawing.report(
      block.line - 1,
      `remember holds two to four points, each on a line - …; this one has ${String(points)}`,
    )
  const words = label(drawing.language, 'courses:block.remember')
  return `<section class="remember"><p class="tag">${words}</p>${inner(block, drawing)}</section>`
}
const draw: Record<BlockKind | 'text', (block: Block, drawing: Drawing) => string> = {
  text: inner,
  aim: (block, drawing) => `<div class="aim">${inner(block, drawing)}</div>`,
  dialogue,
  example: boxed('example'),
  tip: boxed('tip'),
  practice: boxed('practice'),
  remember,
  check: (block, drawing) => checkHtml(block, drawing.number, drawing.language, drawing.report),
}
/** The HTML of a lesson, as it is stored and sent: no script, no style, no address of an asset in it. */
export const lessonHtml = (source: string, language: Language, report: Report): string => {
  const blocks = blocksOf(source, report)
  if (!blocks.some(({ kind }) => kind === 'aim')) report(1, 'a lesson says what it is for: begin with a block ::: aim')
  return blocks.map((block, number) => draw[block.kind](block, { language, report, number })).join('\n')
}
