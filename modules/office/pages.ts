import { present } from '#server/errors'
import { page } from '#server/html/page'
import { formView, type Field, type Trouble } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { pageSize } from '#server/http/lists'
import { raw, text, type TextKey, type Voice } from '#server/i18n'
import type { Setting } from '#server/settings'
import { momentWords } from '#server/words'
import type { JournalRow } from './journal.ts'

type SettingRow = { field: Field; action: string; seen: string; trouble: Trouble }
export const settingsPage = page<{ settings: readonly SettingRow[] }>('office/settings', 'office:settings.title')
type Bad = { key: string; form: Form }
const rowOf = (voice: Voice, one: Setting, stored: string, bad: Form | undefined): SettingRow => {
  const { key, label, hint } = one
  const error = bad?.errors.value
  // Every form has a `value`; on a page of many, its field is named by the key.
  const form: Form = {
    status: bad?.status ?? 200,
    values: { [key]: bad ? bad.values.value : stored },
    errors: error ? { [key]: error } : {},
    refusal: bad?.refusal ?? null,
  }
  const { fields, trouble } = formView(voice, form, { [key]: { label, hint } })
  const field = { ...present(fields[key], 'the field'), name: 'value', isRequired: false }
  // A value of now was not seen by who typed before: only a refusal names it.
  const seen = bad?.status === 422 && typeof bad.values.seen === 'string' ? bad.values.seen : stored
  return { field, action: `/settings/${key}`, seen, trouble }
}
/** One row a setting; `bad` is the one whose typed value did not fit. */
export const settingsView = (
  voice: Voice,
  rows: readonly { one: Setting; value: string }[],
  bad?: Bad,
): { settings: SettingRow[] } => ({
  settings: rows.map(({ one, value }) => rowOf(voice, one, value, bad?.key === one.key ? bad.form : undefined)),
})

type Entry = { id: number; when: string; who: string; what: string; subject: string; fields: string }
export const journalPage = page<{ entries: readonly Entry[]; older: string | null }>(
  'office/journal',
  'office:journal.title',
)
const whatOf = (voice: Voice, action: string): string => {
  const key = `office:journal.action.${action.replace('.', '-')}`
  return raw(voice.language, key) === undefined ? action : text(voice, key as TextKey)
}
export const journalView = (voice: Voice, rows: readonly JournalRow[]): { entries: Entry[]; older: string | null } => ({
  entries: rows.slice(0, pageSize).map(({ id, at, action, subject, fields, nameKm, nameLatin }) => ({
    id,
    when: momentWords(voice, at),
    who: (voice.language === 'km' ? nameKm : nameLatin) ?? text(voice, 'office:journal.system'),
    what: whatOf(voice, action),
    subject,
    fields: fields.join(', '),
  })),
  older: rows.length > pageSize ? `/journal?before=${String(rows[pageSize - 1]?.id ?? 0)}` : null,
})
