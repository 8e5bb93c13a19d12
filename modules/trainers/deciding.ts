import type { Params, TextKey } from '#server/i18n'
import type { Day } from '#server/time'

export type Level = 'lead' | 'co'
/** A time in which a licence does not hold, half-open; `to` null while it lasts. */
export type Suspension = { from: Day; to: Day | null }
/** A licence as the rules read it. */
export type Licence = {
  id: number
  personId: number
  level: Level
  validFrom: Day
  /** The last day it holds. */
  validTo: Day
  topics: readonly number[]
  /** None: everywhere. */
  provinces: readonly number[]
  suspensions: readonly Suspension[]
}
/** What an event asks of who leads it. No days: they are not planned yet. */
export type LeadNeed = { topicId: number; provinceId: number; days: readonly Day[] }
/** Why not, in words: `text(voice, key, params)`. */
export type Reason = { key: TextKey; params: Params }
/** `validTo`, `topics` and `provinces` are those of the licence that holds longest. */
export type Decision =
  | { isOk: true; licenceId: number; validTo: Day; topics: readonly number[]; provinces: readonly number[] }
  | { isOk: false; reason: Reason }

/** A day as the numbers that a text in any language can say. */
const dated = (on: Day): Params => {
  const [year = 0, month = 0, date = 0] = on.split('-').map(Number)
  return { date, month, year }
}
const no = (key: TextKey, params: Params = {}): Decision => ({ isOk: false, reason: { key, params } })
const isSuspended = ({ suspensions }: Licence, on: Day): boolean =>
  suspensions.some(({ from, to }) => from <= on && (to === null || on < to))

/** What a licence is on a day. */
export type LicenceState = 'valid' | 'expired' | 'suspended' | 'future'
export const stateOn = (one: Licence, on: Day): LicenceState => {
  if (on > one.validTo) return 'expired'
  if (isSuspended(one, on)) return 'suspended'
  return on < one.validFrom ? 'future' : 'valid'
}
const faults = {
  future: (one: Licence) => no('trainers:check.notYet', dated(one.validFrom)),
  expired: (one: Licence) => no('trainers:check.expired', dated(one.validTo)),
  suspended: (_one: Licence, on: Day) => no('trainers:check.suspended', dated(on)),
} as const
const faultOf = (one: Licence, on: Day): Decision | null => {
  const state = stateOn(one, on)
  return state === 'valid' ? null : faults[state](one, on)
}
const longest = (all: readonly Licence[]): Licence | undefined =>
  all.toSorted((a, b) => (a.validTo < b.validTo ? 1 : -1))[0]
/** The first day on which no licence holds, told by the one that lasts longest. */
const gapOf = (all: readonly Licence[], days: readonly Day[]): Decision | null => {
  const gap = days.toSorted().find((on) => all.every((one) => stateOn(one, on) !== 'valid'))
  const told = longest(all)
  return gap !== undefined && told ? faultOf(told, gap) : null
}
const yes = (all: readonly Licence[], days: readonly Day[]): Decision => {
  const last = days.toSorted().at(-1)
  const held = longest(all.filter((one) => last === undefined || stateOn(one, last) === 'valid'))
  if (!held) return no('trainers:check.none')
  const { id, validTo, topics, provinces } = held
  return { isOk: true, licenceId: id, validTo, topics, provinces }
}
/**
 * Whether a person may lead on every day, by her licences (PRODUCT rule 4): one must cover topic and province, and hold
 * that day. Else the reason that helps most: nothing at all, not this topic, not this province, not on this day, only
 * as a co-trainer. A lead licence also serves beside another lead.
 */
export const decide = (all: readonly Licence[], { topicId, provinceId, days }: LeadNeed, level: Level): Decision => {
  if (all.length === 0) return no('trainers:check.none')
  const onTopic = all.filter(({ topics }) => topics.includes(topicId))
  if (onTopic.length === 0) return no('trainers:check.topic')
  const inPlace = onTopic.filter(({ provinces }) => provinces.length === 0 || provinces.includes(provinceId))
  if (inPlace.length === 0) return no('trainers:check.province')
  const fitting = inPlace.filter((one) => level === 'co' || one.level === 'lead')
  const gap = gapOf(fitting.length > 0 ? fitting : inPlace, days)
  if (gap) return gap
  return fitting.length > 0 ? yes(fitting, days) : no('trainers:check.onlyCo')
}
