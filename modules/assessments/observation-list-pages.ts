import { page } from '#server/html/page'
import { either, text, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords } from '#server/words'
import type { AllWaiting, Waiting } from './observation-queries.ts'
import { nameWords } from './observation-words.ts'

type Row = { href: string; icon: string; title: string; about: string; verb: string }
type ListView = { groups: readonly { id: string; title: string; rows: readonly Row[] }[] }
export const observationsPage = page<ListView>('assessments/observations', 'assessments:observations.title')
const icons = { drafts: 'pencil', disputes: 'users', unread: 'message-circle' } as const
const hrefs = {
  drafts: (id: number) => `/observations/sheets/${String(id)}`,
  disputes: (id: number) => `/observations/${String(id)}/adjudications`,
  unread: (id: number) => `/observations/${String(id)}`,
}
const rowOf = (voice: Voice, kind: keyof AllWaiting, one: Waiting): Row => {
  const title = either(voice, one)
  const day = dayWords(voice, dayOf(one.at))
  const verb = text(voice, `assessments:observations.verb.${kind}`)
  if (kind === 'unread') return { href: hrefs.unread(one.id), icon: icons.unread, title, about: day, verb }
  return {
    href: hrefs[kind](one.id),
    icon: icons[kind],
    title: nameWords(voice, one),
    about: `${title} · ${day}`,
    verb,
  }
}
/** What waits for the reader; groups without anything are left out. */
export const observationsView = (voice: Voice, all: AllWaiting): ListView => ({
  groups: (['unread', 'drafts', 'disputes'] as const)
    .filter((kind) => all[kind].length > 0)
    .map((kind) => ({
      id: kind,
      title: text(voice, `assessments:observations.${kind}`),
      rows: all[kind].map((one) => rowOf(voice, kind, one)),
    })),
})
