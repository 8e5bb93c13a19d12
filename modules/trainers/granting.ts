import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import { keepFact } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { startOf, type Day } from '#server/time'
import { giveRole, personFor } from '#modules/people'
import { standingOf, type Standing } from '#modules/progress'
import { licences, licencesProvinces, licencesTopics, suspensions } from './schema.ts'

export type Grant = {
  uuid: string
  personId: number
  level: 'lead' | 'co'
  topicIds: readonly number[]
  /** None: all provinces. */
  provinceIds: readonly number[]
  validFrom: Day
  validTo: Day
  evidence: string
  overrideReason: string
}
/** Workshop completed and micro-teaching passed: tier 2 is done (PRODUCT rule 4). */
export const isCandidate = ({ tiers }: Standing): boolean => tiers.some(({ code, status }) => code === 'tot' && status === 'done')
const insist = (actor: Actor): void => {
  if (!actor.reach['trainers.license']) throw new Forbidden()
}
const refuse = (tx: Tx, { personId, topicIds, validFrom, validTo, overrideReason }: Grant, now: number): void => {
  if (topicIds.length === 0) throw new Refused('trainers:grant.noTopic')
  if (validTo < validFrom) throw new Refused('trainers:grant.backwards')
  if (!overrideReason && !isCandidate(standingOf(tx, personId, now))) throw new Refused('trainers:grant.noCandidate')
}
/**
 * Licenses a trainer, and gives her the role. Only a candidate, unless a reason for the exception is kept with the
 * licence. The same form twice is one licence.
 */
export const grantLicence = (db: Db, actor: Actor, input: Grant, now: number): typeof licences.$inferSelect =>
  write(db, (tx) => {
    insist(actor)
    const person = personFor(tx, actor, 'trainers.license', input.personId)
    const earlier = tx.select().from(licences).where(eq(licences.uuid, input.uuid)).get()
    if (earlier) return earlier
    refuse(tx, input, now)
    const { uuid, personId, level, validFrom, validTo, evidence, overrideReason } = input
    const row = { uuid, personId, level, validFrom, validTo, evidence, overrideReason: overrideReason || null, happenedAt: startOf(validFrom), recordedAt: now, recordedBy: actor.person, method: 'staff' as const }
    const { fact } = keepFact(tx, licences, row)
    for (const topicId of new Set(input.topicIds)) tx.insert(licencesTopics).values({ licenceId: fact.id, topicId }).run()
    for (const provinceId of new Set(input.provinceIds)) tx.insert(licencesProvinces).values({ licenceId: fact.id, provinceId }).run()
    giveRole(tx, actor, { personId, role: 'trainer', centreId: person.centreId }, now)
    record(tx, actor, { action: 'trainers.license', subject: `people/${String(personId)}`, at: now, fields: ['licence', ...(overrideReason ? ['override'] : [])], values: { after: input } })
    return fact
  }) // prettier-ignore
/** Suspends a licence from a day on, with a reason. What it leads from then on is found by the check of each event. */
export const suspendLicence = (db: Db, actor: Actor, input: { once: string; licenceId: number; fromDay: Day; reason: string }, now: number): void => {
  write(db, (tx) => {
    insist(actor)
    if (tx.select().from(suspensions).where(eq(suspensions.once, input.once)).get()) return
    const licence = tx.select().from(licences).where(eq(licences.id, input.licenceId)).get()
    if (!licence) throw new NotFound()
    if (openSuspension(tx, licence.id)) throw new Refused('trainers:suspend.already')
    tx.insert(suspensions).values({ ...input, by: actor.person, at: now }).run()
    record(tx, actor, { action: 'trainers.license', subject: `people/${String(licence.personId)}`, at: now, fields: ['suspension'], values: { after: input } })
  })
} // prettier-ignore
const openSuspension = (tx: Tx, licenceId: number): typeof suspensions.$inferSelect | undefined =>
  tx.select().from(suspensions).where(and(eq(suspensions.licenceId, licenceId), isNull(suspensions.liftedDay))).get() // prettier-ignore
/** Ends a suspension from a day on; the row stays and says why. */
export const liftSuspension = (db: Db, actor: Actor, { licenceId, fromDay, reason }: { licenceId: number; fromDay: Day; reason: string }, now: number): void => {
  write(db, (tx) => {
    insist(actor)
    const open = openSuspension(tx, licenceId)
    if (!open) throw new Refused('trainers:lift.none')
    if (fromDay < open.fromDay) throw new Refused('trainers:lift.early')
    tx.update(suspensions).set({ liftedDay: fromDay, liftedBy: actor.person, liftedAt: now, liftReason: reason }).where(and(eq(suspensions.id, open.id), isNull(suspensions.liftedDay))).run()
    record(tx, actor, { action: 'trainers.license', subject: `licences/${String(licenceId)}`, at: now, fields: ['reinstatement'], values: { fromDay, reason } })
  })
} // prettier-ignore
