import { page } from '#server/html/page'
import { pageSize } from '#server/http/lists'
import { text, type TextKey, type Voice } from '#server/i18n'
import { momentWords } from '#server/words'
import type { Notice } from './telling.ts'

export type NoticeView = { action: string; words: string; when: string; isUnread: boolean }
type InboxView = { rows: readonly NoticeView[]; count: string; hasUnread: boolean; older: string | null }
export const inboxPage = page<InboxView>('notices/inbox', 'notices:title')
/** A notice in the words of the reader. */
export const noticeView = (voice: Voice, { id, key, params, at, readAt }: Notice): NoticeView => ({
  action: `/notices/${String(id)}/reads`,
  words: text(voice, key as TextKey, params),
  when: momentWords(voice, at),
  isUnread: readAt === null,
})
export const inboxView = (voice: Voice, rows: readonly Notice[], unread: number): InboxView => ({
  rows: rows.slice(0, pageSize).map((one) => noticeView(voice, one)),
  count: text(voice, unread === 0 ? 'notices:allRead' : 'notices:unread', { count: unread }),
  hasUnread: unread > 0,
  older: rows.length > pageSize ? `/notices?before=${String(rows[pageSize - 1]?.id ?? 0)}` : null,
})
