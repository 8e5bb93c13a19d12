import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { page } from '#server/html/page'
import { text, type TextKey, type Voice } from '#server/i18n'
import { formView, type Choice, type FormView, type Look } from './fields.ts'
import type { Form } from './forms.ts'
import type { Pager } from './lists.ts'

type Part = { name: string; x: number; width: number }
type FieldName = 'name' | 'phone' | 'birth' | 'province' | 'note' | 'sex'
type Styleguide = {
  colours: readonly string[]
  tiers: readonly string[]
  charts: readonly Part[]
  steps: readonly Part[]
  names: { charts: readonly string[]; steps: readonly string[] }
  spaces: readonly { name: string; value: string }[]
  icons: readonly string[]
  form: FormView<FieldName>
  pager: Pager
}
const styleguidePage = page<Styleguide>('styleguide', 'server:styleguide.title')
const ui = new URL('../ui/', import.meta.url)

/** The tokens of the light theme in the order of their file: a new one appears on the page by itself. */
const tokens = [
  ...(readFileSync(new URL('css/tokens.css', ui), 'utf8').split('@media', 1)[0] ?? '').matchAll(
    /--([\w-]+): ([^;]+);/g,
  ),
].map(([, name = '', value = '']) => ({ name, value }))
const coloursLike = (kind: RegExp): string[] =>
  tokens.flatMap(({ name, value }) => (/^(#|var\(--(?!font))/.test(value) && kind.test(name) ? [name] : []))
/** Icons of the sprite, by name. */
const icons = readdirSync(new URL('icons/', ui))
  .filter((name) => name.endsWith('.svg') && name !== 'favicon.svg')
  .map((name) => name.slice(0, -'.svg'.length))
  .sort()
/** Length of a bar of chart colours and the gap between its parts, in units of its drawing. */
const length = 600
const gap = 3
/** Parts beside each other, as wide as their shares. */
const bar = (names: readonly string[], shares: readonly number[]): Part[] => {
  const unit = (length + gap) / shares.reduce((sum, share) => sum + share, 0)
  let x = 0
  return names.map((name, at) => {
    const step = (shares[at] ?? 0) * unit
    const part = { name, x: Math.round(x), width: Math.round(step - gap) }
    x += step
    return part
  })
}

const choices = (voice: Voice, keys: readonly TextKey[]): Choice[] =>
  keys.map((key, at) => ({ value: String(at), label: text(voice, key) }))
const looks = (voice: Voice): Record<FieldName, Look> => ({
  name: { label: 'server:styleguide.field.name', hint: 'server:styleguide.field.nameHint' },
  phone: { label: 'server:styleguide.field.phone', hint: 'server:styleguide.field.phoneHint', kind: 'tel' },
  birth: { label: 'server:styleguide.field.birth', kind: 'date', optional: true },
  province: {
    label: 'server:styleguide.field.province',
    kind: 'select',
    choices: choices(voice, ['server:styleguide.field.pursat', 'server:styleguide.field.mondulkiri']),
  },
  note: { label: 'server:styleguide.field.note', kind: 'area', optional: true },
  sex: {
    label: 'server:styleguide.field.sex',
    kind: 'radio',
    choices: choices(voice, ['server:styleguide.field.female', 'server:styleguide.field.male']),
  },
})
/** A form that came back with one place to mend. */
const bad = (voice: Voice): Form => ({
  status: 422,
  values: { name: text(voice, 'server:styleguide.someone'), phone: '012 34', province: '0', sex: '0' },
  errors: { phone: { key: 'server:styleguide.field.phoneError', params: {} } },
  refusal: null,
})
const charts = coloursLike(/^chart-\d/)
const steps = coloursLike(/^step-\d$/)
const fixed = {
  colours: coloursLike(/^(?!tier|chart|step)/),
  tiers: coloursLike(/^tier/),
  charts: bar(charts, [30, 24, 20, 16, 12, 6]),
  steps: bar(steps, [1, 1, 1, 1]),
  names: { charts: coloursLike(/^chart/), steps: coloursLike(/^step/) },
  spaces: tokens.filter(({ name }) => name.startsWith('space-')),
  icons,
}

/** Every component once, from the tokens: for whoever builds a page. Only where the house is a demonstration. */
export const styleguide = (app: FastifyInstance): void => {
  app.get('/styleguide', { config: { access: 'public' } }, ({ voice }, reply) =>
    reply.page(styleguidePage, {
      ...fixed,
      form: formView(voice, bad(voice), looks(voice)),
      pager: { previous: '/styleguide', next: '/styleguide', total: voice.number(412) },
    }),
  )
}
