import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import type { TextKey } from '#server/i18n'
import type { Day } from '#server/time'
import { tell } from '#modules/notices'
import { personFor } from '#modules/people'
import type { LicenceFact } from './granting.ts'
import { insistLicensing } from './policy.ts'
import { licences, suspensions } from './schema.ts'

export type Suspend = { once: string; licenceId: number; fromDay: Day; reason: string }
export type Lift = { suspensionId: number; licenceId: number; fromDay: Day; reason: string }
type Row = typeof suspensions.$inferSelect

/** A licence that the actor may act on; one that was corrected is no longer there. */
const licenceFor = (tx: Tx, actor: Actor, id: number): LicenceFact => {
  insistLicensing(actor)
  const isStanding = sql`not exists (select 1 from licences v where v.voids = "licences"."id")`
  const found = tx
    .select()
    .from(licences)
    .where(and(eq(licences.id, id), isStanding))
    .get()
  if (!found) throw new NotFound()
  personFor(tx, actor, 'trainers.license', found.personId)
  return found
}
const openOf = (tx: Tx, licenceId: number): Row | undefined =>
  tx
    .select()
    .from(suspensions)
    .where(and(eq(suspensions.licenceId, licenceId), isNull(suspensions.liftedDay)))
    .get()
type Told = { field: string; input: unknown; key: TextKey; day: Day; once: string }
/** In the journal, and to the trainer. */
const note = (
  tx: Tx,
  actor: Actor,
  { personId }: LicenceFact,
  { field, input, key, day, once }: Told,
  now: number,
): void => {
  const subject = `people/${String(personId)}`
  record(tx, actor, { action: 'trainers.license', subject, at: now, fields: [field], values: { after: input } })
  tell(tx, { personId, key, params: { day: { day } }, href: `/trainers/${String(personId)}`, once }, now)
}
/** The same mark on another suspension is refused, and not swallowed as if it had been made. */
const insistSame = (earlier: Row, { licenceId, fromDay, reason }: Suspend): void => {
  const isSame = earlier.licenceId === licenceId && earlier.fromDay === fromDay && earlier.reason === reason
  if (!isSame) throw new Refused('server:fact.other')
}
/**
 * Suspends a licence from a day on, with a reason. Nothing is told to events: each asks again who may lead it. The same
 * form twice is one suspension; a second one at a time is refused.
 */
export const suspendLicence = (db: Db, actor: Actor, input: Suspend, now: number): void => {
  write(db, (tx) => {
    const licence = licenceFor(tx, actor, input.licenceId)
    const earlier = tx.select().from(suspensions).where(eq(suspensions.once, input.once)).get()
    if (earlier) {
      insistSame(earlier, input)
      return
    }
    if (openOf(tx, licence.id)) throw new Refused('trainers:suspend.already')
    if (input.fromDay > licence.validTo) throw new Refused('trainers:suspend.over')
    const { id } = tx
      .insert(suspensions)
      .values({ ...input, by: actor.person, at: now })
      .returning()
      .get()
    const once = `suspensions/${String(id)} begun`
    note(
      tx,
      actor,
      licence,
      { field: 'suspension', input, key: 'trainers:told.suspended', day: input.fromDay, once },
      now,
    )
  })
}
/** Ends a suspension: `fromDay` is the first day on which the licence holds again. The row stays and says why; twice is once. */
export const liftSuspension = (db: Db, actor: Actor, input: Lift, now: number): void => {
  write(db, (tx) => {
    const { suspensionId, licenceId, fromDay, reason } = input
    const licence = licenceFor(tx, actor, licenceId)
    const found = tx.select().from(suspensions).where(eq(suspensions.id, suspensionId)).get()
    if (found?.licenceId !== licenceId) throw new NotFound()
    if (found.liftedDay === fromDay && found.liftReason === reason) return
    if (found.liftedDay !== null) throw new Refused('trainers:lift.none')
    if (fromDay < found.fromDay) throw new Refused('trainers:lift.early')
    tx.update(suspensions)
      .set({ liftedDay: fromDay, liftedBy: actor.person, liftedAt: now, liftReason: reason })
      .where(and(eq(suspensions.id, suspensionId), isNull(suspensions.liftedDay)))
      .run()
    const once = `suspensions/${String(suspensionId)} lifted`
    note(tx, actor, licence, { field: 'reinstatement', input, key: 'trainers:told.lifted', day: fromDay, once }, now)
  })
}
