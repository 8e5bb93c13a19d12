import { text, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords, timeWords } from '#server/words'

type Titled = { titleKm: string; titleEn: string }
export const topicTitle = ({ language }: Voice, { titleKm, titleEn }: Titled): string =>
  language === 'km' ? titleKm : titleEn
type Named = { nameKm: string; nameLatin: string; honorific?: string }
/** A person as pages call her: the honorific belongs to the Khmer name. */
export const personName = ({ language }: Voice, { nameKm, nameLatin, honorific = '' }: Named): string =>
  language === 'km' ? `${honorific} ${nameKm}`.trim() : nameLatin
/** Tier number of a kind: its colour and its station on the path. */
export const tierOf = { tot: 2, provincial: 3, webinar: 4 } as const
export const iconOf = { tot: 'presentation', provincial: 'map-pin', webinar: 'video' } as const
/** "១៤ ធ្នូ ២០២៦", or from the first day to the last. */
export const spanWords = (voice: Voice, startsAt: number, endsAt: number): string => {
  const [first, last] = [dayOf(startsAt), dayOf(endsAt)]
  return first === last
    ? dayWords(voice, first)
    : text(voice, 'events:span', { from: dayWords(voice, first), to: dayWords(voice, last) })
}
export const hoursWords = (voice: Voice, startsAt: number, endsAt: number): string =>
  text(voice, 'events:hours', { from: timeWords(voice, startsAt), to: timeWords(voice, endsAt) })
