import { page } from '#server/html/page'
import { formView, type Trouble } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { pageSize } from '#server/http/lists'
import { text, type Voice } from '#server/i18n'
import { momentWords } from '#server/words'
import type { NoticeRow, Unread } from './queries.ts'
import { noticeWords } from './words.ts'

type Line = { action: string; words: string; when: string; isNew: boolean }
type InboxView = {
  lede: string
  lines: readonly Line[]
  mayMark: boolean
  newest: number
  older: string | null
  isFirst: boolean
  trouble: Trouble
}
export const inboxPage = page<InboxView>('notices/inbox', 'notices:title')

const lineOf =
  (voice: Voice) =>
  (row: NoticeRow): Line => ({
    action: `/notices/${String(row.id)}/reads`,
    words: noticeWords(voice, row),
    when: momentWords(voice, row.at),
    isNew: row.readAt === null,
  })
/** The inbox from the newest back; `before` is where an older page begins. */
export const inboxView = (
  voice: Voice,
  rows: readonly NoticeRow[],
  unread: Unread,
  before: number | undefined,
  form: Form,
): InboxView => ({
  lede: text(voice, unread.count > 0 ? 'notices:unread' : 'notices:allRead', { count: unread.count }),
  lines: rows.slice(0, pageSize).map(lineOf(voice)),
  mayMark: unread.count > 0 && before === undefined,
  newest: Math.max(0, ...rows.map(({ id }) => id)),
  older: rows.length > pageSize ? `/notices?before=${String(rows[pageSize - 1]?.id ?? 0)}` : null,
  isFirst: before === undefined,
  trouble: formView(voice, form, {}).trouble,
})
