import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '#server/db/open'
import type { TextKey } from '#server/i18n'
import { tellMany, type Said } from '#modules/notices'
import { grants } from '#modules/people'
import { enrolments } from './enrolment-schema.ts'
import { trainersOf, type Event, type EventRow } from './event-rows.ts'

/** Who is told of a move of an event. */
export type Audience = 'planner' | 'publishers' | 'trainers' | 'enrolled'
const publishers = (tx: Tx, { provinceId }: Event): number[] =>
  tx
    .selectDistinct({ id: grants.personId })
    .from(grants)
    .where(
      or(
        and(eq(grants.role, 'administrator'), isNull(grants.provinceId)),
        provinceId === null ? undefined : and(eq(grants.role, 'coordinator'), eq(grants.provinceId, provinceId)),
      ),
    )
    .all()
    .map(({ id }) => id)
const enrolled = (tx: Tx, eventId: number): number[] =>
  tx
    .select({ id: enrolments.personId })
    .from(enrolments)
    .where(and(eq(enrolments.eventId, eventId), inArray(enrolments.state, ['confirmed', 'waitlisted', 'nominated'])))
    .all()
    .map(({ id }) => id)
const audiences: Readonly<Record<Audience, (tx: Tx, event: Event) => number[]>> = {
  planner: (_tx, { createdBy }) => [createdBy],
  publishers,
  trainers: (tx, { id }) =>
    trainersOf(tx)
      .all({ event: id })
      .map(({ personId }) => personId),
  enrolled: (tx, { id }) => enrolled(tx, id),
}
/** Tells each person once of one move of an event, in the transaction of that move. */
export const tellAbout = (
  tx: Tx,
  { event }: EventRow,
  audience: readonly Audience[],
  key: TextKey,
  params: Said,
  now: number,
): void => {
  const told = [...new Set(audience.flatMap((one) => audiences[one](tx, event)))]
  tellPersons(tx, event, told, key, params, now)
}
/** The same for persons that are known. */
export const tellPersons = (
  tx: Tx,
  event: Event,
  personIds: readonly number[],
  key: TextKey,
  params: Said,
  now: number,
): void => {
  const href = `/events/${String(event.id)}`
  tellMany(
    tx,
    personIds.map((personId) => ({
      personId,
      key,
      params: { ...params, title: { km: event.titleKm, en: event.titleEn } },
      href,
      once: `${key} ${href} ${String(now)} ${String(personId)}`,
    })),
    now,
  )
}
