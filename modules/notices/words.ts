import { either, text, type Params, type TextKey, type Voice } from '#server/i18n'
import type { Day } from '#server/time'
import { dayWords } from '#server/words'

/** What fills a place of a text. A day and a text in two languages wait for the voice of who reads. */
export type Value = string | number | { readonly day: Day } | { readonly km: string; readonly en: string }
export type Said = Readonly<Record<string, Value>>
const plain = (voice: Voice, value: Value): string | number => {
  if (typeof value !== 'object') return value
  return 'day' in value ? dayWords(voice, value.day) : either(voice, value)
}
const filled = (voice: Voice, params: Said): Params =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, plain(voice, value)]))
/**
 * A notice in the voice of who reads it. Its text may have changed or gone since it was told: then it says that there
 * is something, and still leads there, for one old row must not take the inbox away.
 */
export const noticeWords = (voice: Voice, { key, params }: { key: TextKey; params: Said }): string => {
  try {
    return text(voice, key, filled(voice, params))
  } catch {
    return text(voice, 'notices:changed')
  }
}
