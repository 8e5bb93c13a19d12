import { text, type Voice } from '#server/i18n'
import { dayOf, daysLater } from '#server/time'
import { dayWords, longDay, timeWords } from '#server/words'
import type { Clash } from './clashes.ts'
import type { Draft } from './readiness.ts'
import type { Venue } from './venues.ts'

type Way = { name: string; value: string; words: string }
/** Where its button asks. */
type Placed = Way & { check: string }
/** Who, when, why, the way to the other event, and up to two ways out. */
export type ClashView = { title: string; words: string; href: string; ways: readonly Placed[] }
type Given = {
  draft: Draft
  check: string
  freeIn: number | null
  freeVenue: Venue | null
  freeLead: { personId: number; nameKm: string; nameLatin: string } | null
  who?: { nameKm: string; nameLatin: string } | undefined
}
const called = ({ language }: Voice, one: { nameKm: string; nameLatin: string }): string =>
  language === 'km' ? one.nameKm : one.nameLatin
const waysOf = (voice: Voice, kind: 'venue' | 'trainer', { draft, freeIn, freeVenue, freeLead }: Given): Way[] => {
  const first = draft.sessions[0]
  const later =
    freeIn === null || !first
      ? []
      : [
          {
            name: 'shift',
            value: String(freeIn),
            words: text(voice, 'events:clash.move', { day: dayWords(voice, daysLater(first.heldOn, freeIn)) }),
          },
        ]
  const elsewhere =
    kind === 'venue' && freeVenue
      ? [
          {
            name: 'useVenue',
            value: String(freeVenue.id),
            words: text(voice, 'events:clash.use', { venue: voice.language === 'km' ? freeVenue.km : freeVenue.en }),
          },
        ]
      : []
  const another =
    kind === 'trainer' && freeLead
      ? [
          {
            name: 'useLead',
            value: String(freeLead.personId),
            words: text(voice, 'events:clash.useLead', { name: called(voice, freeLead) }),
          },
        ]
      : []
  return [...later, ...elsewhere, ...another]
}
/** The first of several clashes in words; the ways out solve all of them. */
export const clashView = (
  voice: Voice,
  kind: 'venue' | 'trainer',
  clashes: readonly Clash[],
  given: Given,
): ClashView => {
  const [first] = clashes
  if (!first) throw new Error('a clash view wants a clash')
  const on = longDay(voice, dayOf(first.startsAt))
  return {
    title:
      kind === 'venue'
        ? text(voice, 'events:clash.venue', { day: on })
        : text(voice, 'events:clash.trainer', { day: on, name: given.who ? called(voice, given.who) : '' }),
    words: text(voice, 'events:clash.words', {
      event: voice.language === 'km' ? first.titleKm : first.titleEn,
      from: timeWords(voice, first.startsAt),
      to: timeWords(voice, first.endsAt),
      name: called(voice, first),
    }),
    href: `/events/${String(first.eventId)}`,
    ways: waysOf(voice, kind, given).map((one) => ({ ...one, check: given.check })),
  }
}
