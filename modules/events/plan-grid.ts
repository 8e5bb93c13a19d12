import type { Form } from '#server/http/forms'
import { text, type Voice } from '#server/i18n'
import { isDay } from '#server/time'
import { longDay } from '#server/words'
import { mostDays } from './forms.ts'
import { holidayOn } from './holidays.ts'
import type { Draft } from './readiness.ts'

type HalfView = { name: string; isOn: boolean; from: string; to: string; error: string | null; label: string }
type DayView = {
  name: string
  id: string
  on: string
  words: string
  holiday: string | null
  error: string | null
  halves: readonly HalfView[]
}
/** The half-days of a plan, a row a day. */
export type Grid = {
  days: readonly DayView[]
  total: string
  minutes: string
  minutesError: string | null
  more: string | null
}

const valueOf = ({ values }: Form, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
const errorOf = (voice: Voice, { errors }: Form, names: readonly string[], label: string): string | null => {
  const found = names.map((name) => errors[name]).find((one) => one !== undefined)
  return found ? text(voice, found.key, { label, ...found.params }) : null
}
const halfView = (voice: Voice, form: Form, at: string, half: 'am' | 'pm'): HalfView => {
  const name = `${at}.${half}`
  const label = text(voice, `events:plan.${half}`)
  return {
    name,
    label,
    isOn: valueOf(form, `${name}.on`) === '1',
    from: valueOf(form, `${name}.from`),
    to: valueOf(form, `${name}.to`),
    error: errorOf(voice, form, [`${name}.from`, `${name}.to`, name], label),
  }
}
const dayView = (voice: Voice, form: Form, place: number): DayView => {
  const name = `days.${String(place)}`
  const on = valueOf(form, `${name}.on`)
  const holiday = isDay(on) ? holidayOn(on) : undefined
  return {
    name,
    id: `f-days-${String(place)}`,
    on,
    words: isDay(on) ? longDay(voice, on) : '',
    holiday: holiday ? (voice.language === 'km' ? holiday.km : holiday.en) : null,
    error: errorOf(voice, form, [`${name}.on`], text(voice, 'events:plan.day')),
    halves: [halfView(voice, form, name, 'am'), halfView(voice, form, name, 'pm')],
  }
}
/** Rows that hold something, and one empty row more when it was asked for. */
export const gridOf = (voice: Voice, form: Form, draft: Draft): Grid => {
  const used = Array.from({ length: mostDays }, (_, place) => place).filter(
    (place) => place === 0 || valueOf(form, `days.${String(place)}.on`) !== '',
  )
  const count = Math.min(mostDays, Math.max(...used) + 1 + (form.values.more === '1' ? 1 : 0))
  const minutes = draft.sessions.reduce((sum, one) => sum + one.plannedMinutes, 0)
  return {
    days: Array.from({ length: count }, (_, place) => dayView(voice, form, place)),
    total: text(voice, 'events:plan.total', { count: draft.sessions.length, minutes }),
    minutes: valueOf(form, 'minutes'),
    minutesError: errorOf(voice, form, ['minutes'], text(voice, 'events:plan.minutes')),
    more: count < mostDays ? '1' : null,
  }
}
