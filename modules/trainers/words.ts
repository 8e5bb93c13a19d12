import { either, text, type Voice } from '#server/i18n'
import { day, startOf, type Day } from '#server/time'
import { dayWords } from '#server/words'
import type { Places } from '#modules/people'
import { stateOn, type Licence } from './deciding.ts'
import type { LicenceTopic } from './topics.ts'

export type Badge = { look: string; icon: string; words: string }
/** What the words of a licence need beside it. */
export type Surroundings = { today: Day; soon: number; topics: readonly LicenceTopic[]; places: Places }

const daysLeft = (today: Day, last: Day): number => Math.round((startOf(last) - startOf(today)) / day)
const validBadge = (voice: Voice, { validTo }: Licence, { today, soon }: Surroundings): Badge => {
  const left = daysLeft(today, validTo)
  if (left > soon) return { look: 'badge-done', icon: 'badge-check', words: text(voice, 'trainers:state.valid', { day: dayWords(voice, validTo) }) } // prettier-ignore
  const words = left === 0 ? text(voice, 'trainers:state.lastDay') : text(voice, 'trainers:state.soon', { count: left })
  return { look: 'badge-warn', icon: 'hourglass', words }
}
/** How a licence stands today, in words. */
export const badgeOf = (voice: Voice, one: Licence, around: Surroundings): Badge => {
  switch (stateOn(one, around.today)) {
    case 'valid':
      return validBadge(voice, one, around)
    case 'suspended':
      return { look: 'badge-error', icon: 'lock', words: text(voice, 'trainers:state.suspended') }
    case 'future':
      return { look: 'badge-now', icon: 'calendar', words: text(voice, 'trainers:state.future', { day: dayWords(voice, one.validFrom) }) } // prettier-ignore
    case 'expired':
      return { look: '', icon: 'history', words: text(voice, 'trainers:state.expired', { day: dayWords(voice, one.validTo) }) } // prettier-ignore
  }
}
type Named = { readonly id: number; readonly km: string; readonly en: string }
const listed = (voice: Voice, all: readonly Named[], ids: readonly number[]): string =>
  all
    .filter(({ id }) => ids.includes(id))
    .map((one) => either(voice, one))
    .join(', ')
export const topicsIn = (voice: Voice, { topics }: Licence, around: Surroundings): string =>
  listed(voice, around.topics, topics)
export const provincesIn = (voice: Voice, { provinces }: Licence, { places }: Surroundings): string =>
  provinces.length === 0 ? text(voice, 'trainers:everywhere') : listed(voice, places.provinces, provinces)
/** The name of a person in the reader's script, and in the other one. */
export const namesOf = ({ language }: Voice, one: { nameKm: string; nameLatin: string }): [string, string] =>
  language === 'km' ? [one.nameKm, one.nameLatin] : [one.nameLatin, one.nameKm]
