import { text, type Voice } from '#server/i18n'
import { dayOf, type Day } from '#server/time'
import { monthOf } from '#server/words'
import type { SubjectsByCode } from '#modules/programme'
import type { Line } from './timeline.ts'

type LineView = { look: string; icon: string; title: string; words: string; href: string | null; on: Day; day: string }
type Month = { title: string; lines: readonly LineView[] }
/** Context of the partial `progress/timeline`. */
export type TimelineView = { months: readonly Month[]; earlier: string | null; newest: string | null }

const icons: ReadonlyMap<string, string> = new Map([
  ['lesson', 'book-open'],
  ['course', 'circle-check'],
  ['quiz', 'circle-check'],
  ['attendance', 'calendar-check'],
  ['observation', 'clipboard-check'],
  ['certificate', 'award'],
  ['licence', 'badge-check'],
])
const iconOf = ({ kind, minutes, tier }: Line): string => {
  if (kind !== 'attendance') return icons.get(kind) ?? 'file-text'
  if (minutes === 0) return 'calendar-x'
  return tier === 4 ? 'video' : 'calendar-check'
}
const attended = (voice: Voice, { minutes, plannedMinutes: planned }: Line): string[] => {
  if (minutes === null) return []
  if (minutes === 0) return [text(voice, 'progress:line.absent')]
  return [
    planned === null
      ? text(voice, 'progress:line.attended', { minutes })
      : text(voice, 'progress:line.attendedOf', { minutes, planned }),
  ]
}
/** Percent is cut, as in the reasons: nothing reads as passed that is not. */
const result = (voice: Voice, { score, passed }: Line): string[] => [
  ...(score === null ? [] : [text(voice, 'progress:line.score', { score: Math.floor(score + 1e-9) })]),
  ...(passed === null ? [] : [text(voice, passed ? 'progress:line.passed' : 'progress:line.notYet')]),
]
const wordsOf = (voice: Voice, line: Line): string => {
  const { kind, count, method } = line
  const said =
    kind === 'lesson'
      ? [text(voice, 'progress:line.lessons', { count })]
      : kind === 'attendance'
        ? attended(voice, line)
        : result(voice, line)
  if (method === 'paper') said.push(text(voice, 'progress:line.paper'))
  return said.join(' · ')
}
/** `here`: the page it stands on, to which nothing links; null: no links at all. */
export const lineView = (voice: Voice, line: Line, subjects: SubjectsByCode, here: string | null): LineView => {
  // Several lessons of a day stand under their course.
  const isCourse = line.kind === 'lesson' && line.count > 1
  const subject = isCourse ? line.subject.slice(0, line.subject.indexOf('/')) : line.subject
  const found = subjects.get(subject)
  const on = dayOf(line.at)
  const href = isCourse && found ? found.href : line.href
  return {
    look: line.kind === 'certificate' || line.kind === 'licence' ? 'is-gold' : `t${String(line.tier)}`,
    icon: iconOf(line),
    title: found ? (voice.language === 'km' ? found.titleKm : found.titleEn) : subject,
    words: wordsOf(voice, line),
    href: here === null || href === here || href === '' ? null : href,
    on,
    day: text(voice, 'progress:line.day', { day: Number(on.slice(8)) }),
  }
}
/** Lines come newest first, so a month is a run of them. */
export const monthsOf = (voice: Voice, lines: readonly LineView[]): Month[] => {
  const months: { title: string; lines: LineView[] }[] = []
  for (const line of lines) {
    const title = monthOf(voice, line.on)
    const last = months.at(-1)
    if (last?.title === title) last.lines.push(line)
    else months.push({ title, lines: [line] })
  }
  return months
}
