import { randomUUID } from 'node:crypto'
import { formView, type FormView } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import { clockOf } from '#server/time'
import { dayWords } from '#server/words'
import type { PerformanceRow, RubricTitle } from '#modules/assessments'
import type { Places } from '#modules/people'
import type { Attended, EventDesk, MemberRow } from './event-queries.ts'
import { usualPercent } from './attendance.ts'
import { personName } from './event-words.ts'
import type { Move } from './transitions.ts'
import { watchOf, type Watch } from './watch-view.ts'

/** What the team's part of an event page is made of. */
export type TeamParts = {
  members: readonly MemberRow[]
  /** Minutes attended so far, by person: marks of open registers and facts of closed ones. */
  minutes: ReadonlyMap<number, Attended>
  performances: readonly PerformanceRow[]
  rubrics: readonly RubricTitle[]
  places: Places
  admit: Form
  /** Officers the actor may nominate, with what the workshop still wants of each. */
  nominees: readonly { personId: number; nameKm: string; nameLatin: string }[]
  nominate: Form
  form: Form | null
}
type Register = { href: string; title: string; badge: { look: string; words: string } }
type Member = {
  name: string
  other: string
  centre: string
  attended: string
  isLow: boolean
  low: string
  watches: readonly Watch[]
  watched: string
  isWatching: boolean
}
type Queued = {
  name: string
  centre: string
  personId: string
  admit: string
  decline: string | null
  once: string
  place: string
}
type MoveView = {
  /** The version of the plan that the page showed. */
  seen: number
  action: string
  verb: string
  style: string
  wantsReason: boolean
  isTakeBack: boolean
  id: string
  question: string
  hint: string
}
export type TeamView = {
  /** Whether there is anything below the event itself: people, or a form to add some. */
  hasPeople: boolean
  /** What leads on, at the top; what takes back, at the end. */
  moves: readonly MoveView[]
  takeBacks: readonly MoveView[]
  registers: readonly Register[]
  sheet: string | null
  members: readonly Member[]
  count: string
  waiting: readonly Queued[]
  nominated: readonly Queued[]
  admit: (FormView<'staffId' | 'reason'> & { action: string; once: string }) | null
  nominate: (FormView<'personId' | 'reason'> & { action: string; once: string }) | null
}
/** Verbs become nouns in addresses. */
export const nouns: Readonly<Record<Exclude<Move, 'hold'>, string>> = {
  submit: 'submissions', return: 'returns', publish: 'publications', postpone: 'postponements', cancel: 'cancellations', close: 'closings',
} // prettier-ignore
/** Moves that take something back, each with a reason. */
const wanting = new Set<Move>(['return', 'postpone', 'cancel'])
const movesView = (voice: Voice, { row, may, missing, sessions }: EventDesk): MoveView[] => {
  // Only the licence is missing: an administrator may go on, and says why.
  const overrides = (move: Move): boolean =>
    (move === 'submit' || move === 'publish') && may.override && missing?.isLicence === true
  return may.moves.flatMap((move) => {
    if (move === 'hold' || (move === 'close' && sessions.some(({ closedAt }) => closedAt === null))) return []
    return [
      {
        id: `move-${move}`,
        seen: row.event.rowVersion,
        action: `/events/${String(row.event.id)}/${nouns[move]}`,
        verb: text(voice, `events:move.${move}`),
        style: wanting.has(move) ? 'btn-3' : move === 'publish' || move === 'submit' ? 'btn-1' : 'btn-2',
        wantsReason: wanting.has(move) || overrides(move),
        isTakeBack: wanting.has(move),
        question: text(voice, overrides(move) ? 'events:ask.override' : `events:ask.${move}`),
        hint: move === 'return' || move === 'postpone' || move === 'cancel' ? text(voice, `events:askHow.${move}`) : '',
      },
    ]
  })
}
const registersOf = (voice: Voice, { row, sessions, may }: EventDesk): Register[] =>
  may.mark && ['published', 'held', 'closed'].includes(row.event.state)
    ? sessions.map((one) => ({
        href: `/events/${String(row.event.id)}/attendance?session=${String(one.id)}`,
        title: text(voice, clockOf(one.startsAt).hour < 12 ? 'events:agenda.am' : 'events:agenda.pm', { day: dayWords(voice, one.heldOn) }),
        badge: one.closedAt === null ? { look: '', words: text(voice, 'events:register.open') } : { look: 'badge-done', words: text(voice, 'events:register.closed') },
      }))
    : [] // prettier-ignore
const centreOf = (voice: Voice, { centre }: Places, id: number | null): string => {
  const found = id === null ? undefined : centre.get(id)
  return found ? either(voice, found) : ''
}
const memberView = (
  voice: Voice,
  { row, may, sessions, trainers }: EventDesk,
  one: MemberRow,
  parts: TeamParts,
): Member => {
  const planned = sessions.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0)
  const { minutes, of } = parts.minutes.get(one.personId) ?? { minutes: 0, of: 0 }
  // Minutes missed are missed for good: said while there is still time to talk about it.
  const isLow = (planned - (of - minutes)) * 100 < planned * usualPercent
  const rubrics = may.mark && row.event.state !== 'draft' ? parts.rubrics : []
  const own = parts.performances.filter(({ personId }) => personId === one.personId)
  const mayBegin = row.event.state === 'published' || row.event.state === 'held'
  const hasOthers = trainers.length > 1
  const done = rubrics.filter(({ code }) => own.some((it) => it.rubricCode === code && it.state === 'settled')).length
  return {
    name: personName(voice, one),
    other: `${voice.language === 'km' ? one.nameLatin : one.nameKm} · ${one.staffId}`,
    centre: centreOf(voice, parts.places, one.centreId),
    attended: text(voice, 'events:attended', { minutes, planned }),
    isLow,
    low: isLow ? text(voice, 'events:outOfReach', { percent: usualPercent }) : '',
    watches: rubrics.map((rubric) =>
      watchOf(voice, { eventId: row.event.id, personId: one.personId, rubric, mayBegin, hasOthers }, own),
    ),
    watched: text(voice, 'events:watch.summary', { done, total: rubrics.length }),
    isWatching: own.some(({ mySheetState }) => mySheetState === 'draft'),
  }
}
const queuedView = (voice: Voice, { row, may }: EventDesk, one: MemberRow, parts: TeamParts): Queued => {
  const at = `/events/${String(row.event.id)}/members/${String(one.personId)}`
  return {
    name: personName(voice, one),
    centre: centreOf(voice, parts.places, one.centreId),
    personId: String(one.personId),
    admit: `${at}/approvals`,
    decline: may.publish && one.state === 'nominated' ? `${at}/refusals` : null,
    once: randomUUID(),
    place: one.queued === null ? '' : text(voice, 'events:queue', { place: one.queued }),
  }
}
const admitForm = (voice: Voice, { row, may }: EventDesk, form: Form): TeamView['admit'] => {
  const isOpen = row.event.state === 'published' || row.event.state === 'held'
  const mayAdmit = row.topic.kind === 'tot' ? may.publish : may.publish || may.mark
  if (!isOpen || !mayAdmit) return null
  return {
    ...formView(voice, form, {
      staffId: { label: 'events:admit.staffId', hint: 'events:admit.staffIdHint' },
      reason: { label: 'events:admit.reason', hint: 'events:admit.reasonHint' },
    }),
    action: `/events/${String(row.event.id)}/admissions`,
    once: typeof form.values.once === 'string' ? form.values.once : randomUUID(),
  }
}
const nominateForm = (
  voice: Voice,
  { row, may }: EventDesk,
  { nominees, nominate }: TeamParts,
): TeamView['nominate'] => {
  if (!may.nominate || nominees.length === 0) return null
  const choices = nominees.map((one) => ({ value: String(one.personId), label: personName(voice, one) }))
  return {
    ...formView(voice, nominate, {
      personId: { label: 'events:nominate.person', kind: 'select', choices },
      reason: { label: 'events:nominate.reason', hint: 'events:nominate.reasonHint' },
    }),
    action: `/events/${String(row.event.id)}/nominations`,
    once: typeof nominate.values.once === 'string' ? nominate.values.once : randomUUID(),
  }
}
/** The desk of whoever runs an event: its moves, registers, people and observations. */
export const teamView = (voice: Voice, desk: EventDesk, parts: TeamParts): TeamView => {
  const { row, may, confirmed } = desk
  const of = (state: MemberRow['state']): readonly MemberRow[] => parts.members.filter((one) => one.state === state)
  const isRunning = ['published', 'held', 'closed'].includes(row.event.state)
  const view = {
    moves: movesView(voice, desk).filter(({ isTakeBack }) => !isTakeBack),
    takeBacks: movesView(voice, desk).filter(({ isTakeBack }) => isTakeBack),
    registers: registersOf(voice, desk),
    sheet:
      may.mark && isRunning && row.topic.kind !== 'webinar'
        ? `/events/${String(row.event.id)}/attendance-sheet.pdf`
        : null,
    members: may.mark || may.publish ? of('confirmed').map((one) => memberView(voice, desk, one, parts)) : [],
    count: text(voice, 'events:memberCount', { count: confirmed, capacity: row.event.capacity }),
    waiting: may.mark || may.publish ? of('waitlisted').map((one) => queuedView(voice, desk, one, parts)) : [],
    nominated: may.publish ? of('nominated').map((one) => queuedView(voice, desk, one, parts)) : [],
    admit: admitForm(voice, desk, parts.admit),
    nominate: nominateForm(voice, desk, parts),
  }
  const { members, waiting, nominated, admit, nominate } = view
  return {
    ...view,
    hasPeople: members.length + waiting.length + nominated.length > 0 || admit !== null || nominate !== null,
  }
}
