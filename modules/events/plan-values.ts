import { nested, type Form } from '#server/http/forms'
import { id } from '#server/http/inputs'
import { clockOf, dayOf, daysLater, isDay, startOf, type Day } from '#server/time'
import { z } from 'zod'
import { venueClashes, trainerClashes } from './clashes.ts'
import type { Db } from '#server/db/open'
import type { Topic } from './content.ts'
import type { Event, Session, TrainerRow } from './event-rows.ts'
import { Days, mostDays } from './forms.ts'
import { holidayOn } from './holidays.ts'
import type { Draft } from './readiness.ts'
import { sessionsIn } from './forms.ts'

/** A planning form as flat texts: what the browser sent, or what a stored event is. */
export type Values = Readonly<Record<string, unknown>>
const two = (n: number): string => String(n).padStart(2, '0')
/** `07:30`, as a time field wants it. */
const clockText = (at: number): string => {
  const { hour, minute } = clockOf(at)
  return `${two(hour)}:${two(minute)}`
}
const numberIn = (values: Values, name: string): number | null => {
  const read = id.safeParse(values[name])
  return read.success ? read.data : null
}
const textIn = (values: Values, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}
export const idsIn = (values: Values, name: string): number[] =>
  [values[name]].flat().flatMap((one) => (typeof one === 'string' && /^\d{1,15}$/.test(one) ? [Number(one)] : []))
/** No event has more co-trainers; each one that an address names is looked for in other events. */
const mostCos = 20

/** The half-days a new plan begins with: as the programme's provincial session is built. */
const usual: Readonly<Record<Topic['kind'], { days: number; minutes: number; capacity: number; am: [string, string]; pm: [string, string] | null }>> = {
  provincial: { days: 2, minutes: 180, capacity: 18, am: ['07:30', '11:30'], pm: ['14:00', '17:00'] },
  tot: { days: 5, minutes: 180, capacity: 22, am: ['08:00', '11:30'], pm: ['14:00', '17:00'] },
  webinar: { days: 1, minutes: 90, capacity: 200, am: ['09:00', '10:30'], pm: null },
} // prettier-ignore
/** The first day that is proposed: two weeks from now, a Monday. */
const proposed = (now: number): Day => {
  const from = daysLater(dayOf(now), 14)
  const weekday = new Date(`${from}T00:00:00Z`).getUTCDay()
  return daysLater(from, (8 - weekday) % 7)
}
const dayValues = (kind: Topic['kind'], first: Day): Record<string, string> => {
  const { days, am, pm } = usual[kind]
  return Object.fromEntries(
    Array.from({ length: days }, (_, n) => [
      [`days.${String(n)}.on`, daysLater(first, n)],
      [`days.${String(n)}.am.on`, '1'],
      [`days.${String(n)}.am.from`, am[0]],
      [`days.${String(n)}.am.to`, am[1]],
      ...(pm ? [[`days.${String(n)}.pm.on`, '1'], [`days.${String(n)}.pm.from`, pm[0]], [`days.${String(n)}.pm.to`, pm[1]]] : []),
    ]).flat(),
  ) as Record<string, string> // prettier-ignore
}
/** What a new plan of a topic begins with. */
export const freshValues = (
  topic: Topic,
  once: string,
  now: number,
  own: { provinceId: number | null; leadId: number | null },
): Values => ({
  once,
  topic: topic.code,
  titleKm: topic.titleKm,
  titleEn: topic.titleEn,
  provinceId: topic.kind === 'webinar' || own.provinceId === null ? '' : String(own.provinceId),
  leadId: own.leadId === null ? '' : String(own.leadId),
  capacity: String(usual[topic.kind].capacity),
  minutes: String(usual[topic.kind].minutes),
  bring: topic.bringKm,
  ...dayValues(topic.kind, proposed(now)),
})
const halfOf = (one: Session): 'am' | 'pm' => (clockOf(one.startsAt).hour < 12 ? 'am' : 'pm')
const storedDays = (all: readonly Session[]): Record<string, string> => {
  const days = [...new Set(all.map(({ heldOn }) => heldOn))]
  return Object.fromEntries(
    all.flatMap((one) => {
      const at = `days.${String(days.indexOf(one.heldOn))}`
      const half = `${at}.${halfOf(one)}`
      return [
        [`${at}.on`, one.heldOn],
        [`${half}.on`, '1'],
        [`${half}.from`, clockText(one.startsAt)],
        [`${half}.to`, clockText(one.endsAt)],
      ]
    }),
  )
}
/** A stored event as its form shows it. */
export const storedValues = (event: Event, topic: Topic, all: readonly Session[], team: readonly TrainerRow[], invited: readonly number[]): Values => ({
  once: event.once,
  seen: String(event.rowVersion),
  topic: topic.code,
  licenceTopicId: event.licenceTopicId === null ? '' : String(event.licenceTopicId),
  titleKm: event.titleKm,
  titleEn: event.titleEn,
  provinceId: event.provinceId === null ? '' : String(event.provinceId),
  venueId: event.venueId === null ? '' : String(event.venueId),
  link: event.link,
  capacity: String(event.capacity),
  minutes: String(Math.max(...all.map(({ plannedMinutes }) => plannedMinutes), 1)),
  bring: event.bring,
  invited: invited.map(String),
  leadId: String(team.find(({ role }) => role === 'lead')?.personId ?? ''),
  coIds: team.filter(({ role }) => role === 'co').map(({ personId }) => String(personId)),
  ...storedDays(all),
}) // prettier-ignore

const Rows = z.object({ days: z.array(z.unknown()).max(mostDays).catch([]) })
/** What can be read of a form that is half filled in, for its live check list. */
export const glimpse = ({ values }: Form, kind: Topic['kind'], eventId: number): Draft => {
  const rows = Rows.parse(nested(values)).days
  const days = rows.flatMap((row) => {
    const read = Days.safeParse([row])
    return read.success ? read.data : []
  })
  const minutes = Number(values.minutes) || usual[kind].minutes
  return {
    eventId,
    kind,
    licenceTopicId: numberIn(values, 'licenceTopicId'),
    provinceId: numberIn(values, 'provinceId'),
    venueId: textIn(values, 'venueName') ? null : numberIn(values, 'venueId'),
    hasOtherVenue: textIn(values, 'venueName') !== '',
    link: textIn(values, 'link'),
    sessions: sessionsIn(days, minutes),
    leadId: numberIn(values, 'leadId'),
    coIds: [...new Set(idsIn(values, 'coIds'))].slice(0, mostCos),
  }
}
/** The same plan some days later. */
export const shifted = (values: Values, by: number): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      /^days\.\d\.on$/.test(name) && typeof value === 'string' && isDay(value) ? daysLater(value, by) : value,
    ]),
  )
/** How far ahead a free time is looked for, in days. */
const lookAhead = 28
const isWorkday = (on: Day): boolean => {
  const weekday = new Date(startOf(on) + 12 * 3_600_000).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidayOn(on)
}
/** In how many days the room and all trainers are free on workdays; null where that is not soon. */
export const freeAfter = (db: Db, draft: Draft): number | null => {
  const { sessions, venueId, eventId, leadId, coIds } = draft
  for (let by = 1; by <= lookAhead; by++) {
    const later = sessions.map((one) => ({
      ...one,
      heldOn: daysLater(one.heldOn, by),
      startsAt: one.startsAt + by * 86_400_000,
      endsAt: one.endsAt + by * 86_400_000,
    }))
    if (!later.every(({ heldOn }) => isWorkday(heldOn))) continue
    if (venueId !== null && venueClashes(db, venueId, later, eventId).length > 0) continue
    const team = [...(leadId === null ? [] : [leadId]), ...coIds]
    if (team.every((personId) => trainerClashes(db, personId, later, eventId).length === 0)) return by
  }
  return null
}
