import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { page, type Back } from '#server/html/page'
import { either, text, type Voice } from '#server/i18n'
import { momentWords } from '#server/words'
import { eventMoves, events } from '#modules/events'
import { places } from '#modules/people'

/** The newest that one page lists; exceptions are meant to be few. */
const most = 200
type Override = {
  eventId: number
  titleKm: string
  titleEn: string
  provinceId: number | null
  at: number
  reason: string
}
/** Events that an administrator let pass without a licensed lead, the newest first (PRODUCT rule 4). */
export const overridesOf = (db: Db): Override[] =>
  db
    .select({
      eventId: events.id,
      titleKm: events.titleKm,
      titleEn: events.titleEn,
      provinceId: events.provinceId,
      at: eventMoves.at,
      reason: eventMoves.reason,
    })
    .from(eventMoves)
    .innerJoin(events, eq(events.id, eventMoves.eventId))
    .where(and(eq(eventMoves.isOverride, true), eq(eventMoves.to, 'published')))
    .orderBy(desc(eventMoves.id))
    .limit(exactly(most))
    .all()
type Row = { title: string; place: string; when: string; reason: string }
type OverridesView = { back: Back; rows: readonly Row[] }
export const overridesPage = page<OverridesView>('reports/overrides', 'reports:overrides.title', ({ back }) => back)
export const overridesView = (voice: Voice, db: Db): OverridesView => {
  const { province } = places(db)
  return {
    back: { href: '/reports', label: text(voice, 'reports:title') },
    rows: overridesOf(db).map((one) => {
      const where = one.provinceId === null ? undefined : province.get(one.provinceId)
      return {
        title: either(voice, { km: one.titleKm, en: one.titleEn }),
        place: where ? either(voice, where) : '',
        when: momentWords(voice, one.at),
        reason: one.reason,
      }
    }),
  }
}
