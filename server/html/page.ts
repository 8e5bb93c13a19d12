import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Assets } from '#server/http/assets'
import type { TextKey, Voice } from '#server/i18n'
import { memo } from '#server/memo'
import { bake, type Oven } from './bake.ts'

declare const model: unique symbol
/** Where a page stands: its way back makes it a page of the second level on a phone (back bar instead of the two bars). */
export type Back = { href: string; label: string }
export type Page<VM extends object> = {
  readonly file: string
  readonly title: TextKey | ((vm: VM) => string)
  readonly back?: (vm: VM) => Back
  /** Contravariant, so that a missing and an extra field both fail to compile. */
  readonly [model]?: (vm: VM) => void
}
/** `page<PeopleList>('home/people', 'home:people.title')`: modules/home/views/people.hbs. */
export const page = <VM extends object>(file: string, title: Page<VM>['title'], back?: (vm: VM) => Back): Page<VM> =>
  back ? { file, title, back } : { file, title }

export type NavLink = { href: string; text: string; icon: string; here: boolean }
/** What the layout needs beside the page's own view-model. */
export type Shell = {
  title: string
  back: Back | null
  nav: readonly NavLink[]
  bar: readonly NavLink[]
  /** What the bottom bar of a phone has no place for: in the menu under the avatar. */
  more: readonly NavLink[]
  /** Name and first letter of who is signed in. */
  who: { name: string; initial: string } | null
  /** Path and query of this page, for the language switch. */
  here: string
  isDemo: boolean
  /** What the last act did, said once. */
  flash: string | null
}

const root = new URL('../../', import.meta.url)
/** 'layout' · 'people/list' (a module's view) · 'field' (a partial of the platform). */
const fileOf = (name: string): string => {
  const [first = '', second] = name.split('/')
  if (second) return `modules/${first}/views/${second}.hbs`
  return `server/ui/${name === 'layout' ? '' : 'partials/'}${name}.hbs`
}
/** Indentation and line ends between tags cost bytes on a weak line and say nothing. */
const tight = (template: string): string =>
  template
    .trim()
    .replaceAll(/>\s*\n\s*</g, '><')
    .replaceAll(/\s*\n\s*/g, ' ')
const source = (name: string): string => tight(readFileSync(new URL(fileOf(name), root), 'utf8'))

/** A value in `{{#if}}` or `{{#each}}` that is not there is a misspelt field: strict does not look inside blocks, this does. */
const there = <T>(value: T, name: string): T => {
  if (value === undefined) throw new Error(`{{#${name}}} of a field that is not there`)
  return value
}
type Block = { fn: (context: unknown) => string; inverse: (context: unknown) => string }
/** As Handlebars has it: nothing, zero, an empty text and an empty list are no. */
const isYes = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value))
/** The four blocks that templates have, without the `@data` of the built-in ones: that costs a copy and a closure a block. */
const registerBlocks = (html: typeof Handlebars): void => {
  html.registerHelper('if', function (this: unknown, value: unknown, block: Block) {
    return isYes(there(value, 'if')) ? block.fn(this) : block.inverse(this)
  })
  html.registerHelper('unless', function (this: unknown, value: unknown, block: Block) {
    return isYes(there(value, 'unless')) ? block.inverse(this) : block.fn(this)
  })
  html.registerHelper('with', function (this: unknown, value: unknown, block: Block) {
    return isYes(there(value, 'with')) ? block.fn(value) : block.inverse(this)
  })
  html.registerHelper('each', function (this: unknown, values: readonly unknown[], block: Block) {
    if (there(values, 'each').length === 0) return block.inverse(this)
    let out = ''
    for (const value of values) out += block.fn(value)
    return out
  })
}
const engine = (icon: Oven['icon'], { number, figure }: Voice): typeof Handlebars => {
  const html = Handlebars.create()
  registerBlocks(html)
  html.registerHelper('isOne', (n: unknown) => n === 1)
  html.registerHelper('digits', (value: unknown) => (typeof value === 'number' ? number(value) : value))
  html.registerHelper('figure', (value: number | string) => figure(value))
  html.registerHelper('icon', (name: string) => new Handlebars.SafeString(icon(name)))
  return html
}
const options = {
  data: false,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { isOne: true, digits: true, figure: true, icon: true },
} as const

export type Pages = {
  render: <VM extends object>(page: Page<VM>, vm: NoInfer<VM>, shell: Shell, voice: Voice) => string
}
/** The compiled templates of one process; each is baked and compiled at its first use, once a voice, of which four exist. */
export const makePages = (assets: Assets): Pages => {
  const icon: Oven['icon'] = (name, more) =>
    `<svg class="i${more ? ` ${more}` : ''}" aria-hidden="true"><use href="${assets.icon(name)}"></use></svg>`
  const templates = memo((voice: Voice) => {
    const html = engine(icon, voice)
    const oven = { language: voice.language, source, icon, asset: assets.url }
    return memo((file: string): ((vm: object) => string) => {
      const body = bake(Handlebars.parse(source(file)), oven).body
      return html.compile(bake(Handlebars.parse(source('layout')), oven, body), options)
    })
  })
  return {
    render: ({ file }, vm, shell, voice) => templates(voice)(file)({ ...vm, shell, voice }),
  }
}
