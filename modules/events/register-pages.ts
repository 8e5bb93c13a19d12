import { page, type Back } from '#server/html/page'
import { either, text, type Voice } from '#server/i18n'
import { clockOf } from '#server/time'
import { dayWords, momentWords } from '#server/words'
import type { Places } from '#modules/people'
import type { Mark } from './attendance-schema.ts'
import type { MemberRow } from './event-queries.ts'
import type { EventRow, Session } from './event-rows.ts'
import { hoursWords, personName, topicTitle } from './event-words.ts'

type Button = { mark: Mark; label: string; sign: string; icon: string | null; isOn: boolean }
type Row = {
  personId: string
  id: string
  uuid: string
  name: string
  centre: string
  words: string
  /** Open: its buttons mark. Closed: they correct, with a reason. */
  isOpen: boolean
  action: string
  sessionId: string
  main: readonly Button[]
  other: readonly Button[]
  gap: string
}
export type RegisterView = {
  back: Back
  title: string
  when: string
  all: string
  close: string
  sessionId: string
  tabs: readonly { href: string; words: string; isHere: boolean; isClosed: boolean }[]
  rows: readonly Row[]
  counts: readonly { key: string; n: number; words: string }[]
  isOpen: boolean
  mayClose: boolean
  closedWords: string | null
  left: number
  trouble: string | null
  next: string | null
}
export const registerPage = page<RegisterView>('events/register', 'events:register.title', (vm) => vm.back)
/** What is known of one person in one session: a mark of an open register, or the fact of a closed one. */
export type Known = { mark: Mark; minutes: number; evidence: string | null }
export type RegisterParts = {
  row: EventRow
  all: readonly Session[]
  session: Session
  members: readonly MemberRow[]
  known: ReadonlyMap<number, Known>
  places: Places
  uuidFor: () => string
  now: number
  trouble: string | null
}
const mainMarks = ['present', 'late', 'absent'] as const
const otherMarks = ['left', 'excused'] as const
const signs: Readonly<Partial<Record<Mark, string>>> = { present: 'check', absent: 'x' }
const buttons = (voice: Voice, marks: readonly Mark[], known: Known | undefined): Button[] =>
  marks.map((mark) => ({
    mark,
    label: text(voice, `events:mark.${mark}`),
    sign: text(voice, `events:markShort.${mark}`),
    icon: signs[mark] ?? null,
    isOn: known?.mark === mark,
  }))
const wordsOf = (voice: Voice, session: Session, known: Known | undefined): string => {
  if (!known) return text(voice, 'events:mark.none')
  const missed = session.plannedMinutes - known.minutes
  const said =
    known.mark === 'late' || known.mark === 'left'
      ? text(voice, `events:markMinutes.${known.mark}`, { minutes: missed })
      : text(voice, `events:mark.${known.mark}`)
  return known.evidence ? `${said} · ${known.evidence}` : said
}
const rowView = (voice: Voice, parts: RegisterParts, one: MemberRow): Row => {
  const { row, session } = parts
  const known = parts.known.get(one.personId)
  const isOpen = session.closedAt === null
  const centre = one.centreId === null ? undefined : parts.places.centre.get(one.centreId)
  return {
    personId: String(one.personId),
    id: `p${String(one.personId)}`,
    uuid: parts.uuidFor(),
    name: personName(voice, one),
    centre: centre ? either(voice, centre) : '',
    words: wordsOf(voice, session, known),
    isOpen,
    action: `/events/${String(row.event.id)}/attendance${isOpen ? '' : '/corrections'}`,
    sessionId: String(session.id),
    main: buttons(voice, mainMarks, known),
    other: buttons(voice, otherMarks, known),
    gap:
      known && (known.mark === 'late' || known.mark === 'left') ? String(session.plannedMinutes - known.minutes) : '15',
  }
}
const half = (voice: Voice, one: Session): string =>
  text(voice, clockOf(one.startsAt).hour < 12 ? 'events:agenda.am' : 'events:agenda.pm', {
    day: dayWords(voice, one.heldOn).replace(/ \S+$/u, ''),
  })
const countsOf = (voice: Voice, { members, known }: RegisterParts): RegisterView['counts'] => {
  const of = (marks: readonly Mark[]): number => members.filter(({ personId }) => { const mark = known.get(personId)?.mark; return mark !== undefined && marks.includes(mark) }).length
  const marked = members.filter(({ personId }) => known.has(personId)).length
  return [
    { key: 'present', n: of(['present']), words: text(voice, 'events:count.present') },
    { key: 'late', n: of(['late', 'left']), words: text(voice, 'events:count.late') },
    { key: 'absent', n: of(['absent', 'excused']), words: text(voice, 'events:count.absent') },
    { key: 'left', n: members.length - marked, words: text(voice, 'events:count.left') },
  ]
} // prettier-ignore
/** The register of one session: one tap a person. */
export const registerView = (voice: Voice, parts: RegisterParts): RegisterView => {
  const { row, all, session, members, now } = parts
  const at = `/events/${String(row.event.id)}`
  const left = members.filter(({ personId }) => !parts.known.has(personId)).length
  const isOpen = session.closedAt === null
  const next = all.find((one) => one.closedAt === null && one.id !== session.id)
  return {
    back: { href: at, label: topicTitle(voice, row.event) },
    title: half(voice, session),
    when: hoursWords(voice, session.startsAt, session.endsAt),
    all: `${at}/attendance/all`,
    close: `${at}/attendance/closings`,
    sessionId: String(session.id),
    tabs: all.map((one) => ({ href: `${at}/attendance?session=${String(one.id)}`, words: half(voice, one), isHere: one.id === session.id, isClosed: one.closedAt !== null })),
    rows: members.map((one) => rowView(voice, parts, one)),
    counts: countsOf(voice, parts),
    isOpen,
    mayClose: isOpen && session.startsAt <= now,
    closedWords: session.closedAt === null ? null : text(voice, 'events:register.closedAt', { at: momentWords(voice, session.closedAt) }),
    left,
    trouble: parts.trouble,
    next: !isOpen && next ? `${at}/attendance?session=${String(next.id)}` : null,
  }
} // prettier-ignore
