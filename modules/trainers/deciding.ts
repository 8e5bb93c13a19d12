import type { Params, TextKey } from '#server/i18n'
import type { Day } from '#server/time'

/** A time in which it does not hold, half-open; `to` null while it lasts. */
export type Suspension = { from: Day; to: Day | null }
export type Licence = {
  id: number
  personId: number
  level: 'lead' | 'co'
  validFrom: Day
  validTo: Day
  topics: readonly number[]
  /** None: everywhere. */
  provinces: readonly number[]
  suspensions: readonly Suspension[]
}
/** What an event asks of who leads it. */
export type LeadNeed = { topicId: number; provinceId: number; days: readonly Day[] }
export type Reason = { key: TextKey; params: Params; day?: Day }
export type Decision = { isOk: true; validTo: Day; licenceId: number } | { isOk: false; reason: Reason }

const isSuspended = ({ suspensions }: Licence, on: Day): boolean =>
  suspensions.some(({ from, to }) => from <= on && (to === null || on < to))
const no = (key: TextKey, day?: Day): Decision => ({ isOk: false, reason: { key, params: {}, ...(day ? { day } : {}) } })
/** Why one licence does not do for a day; null when it does. */
const fault = (one: Licence, on: Day): Decision | null => {
  if (on < one.validFrom) return no('trainers:check.notYet', on)
  if (on > one.validTo) return no('trainers:check.expired', on)
  return isSuspended(one, on) ? no('trainers:check.suspended', on) : null
}
/**
 * Whether a person may lead on every day, by her licences (PRODUCT rule 4): one must cover topic and province, and hold
 * that day. Else the reason that helps most: nothing at all, not this topic, not this province, not on this day, only
 * as a co-trainer. A lead licence also serves beside another lead.
 */
export const decide = (all: readonly Licence[], { topicId, provinceId, days }: LeadNeed, level: 'lead' | 'co'): Decision => {
  if (all.length === 0) return no('trainers:check.none')
  const onTopic = all.filter(({ topics }) => topics.includes(topicId))
  if (onTopic.length === 0) return no('trainers:check.topic')
  const inPlace = onTopic.filter(({ provinces }) => provinces.length === 0 || provinces.includes(provinceId))
  if (inPlace.length === 0) return no('trainers:check.province')
  const fitting = level === 'co' ? inPlace : inPlace.filter((one) => one.level === 'lead')
  const tried = fitting.length > 0 ? fitting : inPlace
  for (const on of days)
    if (tried.every((one) => fault(one, on))) return fault(tried.at(-1) as Licence, on) as Decision
  if (fitting.length === 0) return no('trainers:check.onlyCo')
  const best = fitting.toSorted((a, b) => (a.validTo < b.validTo ? 1 : -1))[0] as Licence
  return { isOk: true, validTo: best.validTo, licenceId: best.id }
} // prettier-ignore
/** What a licence is on a day. */
export type LicenceState = 'valid' | 'expired' | 'suspended' | 'future'
export const stateOn = (one: Licence, on: Day): LicenceState => {
  if (on > one.validTo) return 'expired'
  if (isSuspended(one, on)) return 'suspended'
  return on < one.validFrom ? 'future' : 'valid'
}
