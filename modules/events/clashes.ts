import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'

/** Half-open: what ends at 11:30 does not meet what begins at 11:30. */
export type Span = { startsAt: number; endsAt: number }
export type Clash = {
  eventId: number
  titleKm: string
  titleEn: string
  startsAt: number
  endsAt: number
  /** Who planned the other event. */
  nameKm: string
  nameLatin: string
}
const spansJson = (spans: readonly Span[]): string =>
  JSON.stringify(spans.map(({ startsAt, endsAt }) => [startsAt, endsAt]))
const taken = sql.raw("('submitted', 'published', 'held')")
const select = sql`select distinct e.id "eventId", e."titleKm", e."titleEn", s."startsAt", s."endsAt", p."nameKm", p."nameLatin"`
const meeting = (spans: readonly Span[]) => sql`join event_sessions s on s."eventId" = e.id
  join json_each(${spansJson(spans)}) on s."startsAt" < json_extract(json_each.value, '$[1]') and s."endsAt" > json_extract(json_each.value, '$[0]')
  join persons p on p.id = e."createdBy"`
/** Other events in the same room at the same time, the first one first. Drafts hold no room. */
export const venueClashes = (db: Db, venueId: number, spans: readonly Span[], except: number): Clash[] =>
  db.all<Clash>(sql`${select} from events e ${meeting(spans)}
    where e."venueId" = ${venueId} and e.state in ${taken} and e.id <> ${except} order by s."startsAt"`)
/** Other events that a person leads at the same time. */
export const trainerClashes = (db: Db, personId: number, spans: readonly Span[], except: number): Clash[] =>
  db.all<Clash>(sql`${select} from event_trainers t join events e on e.id = t."eventId" ${meeting(spans)}
    where t."personId" = ${personId} and e.state in ${taken} and e.id <> ${except} order by s."startsAt"`)
/** Other events where a person has a place, waits for one, or leads, at the same time. */
export const personClashes = (db: Db, personId: number, spans: readonly Span[], except: number): Clash[] =>
  db.all<Clash>(sql`${select} from (select n."eventId" from event_enrolments n where n."personId" = ${personId} and n.state in ('confirmed', 'waitlisted')
      union select t."eventId" from event_trainers t where t."personId" = ${personId}) own
    join events e on e.id = own."eventId" ${meeting(spans)}
    where e.state in ${taken} and e.id <> ${except}
    order by s."startsAt"`)
