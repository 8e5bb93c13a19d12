import markdownIt from 'markdown-it'
import { keepTogether } from '#server/html/together'
import type { Report } from './problems.ts'

const md = markdownIt({ html: false, linkify: false, typographer: false })
/** Outside of attributes a quotation mark is only itself. */
const escape = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
type Rule = NonNullable<(typeof md.renderer.rules)[string]>

md.renderer.rules.text = (tokens, at) => keepTogether(escape(tokens[at]?.content ?? ''))
/** The security policy allows no style attribute: an aligned column gets the class of the house. */
const cell =
  (tag: string, scope: string): Rule =>
  (tokens, at) => {
    const side = /text-align:(\w+)/.exec(String(tokens[at]?.attrGet('style') ?? ''))?.[1]
    const name = side === 'right' ? ' class="num"' : side === 'center' ? ' class="center"' : ''
    return `<${tag}${scope}${name}>`
  }
md.renderer.rules.th_open = cell('th', ' scope="col"')
md.renderer.rules.td_open = cell('td', '')
// A wide table scrolls by itself on a phone; the keyboard must reach it.
md.renderer.rules.table_open = () => '<table tabindex="0">\n'

type Token = ReturnType<typeof md.parse>[number]
const wrongWith = (token: Token): string | null => {
  if (token.type === 'heading_open' && token.tag === 'h1')
    return 'no # heading: the title stands in course.yaml, sections begin with ##'
  if (token.type === 'em_open') return 'no italics, Khmer has none: use **bold**'
  if (token.type === 'image') return 'no pictures in the text: say it in words'
  if (token.type === 'text' && /<\/?[a-z][^<>]*>/i.test(token.content))
    return 'no HTML: use Markdown and the blocks of content/README.md'
  return null
}
const check = (tokens: readonly Token[], from: number, line: number, report: Report): void => {
  for (const token of tokens) {
    const at = token.map ? from + token.map[0] : line
    const wrong = wrongWith(token)
    if (wrong) report(at, wrong)
    if (token.children) check(token.children, from, at, report)
  }
}
const html = (tokens: Token[]): string => md.renderer.render(tokens, md.options, {}).replaceAll('>\n', '>').trim()
/** Markdown as HTML of the house; `line` is where it begins in its file. Reports what lessons do not use. */
export const render = (source: string, line: number, report: Report): string => {
  const tokens = md.parse(source, {})
  check(tokens, line, line, report)
  return html(tokens)
}
/** The same for one line inside a paragraph. */
export const renderLine = (source: string, line: number, report: Report): string => {
  const tokens = md.parseInline(source, {})
  check(tokens, line, line, report)
  return html(tokens)
}
