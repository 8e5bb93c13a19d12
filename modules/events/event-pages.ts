import { randomUUID } from 'node:crypto'
import { page, type Back } from '#server/html/page'
import { formView, type Trouble } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { text, type TextKey, type Voice } from '#server/i18n'
import { monthName } from '#server/khmer'
import { clockOf, dayOf, type Day } from '#server/time'
import { longDay, momentWords } from '#server/words'
import type { EventDesk } from './event-queries.ts'
import type { Session } from './event-rows.ts'
import { hoursWords, iconOf, personName, spanWords, tierOf, topicTitle } from './event-words.ts'
import { teamView, type TeamParts, type TeamView } from './team-view.ts'

type DateBlock = { month: string; day: string; iso: Day }
type Note = { look: string; icon: string; title: string; words: string }
type Agenda = { title: string; hours: string }
type Act = { action: string; verb: string; style: string; once: string } | null
export type EventView = {
  back: Back
  tier: string
  icon: string
  kicker: string
  title: string
  state: { look: string; words: string } | null
  dates: readonly DateBlock[]
  isSpan: boolean
  when: string
  hours: string
  ics: string | null
  notes: readonly Note[]
  place: string
  address: string
  isOnline: boolean
  link: string | null
  trainers: readonly { name: string; role: string }[]
  places: string
  waiting: string | null
  bring: readonly string[]
  agenda: readonly Agenda[]
  planned: string
  enrol: Act
  withdraw: Act
  confirm: Act
  edit: string | null
  team: TeamView | null
  trouble: Trouble
  history: readonly { words: string; when: string; reason: string }[]
}
export const eventPage = page<EventView>(
  'events/event',
  (vm) => vm.title,
  (vm) => vm.back,
)
const shortMonth = ({ language }: Voice, on: Day): string =>
  language === 'km'
    ? monthName(Number(on.slice(5, 7)))
    : new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(Date.parse(on))
const block = (voice: Voice, on: Day): DateBlock => ({
  month: shortMonth(voice, on),
  day: voice.number(Number(on.slice(8))),
  iso: on,
})
const halfDay = (voice: Voice, one: Session): Agenda => ({
  title: text(voice, clockOf(one.startsAt).hour < 12 ? 'events:agenda.am' : 'events:agenda.pm', {
    day: longDay(voice, one.heldOn),
  }),
  hours: hoursWords(voice, one.startsAt, one.endsAt),
})
const entryNote = (voice: Voice, { entry, mine, row, isTrainer }: EventDesk): Note[] => {
  if (!entry || isTrainer || mine?.state === 'confirmed' || row.event.state !== 'published') return []
  const params = { done: Number(entry.reason.params.done ?? 0), total: Number(entry.reason.params.total ?? 0) }
  return entry.status === 'done'
    ? [
        {
          look: 'note-done',
          icon: 'circle-check',
          title: text(voice, 'events:entry.ok'),
          words: text(voice, 'events:entry.have', params),
        },
      ]
    : [
        {
          look: 'note-warn',
          icon: 'hourglass',
          title: text(voice, 'events:entry.no'),
          words: text(voice, 'events:entry.want', params),
        },
      ]
}
const mineNote = (voice: Voice, { mine, row }: EventDesk): Note[] => {
  if (!mine || mine.state === 'cancelled') return []
  if (mine.confirmBy !== null && mine.state === 'confirmed')
    return [
      {
        look: 'note-warn',
        icon: 'hourglass',
        title: text(voice, 'events:mine.confirm'),
        words: text(voice, 'events:mine.confirmHow', { when: momentWords(voice, mine.confirmBy) }),
      },
    ]
  const key = mine.state === 'confirmed' && row.event.state === 'closed' ? 'attended' : mine.state
  return [
    {
      look: mine.state === 'confirmed' ? 'note-done' : 'note-warn',
      icon: mine.state === 'confirmed' ? 'calendar-check' : 'hourglass',
      title: text(voice, `events:mine.${key}`),
      words: text(voice, `events:mine.${key}How`, { place: mine.queued ?? 0 }),
    },
  ]
}
const clashNotes = (voice: Voice, { clashes }: EventDesk): Note[] =>
  clashes.slice(0, 1).map((one) => ({
    look: 'note-warn',
    icon: 'triangle-alert',
    title: text(voice, 'events:clash.own'),
    words: text(voice, 'events:clash.ownWords', {
      event: voice.language === 'km' ? one.titleKm : one.titleEn,
      day: longDay(voice, dayOf(one.startsAt)),
      hours: hoursWords(voice, one.startsAt, one.endsAt),
    }),
  }))
const stateNote = (voice: Voice, { row: { event }, moves }: EventDesk): Note[] => {
  if (event.state !== 'cancelled' && event.state !== 'postponed') return []
  const reason = moves.findLast(({ to }) => to === event.state)?.reason ?? ''
  return [
    {
      look: 'note-warn',
      icon: 'calendar-x',
      title: text(voice, `events:state.${event.state}`),
      words: reason || text(voice, 'events:state.told'),
    },
  ]
}
/** What still forbids publishing, or would forbid it today. */
const missingNote = (voice: Voice, { missing, row: { event } }: EventDesk): Note[] =>
  missing
    ? [
        {
          look: event.state === 'published' ? 'note-error' : 'note-warn',
          icon: 'triangle-alert',
          title: text(voice, event.state === 'published' ? 'events:recheck.published' : 'events:recheck.planned'),
          words: text(voice, missing.key, missing.params),
        },
      ]
    : []
const actsOf = (
  voice: Voice,
  { row: { event }, mine, entry, confirmed, may, isTrainer, sessions, now }: EventDesk,
): Pick<EventView, 'enrol' | 'withdraw' | 'confirm'> => {
  const at = `/events/${String(event.id)}`
  const hasBegun = (sessions[0]?.startsAt ?? now + 1) <= now
  const isIn = mine?.state === 'confirmed' || mine?.state === 'waitlisted' || mine?.state === 'nominated'
  const isOpen = event.state === 'published' && !hasBegun
  const mayEnter = !isTrainer && (entry === null || entry.status === 'done')
  return {
    enrol:
      may.enrol && isOpen && !isIn && mayEnter
        ? {
            action: `${at}/enrolments`,
            verb: text(voice, confirmed < event.capacity ? 'events:enrol.do' : 'events:enrol.wait'),
            style: 'btn-1',
            once: randomUUID(),
          }
        : null,
    confirm:
      mine?.state === 'confirmed' && mine.confirmBy !== null && isOpen
        ? { action: `${at}/confirmations`, verb: text(voice, 'events:enrol.confirm'), style: 'btn-1', once: '' }
        : null,
    withdraw:
      isIn && (isOpen || event.state === 'postponed' || event.state === 'submitted')
        ? { action: `${at}/withdrawals`, verb: text(voice, 'events:enrol.withdraw'), style: 'btn-2', once: '' }
        : null,
  }
}
const stateLook: Readonly<Record<string, string>> = { draft: '', submitted: 'badge-warn', published: 'badge-done', held: 'badge-now', closed: '', postponed: 'badge-warn', cancelled: 'badge-error' } // prettier-ignore
export const stateBadge = (voice: Voice, state: string): { look: string; words: string } => ({
  look: stateLook[state] ?? '',
  words: text(voice, `events:state.${state}` as TextKey),
})
const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
const historyOf = (voice: Voice, { moves }: EventDesk): EventView['history'] =>
  moves.map(({ to, at, reason, ...who }) => ({
    words: text(voice, 'events:history', { state: text(voice, `events:state.${to}`), name: personName(voice, who) }),
    when: momentWords(voice, at),
    reason,
  }))
const whenOf = (voice: Voice, all: readonly Session[]): Pick<EventView, 'dates' | 'isSpan' | 'when' | 'hours'> => {
  const [first, last] = [all[0], all.at(-1)]
  if (!first || !last) return { dates: [], isSpan: false, when: text(voice, 'events:noTime'), hours: '' }
  const days = [...new Set([first.heldOn, last.heldOn])]
  return {
    dates: days.map((on) => block(voice, on)),
    isSpan: days.length > 1,
    when: spanWords(voice, first.startsAt, last.endsAt),
    hours: hoursWords(voice, first.startsAt, last.endsAt),
  }
}
/** The page of one event: for whoever comes, and below it the desk of whoever runs it. */
export const eventView = (voice: Voice, desk: EventDesk, team: TeamParts | null, form: Form | null): EventView => {
  const { row, sessions, trainers, confirmed, waiting, mine, may } = desk
  const { event, topic, venue } = row
  const isTeam = may.publish || may.mark || may.plan
  return {
    back: { href: '/events', label: text(voice, 'events:title') },
    tier: `t${String(tierOf[topic.kind])}`,
    icon: iconOf[topic.kind],
    kicker: text(voice, `events:kind.${topic.kind}`),
    title: topicTitle(voice, event),
    state: isTeam || event.state !== 'published' ? stateBadge(voice, event.state) : null,
    ...whenOf(voice, sessions),
    ics: sessions.length > 0 && event.state !== 'draft' ? `/events/${String(event.id)}.ics` : null,
    notes: [
      ...missingNote(voice, desk),
      ...stateNote(voice, desk),
      ...mineNote(voice, desk),
      ...entryNote(voice, desk),
      ...clashNotes(voice, desk),
    ],
    place: venue
      ? voice.language === 'km'
        ? venue.km
        : venue.en
      : text(voice, topic.kind === 'webinar' ? 'events:online' : 'events:noVenue'),
    address: '',
    isOnline: topic.kind === 'webinar',
    link: topic.kind === 'webinar' && (mine?.state === 'confirmed' || isTeam) && event.link ? event.link : null,
    trainers: trainers.map((one) => ({
      name: personName(voice, one),
      role: text(voice, `events:trainer.${one.role}`),
    })),
    places: text(voice, 'events:places', { left: Math.max(0, event.capacity - confirmed), capacity: event.capacity }),
    waiting: waiting > 0 ? text(voice, 'events:waitingCount', { count: waiting }) : null,
    bring: event.state === 'closed' || event.state === 'cancelled' ? [] : lines(event.bring),
    agenda: sessions.map((one) => halfDay(voice, one)),
    planned: text(voice, 'events:planned', { minutes: sessions.reduce((sum, one) => sum + one.plannedMinutes, 0) }),
    ...actsOf(voice, desk),
    edit: may.plan ? `/events/${String(event.id)}/edit` : null,
    team: team ? teamView(voice, desk, team) : null,
    trouble: form ? formView(voice, form, {}).trouble : null,
    history: historyOf(voice, desk),
  }
}
