import Handlebars from 'handlebars'
import { raw, type Language } from '#server/i18n'
import { keepTogether } from './together.ts'

type Node = hbs.AST.Statement
export type Source = (partial: string) => string
/** What a template is baked for: the language, where partials come from, how an icon is drawn, where a file is served. */
export type Oven = {
  language: Language
  source: Source
  icon: (name: string, more?: string) => string
  asset: (file: string) => string
}

const is = <T extends Node>(type: T['type'], node: Node): node is T => node.type === type
const named = (node: { path: unknown }): string => {
  const path = node.path as { original?: unknown }
  return typeof path.original === 'string' ? path.original : ''
}
const content = (value: string): hbs.AST.ContentStatement => ({
  ...(Handlebars.parse('x').body[0] as hbs.AST.ContentStatement),
  value,
})
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** `{{#if (isOne count)}}…{{else}}…{{/if}}` around the two forms of an English text. */
const plural = (at: hbs.AST.MustacheStatement, one: Node[], other: Node[]): Node[] => {
  const count = (at.hash as hbs.AST.Hash | undefined)?.pairs.find(({ key }) => key === 'count')?.value
  if (!count) throw new Error(`${at.params[0] ? (at.params[0] as hbs.AST.StringLiteral).value : 't'} wants count`)
  const branch = Handlebars.parse('{{#if (isOne count)}}{{else}}{{/if}}').body[0] as hbs.AST.BlockStatement
  ;(branch.params[0] as hbs.AST.SubExpression).params = [count]
  branch.program.body = one
  branch.inverse.body = other
  return [branch]
}
/** "x {{a}} y" with hash {a: expr} becomes content, `{{digits expr}}`, content. */
const splice = (at: hbs.AST.MustacheStatement, words: string, isPlain: boolean): Node[] => {
  const given = new Map((at.hash as hbs.AST.Hash | undefined)?.pairs.map((pair) => [pair.key, pair.value]))
  const ready = isPlain ? escaped(words) : keepTogether(escaped(words))
  return Handlebars.parse(ready).body.map((node) => {
    if (!is<hbs.AST.MustacheStatement>('MustacheStatement', node)) return node
    const value = given.get(named(node))
    if (!value) throw new Error(`a text wants ${named(node)}: ${words}`)
    const shown = Handlebars.parse('{{digits x}}').body[0] as hbs.AST.MustacheStatement
    return { ...shown, params: [value] }
  })
}
const literal = (node: hbs.AST.MustacheStatement, at: number): string | undefined => {
  const param = node.params[at]
  return param?.type === 'StringLiteral' ? (param as hbs.AST.StringLiteral).value : undefined
}
/** One text: plain, or its two forms by count. */
const phrase = (node: hbs.AST.MustacheStatement, { language }: Oven, isPlain: boolean): Node[] => {
  const key = literal(node, 0) ?? ''
  const plain = raw(language, key)
  if (plain !== undefined) return splice(node, plain, isPlain)
  const other = raw(language, `${key}_other`)
  if (other === undefined) throw new Error(`no text ${key} in ${language}`)
  const one = raw(language, `${key}_one`)
  if (one === undefined || one === other) return splice(node, other, isPlain)
  return plural(node, splice(node, one, isPlain), splice(node, other, isPlain))
}
/** `{{> field form.name}}` becomes `{{#with form.name}}…{{/with}}`: a partial costs nothing at render. */
const inlined = (node: hbs.AST.PartialStatement, oven: Oven, body: Node[]): Node[] => {
  const name = (node.name as hbs.AST.PathExpression).original
  if (name === 'body') return body
  if ((node.hash as hbs.AST.Hash | undefined)?.pairs.length)
    throw new Error(`{{> ${name}}} takes one context, no named values`)
  const inner = bake(Handlebars.parse(oven.source(name)), oven, body).body
  if (node.params.length === 0) return inner
  const around = Handlebars.parse('{{#with x}}{{/with}}').body[0] as hbs.AST.BlockStatement
  around.params = node.params
  around.program.body = inner
  return [around]
}
/** Whether what was written so far ends where markup would be shown as text: in an attribute, a title, a choice, a text area. */
const takesNoMarkup = (written: string): boolean =>
  written.lastIndexOf('<') > written.lastIndexOf('>') || /<(?:title|option|textarea)\b[^>]*>[^<]*$/.test(written)

/** Texts of one language, icons with fixed names and partials become part of the tree; `body` takes the place of {{> body}}. */
export const bake = (tree: hbs.AST.Program, oven: Oven, body: Node[] = []): hbs.AST.Program => {
  let written = ''
  const bakeNode = (node: Node): Node[] => {
    if (is<hbs.AST.ContentStatement>('ContentStatement', node)) written += node.value
    if (is<hbs.AST.MustacheStatement>('MustacheStatement', node)) {
      if (named(node) === 't') return phrase(node, oven, takesNoMarkup(written))
      const icon = named(node) === 'icon' ? literal(node, 0) : undefined
      if (icon !== undefined) return [content(oven.icon(icon, literal(node, 1)))]
      if (named(node) === 'asset') return [content(oven.asset(literal(node, 0) ?? ''))]
    }
    if (is<hbs.AST.PartialStatement>('PartialStatement', node)) return inlined(node, oven, body)
    if (is<hbs.AST.BlockStatement>('BlockStatement', node))
      for (const inner of [node.program, node.inverse] as (hbs.AST.Program | undefined)[]) if (inner) walk(inner)
    return [node]
  }
  const walk = (program: hbs.AST.Program): void => {
    program.body = merged(program.body.flatMap(bakeNode))
  }
  walk(tree)
  return tree
}
/** Neighbouring pieces of content become one, so the compiled function concatenates less. */
const merged = (nodes: Node[]): Node[] => {
  const out: Node[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (
      last &&
      is<hbs.AST.ContentStatement>('ContentStatement', node) &&
      is<hbs.AST.ContentStatement>('ContentStatement', last)
    )
      out[out.length - 1] = { ...last, value: last.value + node.value } as Node
    else out.push(node)
  }
  return out
}
