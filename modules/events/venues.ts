import { asc } from 'drizzle-orm'
import { kept, touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { text, voice } from '#server/i18n'
import { record } from '#server/journal'
import { storeName } from '#server/khmer'
import { places } from '#modules/people'
import { venueClashes } from './clashes.ts'
import type { Draft } from './readiness.ts'
import { venues } from './schema.ts'

export type Venue = typeof venues.$inferSelect
/** All rooms, by province. */
export const venueList = kept((db): readonly Venue[] =>
  db.select().from(venues).orderBy(asc(venues.provinceId), asc(venues.id)).all(),
)
/** The meeting room of each job centre, once. */
export const importVenues = (db: Db, now: number): void => {
  const known = new Set(venueList(db).map(({ code }) => code))
  const fresh = places(db).centres.filter(({ code }) => !known.has(code))
  if (fresh.length === 0) return
  write(db, (tx) => {
    for (const { code, provinceId, km, en } of fresh)
      tx.insert(venues)
        .values({
          code,
          provinceId,
          km: text(voice('km'), 'events:venue.room', { centre: km }),
          en: text(voice('en'), 'events:venue.room', { centre: en }),
        })
        .onConflictDoNothing()
        .run()
    record(tx, null, { action: 'system.import', subject: 'venues', at: now, values: { count: fresh.length } })
    touch(tx)
  })
}
/** A room that was typed: the one of that name in the province, made at its first use. */
export const venueNamed = (tx: Tx, provinceId: number, typed: string): Venue => {
  const km = storeName(typed)
  tx.insert(venues).values({ provinceId, km, en: km }).onConflictDoNothing().run()
  touch(tx)
  const found = venueList(tx).find((one) => one.provinceId === provinceId && one.km === km)
  if (!found) throw new Error('the room is missing')
  return found
}
/** Another room of the province that is free at the times of a plan, or null. */
export const freeVenueOf = (db: Db, { provinceId, venueId, sessions, eventId }: Draft): Venue | null =>
  venueList(db).find(
    (one) =>
      one.provinceId === provinceId &&
      one.id !== venueId &&
      one.retiredOn === null &&
      venueClashes(db, one.id, sessions, eventId).length === 0,
  ) ?? null
