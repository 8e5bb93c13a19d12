import type { Db } from '#server/db/open'
import type { Params, TextKey } from '#server/i18n'
import type { Day } from '#server/time'
import { licenceCheck } from '#modules/trainers'
import { trainerClashes, venueClashes, type Clash } from './clashes.ts'
import type { Topic } from './content.ts'
import { sessionsOf, trainersOf, type EventRow } from './event-rows.ts'
import { holidayOn } from './holidays.ts'
import type { PlannedSession } from './planning.ts'

/** What of a plan its check list looks at; a stored event and a form half filled in both give one. */
export type Draft = {
  /** 0 while it is not stored. */
  eventId: number
  kind: Topic['kind']
  licenceTopicId: number | null
  provinceId: number | null
  venueId: number | null
  /** A room by a name that is new: it cannot be taken. */
  hasOtherVenue: boolean
  link: string
  sessions: readonly PlannedSession[]
  leadId: number | null
  coIds: readonly number[]
}
/** One thing an event needs before it is published: it is there, it is not, or it should be looked at. */
export type Point = {
  state: 'ok' | 'no' | 'warn'
  key: TextKey
  params: Params
  /** The licence says no: all else is there, so an administrator may go on with a reason. */
  isLicence?: boolean
}
export type Readiness = {
  points: readonly Point[]
  venue: readonly Clash[]
  trainers: readonly { personId: number; clashes: readonly Clash[] }[]
  /** The first thing that forbids it, or null; what only the licence forbids comes last. */
  missing: Point | null
}
const point = (state: Point['state'], key: TextKey, params: Params = {}): Point => ({ state, key, params })

export const daysOf = (all: readonly Pick<PlannedSession, 'heldOn'>[]): Day[] => [
  ...new Set(all.map(({ heldOn }) => heldOn)),
]
const timesPoint = ({ sessions }: Draft): Point =>
  sessions.length === 0
    ? point('no', 'events:ready.noTimes')
    : point('ok', 'events:ready.times', { count: sessions.length, days: daysOf(sessions).length })
const placePoint = ({ kind, link, venueId, hasOtherVenue }: Draft): Point => {
  if (kind === 'webinar') return link ? point('ok', 'events:ready.link') : point('no', 'events:ready.noLink')
  return venueId === null && !hasOtherVenue ? point('no', 'events:ready.noVenue') : point('ok', 'events:ready.venue')
}
/** Who may lead is the licence, never the role; a webinar or a workshop of the agency asks for no licence. */
const leadPoint = (db: Db, { kind, licenceTopicId, provinceId, leadId, sessions }: Draft): Point => {
  if (leadId === null) return point('no', 'events:ready.noLead')
  if (kind !== 'provincial') return point('ok', 'events:ready.lead')
  if (licenceTopicId === null || provinceId === null) return point('no', 'events:ready.noTopic')
  const found = licenceCheck(db, leadId, { topicId: licenceTopicId, provinceId, days: daysOf(sessions) }, 'lead')
  return found.isOk
    ? point('ok', 'events:ready.licence')
    : { ...point('no', found.reason.key, found.reason.params), isLicence: true }
}
const holidayPoints = (days: readonly Day[]): Point[] => {
  if (days.length === 0) return []
  return [
    days.some((on) => holidayOn(on)) ? point('warn', 'events:ready.holiday') : point('ok', 'events:ready.noHoliday'),
  ]
}
const clashPoints = (venue: readonly Clash[], trainers: Readiness['trainers']): Point[] => [
  ...(venue.length > 0 ? [point('no', 'events:ready.venueClash', { count: venue.length })] : []),
  ...(trainers.length > 0 ? [point('no', 'events:ready.trainerClash')] : []),
]
const teamOf = ({ leadId, coIds }: Draft): number[] => [...new Set([...(leadId === null ? [] : [leadId]), ...coIds])]
const firstMissing = (points: readonly Point[]): Point | null => {
  const missing = points.filter(({ state }) => state === 'no')
  return missing.find(({ isLicence }) => !isLicence) ?? missing[0] ?? null
}
/** The check list beside a plan, and the guard of sending it in and publishing it: one rule for both. */
export const readinessOf = (db: Db, draft: Draft): Readiness => {
  const { sessions, venueId, eventId } = draft
  const venue = venueId === null ? [] : venueClashes(db, venueId, sessions, eventId)
  const trainers = teamOf(draft)
    .map((personId) => ({ personId, clashes: trainerClashes(db, personId, sessions, eventId) }))
    .filter(({ clashes }) => clashes.length > 0)
  const points = [
    timesPoint(draft),
    ...holidayPoints(daysOf(sessions)),
    placePoint(draft),
    leadPoint(db, draft),
    ...clashPoints(venue, trainers),
  ]
  return { points, venue, trainers, missing: firstMissing(points) }
}
/** A stored event as its check list sees it. */
export const draftOf = (db: Db, { event, topic }: EventRow): Draft => {
  const team = trainersOf(db).all({ event: event.id })
  return {
    eventId: event.id,
    kind: topic.kind,
    licenceTopicId: event.licenceTopicId,
    provinceId: event.provinceId,
    venueId: event.venueId,
    hasOtherVenue: false,
    link: event.link,
    sessions: sessionsOf(db).all({ event: event.id }),
    leadId: team.find(({ role }) => role === 'lead')?.personId ?? null,
    coIds: team.filter(({ role }) => role === 'co').map(({ personId }) => personId),
  }
}
