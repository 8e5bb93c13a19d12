import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { pagerOf, withQuery, type Pager, type Slice } from '#server/http/lists'
import { either, text, type Voice } from '#server/i18n'
import { monthName } from '#server/khmer'
import { dayOf } from '#server/time'
import { monthOf } from '#server/words'
import type { Places } from '#modules/people'
import type { EventFilter, ListedEvent } from './event-lists.ts'
import type { Topic } from './content.ts'
import { stateBadge } from './event-pages.ts'
import { hoursWords, iconOf, spanWords, tierOf, topicTitle } from './event-words.ts'

type Row = {
  href: string
  month: string
  day: string
  tier: string
  icon: string
  kind: string
  title: string
  when: string
  place: string
  badges: readonly { look: string; words: string }[]
}
type Month = { title: string; rows: readonly Row[] }
export type EventsView = {
  months: readonly Month[]
  isPast: boolean
  coming: string
  past: string
  topics: readonly { code: string; title: string; isChosen: boolean }[]
  provinces: readonly { id: string; title: string; isChosen: boolean }[]
  isFiltered: boolean
  all: string
  keepPast: string | null
  pager: Pager
  plan: string | null
}
export const eventsPage = page<EventsView>('events/events', 'events:title')
const badgesOf = (voice: Voice, one: ListedEvent): Row['badges'] => [
  ...(one.mine === 'confirmed' || one.mine === 'waitlisted' || one.mine === 'nominated'
    ? [{ look: one.mine === 'confirmed' ? 'badge-done' : 'badge-warn', words: text(voice, `events:mine.${one.mine}`) }]
    : []),
  ...(one.isMine === 1 ? [{ look: 'badge-gold', words: text(voice, 'events:ours') }] : []),
  ...(one.state === 'published' ? [] : [stateBadge(voice, one.state)]),
  ...(one.state === 'published' && !one.mine && one.taken >= one.capacity
    ? [{ look: 'badge-warn', words: text(voice, 'events:full') }]
    : []),
]
const placeOf = (voice: Voice, { province }: Places, one: ListedEvent): string => {
  const venue = voice.language === 'km' ? one.venueKm : one.venueEn
  const where = one.provinceId === null ? undefined : province.get(one.provinceId)
  return (
    venue ?? (where ? either(voice, where) : text(voice, one.kind === 'webinar' ? 'events:online' : 'events:noVenue'))
  )
}
const rowView = (voice: Voice, places: Places, one: ListedEvent): Row => {
  const on = one.startsAt === null ? null : dayOf(one.startsAt)
  return {
    href: `/events/${String(one.id)}`,
    month: on === null ? '' : voice.language === 'km' ? monthName(Number(on.slice(5, 7))) : monthOf(voice, on).slice(0, 3),
    day: on === null ? '—' : voice.number(Number(on.slice(8))),
    tier: `t${String(tierOf[one.kind])}`,
    icon: iconOf[one.kind],
    kind: text(voice, `events:kind.${one.kind}`),
    title: topicTitle(voice, one),
    when: one.startsAt === null || one.endsAt === null ? text(voice, 'events:noTime') : `${spanWords(voice, one.startsAt, one.endsAt)} · ${hoursWords(voice, one.startsAt, one.endsAt)}`,
    place: placeOf(voice, places, one),
    badges: badgesOf(voice, one),
  }
} // prettier-ignore
const monthsOf = (voice: Voice, places: Places, all: readonly ListedEvent[]): Month[] => {
  const months: { title: string; rows: Row[] }[] = []
  for (const one of all) {
    const title = one.startsAt === null ? text(voice, 'events:noTime') : monthOf(voice, dayOf(one.startsAt))
    const last = months.at(-1)
    if (last?.title === title) last.rows.push(rowView(voice, places, one))
    else months.push({ title, rows: [rowView(voice, places, one)] })
  }
  return months
}
/** The events a person may know of, a heading a month. */
export const eventsView = (voice: Voice, actor: Actor, places: Places, topics: Iterable<Topic>, filter: EventFilter, page: Slice<ListedEvent>): EventsView => {
  const { topic, kind, province, past } = filter
  return {
    months: monthsOf(voice, places, page.rows),
    isPast: past === '1',
    coming: withQuery('/events', { topic, kind, province }),
    past: withQuery('/events', { topic, kind, province, past: '1' }),
    topics: [...topics].filter(({ retiredOn }) => retiredOn === null).map((one) => ({ code: one.code, title: topicTitle(voice, one), isChosen: one.code === topic })),
    provinces: places.provinces.map((one) => ({ id: String(one.id), title: either(voice, one), isChosen: one.id === province })),
    isFiltered: topic !== undefined || kind !== undefined || province !== undefined,
    all: withQuery('/events', { past }),
    keepPast: past ?? null,
    pager: pagerOf(voice, '/events', { topic, kind, province, past }, page),
    plan: actor.reach['events.plan'] ? '/events/new' : null,
  }
} // prettier-ignore
