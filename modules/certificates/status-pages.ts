import { text, type Voice } from '#server/i18n'
import type { Status } from './status.ts'

export type StatusView = { words: string; why: string; badge: string; icon: string; note: string }
const looks: Readonly<Record<Status, Pick<StatusView, 'badge' | 'icon' | 'note'>>> = {
  valid: { badge: 'badge-done', icon: 'circle-check', note: 'note-done' },
  expired: { badge: 'badge-warn', icon: 'hourglass', note: 'note-warn' },
  revoked: { badge: 'badge-error', icon: 'circle-x', note: 'note-error' },
  replaced: { badge: 'badge-error', icon: 'rotate-ccw', note: 'note-error' },
}
export const statusView = (voice: Voice, status: Status): StatusView => ({
  words: text(voice, `certificates:status.${status}`),
  why: text(voice, `certificates:statusWhy.${status}`),
  ...looks[status],
})
