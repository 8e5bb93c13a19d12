import type { EventRow, Session } from './event-rows.ts'

/** How many changes of the plan a calendar has seen: iCalendar's SEQUENCE. */
const sequenceOf = ({ event }: EventRow): number => event.rowVersion - 1
export type CalendarWords = { summary: string; place: string; about: string }
/**
 * The sessions of an event as an iCalendar file: one entry a session, with a number that stays (RFC 5545 UID), in UTC.
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
  const isOff = row.event.state === 'cancelled'
  const calendar = ical({
    prodId: { company: 'NEA', product: 'Learning', language: 'KM' },
    method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  for (const one of sessions)
    calendar.createEvent({
      id: `session-${String(one.id)}@${new URL(url).host}`,
      sequence: sequenceOf(row),
      stamp: new Date(now),
      start: new Date(one.startsAt),
      end: new Date(one.endsAt),
      summary,
      location: place,
      description: about,
      url,
      status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendar.toString()
}
