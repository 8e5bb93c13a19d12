import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Tx } from '#server/db/open'
import { enrolmentMoves, enrolments } from './enrolment-schema.ts'
import type { EventRow } from './event-rows.ts'

/** A cancelled event holds nobody's place: everyone is free for another one. */
export const freePlaces = (tx: Tx, actor: Actor, { event }: EventRow, now: number): void => {
  const held = tx
    .select({ id: enrolments.id, state: enrolments.state })
    .from(enrolments)
    .where(and(eq(enrolments.eventId, event.id), inArray(enrolments.state, ['nominated', 'confirmed', 'waitlisted'])))
    .all()
  for (const { id, state } of held) {
    tx.update(enrolments)
      .set({ state: 'cancelled', seat: null, queued: null })
      .where(and(eq(enrolments.id, id), eq(enrolments.state, state)))
      .run()
    tx.insert(enrolmentMoves).values({ enrolmentId: id, from: state, to: 'cancelled', by: actor.person, at: now }).run()
  }
}
