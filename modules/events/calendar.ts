import type { EventRow, Session } from './event-rows.ts'

/** How many changes of the plan a calendar has seen: iCalendar's SEQUENCE. */
const sequenceOf = ({ event }: EventRow): number => event.rowVersion - 1
export type CalendarWords = { summary: string; place: string; about: string }
/** What a reader of a calendar may count on: a postponed event has no time yet that stands. */
const statusOf = ({ event: { state } }: EventRow): 'CANCELLED' | 'TENTATIVE' | 'CONFIRMED' =>
  state === 'cancelled' ? 'CANCELLED' : state === 'postponed' ? 'TENTATIVE' : 'CONFIRMED'
/**
 * The sessions of an event as an iCalendar file: one entry a session, in UTC. Its number (RFC 5545 UID) is the event's
 * with the place of the session in order: rows of sessions are made anew when a plan changes, and their ids come back.
 * A cancelled event cancels its entries. The library, of some weight, is loaded by whoever asks first.
 */
export const calendarOf = async (
  row: EventRow,
  sessions: readonly Session[],
  { summary, place, about }: CalendarWords,
  url: string,
  now: number,
): Promise<string> => {
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator')
  const status = ICalEventStatus[statusOf(row)]
  const calendar = ical({
    prodId: { company: 'NEA', product: 'Learning', language: 'KM' },
    method: status === ICalEventStatus.CANCELLED ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  for (const [n, one] of sessions.entries())
    calendar.createEvent({
      id: `event-${String(row.event.id)}-${String(n + 1)}@${new URL(url).host}`,
      sequence: sequenceOf(row),
      stamp: new Date(now),
      start: new Date(one.startsAt),
      end: new Date(one.endsAt),
      summary,
      location: place,
      description: about,
      url,
      status,
    })
  return calendar.toString()
}
