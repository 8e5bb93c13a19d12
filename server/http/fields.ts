import { text, type TextKey, type Voice } from '#server/i18n'
import type { Form, Problem } from './forms.ts'

export type Choice = { value: string; label: string }
/** How one field of a form looks; its value and its error come from the form. */
export type Look = {
  label: TextKey
  hint?: TextKey
  kind?: 'text' | 'date' | 'number' | 'tel' | 'password' | 'area' | 'select' | 'radio'
  choices?: readonly Choice[]
  optional?: boolean
  autocomplete?: string
}
export type Field = {
  name: string
  id: string
  label: string
  hint: string | null
  error: string | null
  value: string
  type: string
  inputmode: string
  autocomplete: string
  isInput: boolean
  isArea: boolean
  isSelect: boolean
  isRadio: boolean
  isOptional: boolean
  isRequired: boolean
  describedBy: string | null
  choices: readonly (Choice & { id: string; isChosen: boolean })[]
}
/** The list above a form that did not pass, each row a link to its field; or the rule that refused. */
export type Trouble = { title: string; items: readonly { href: string; text: string }[] } | null

const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`
const said = (voice: Voice, { key, params }: Problem, label: string): string => text(voice, key, { label, ...params })

const fieldOf = (voice: Voice, form: Form, name: string, look: Look): Field => {
  const kind = look.kind ?? 'text'
  const id = idOf(name)
  const label = text(voice, look.label)
  const problem = form.errors[name]
  const error = problem ? said(voice, problem, label) : null
  const typed = form.values[name]
  const value = typeof typed === 'string' && kind !== 'password' ? typed : ''
  const notes = [look.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    name, id, label, error, value,
    hint: look.hint ? text(voice, look.hint) : null,
    type: kind === 'date' ? 'date' : kind === 'password' || kind === 'tel' ? kind : 'text',
    inputmode: kind === 'number' ? 'numeric' : kind === 'tel' ? 'tel' : 'text',
    autocomplete: look.autocomplete ?? 'off',
    isInput: !['area', 'select', 'radio'].includes(kind),
    isArea: kind === 'area', isSelect: kind === 'select', isRadio: kind === 'radio',
    isOptional: look.optional ?? false,
    isRequired: !look.optional,
    describedBy: notes || null,
    choices: (look.choices ?? []).map((one) => ({ ...one, id: `${id}-${one.value}`, isChosen: one.value === value })),
  } // prettier-ignore
}
export type FormView<Name extends string> = { fields: Readonly<Record<Name, Field>>; trouble: Trouble }
/** A form as its page shows it. */
export const formView = <Name extends string>(
  voice: Voice,
  form: Form,
  looks: Readonly<Record<Name, Look>>,
): FormView<Name> => {
  const names = Object.keys(looks) as Name[]
  const fields = Object.fromEntries(names.map((name) => [name, fieldOf(voice, form, name, looks[name])])) as Record<
    Name,
    Field
  >
  return { fields, trouble: troubleOf(voice, form, Object.values(fields)) }
}
const troubleOf = (voice: Voice, form: Form, fields: readonly Field[]): Trouble => {
  if (form.refusal) return { title: said(voice, form.refusal, ''), items: [] }
  const items = fields.flatMap(({ id, error }) => (error ? [{ href: `#${id}`, text: error }] : []))
  if (items.length > 0) return { title: text(voice, 'server:form.trouble', { count: items.length }), items }
  return form.status === 422 ? { title: text(voice, 'server:form.again'), items: [] } : null
}
