import { eq } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import { keepFact } from '#server/db/facts'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { startOf, type Day } from '#server/time'
import { giveRole, personFor, places } from '#modules/people'
import { tell } from '#modules/notices'
import { standingOf } from '#modules/progress'
import { isCandidate } from './candidates.ts'
import type { Level } from './deciding.ts'
import { insistLicensing } from './policy.ts'
import { licences, licencesProvinces, licencesTopics } from './schema.ts'
import { licenceTopicList } from './topics.ts'

export type Grant = {
  uuid: string
  personId: number
  level: Level
  topicIds: readonly number[]
  /** None: all provinces. */
  provinceIds: readonly number[]
  validFrom: Day
  /** The last day it holds. */
  validTo: Day
  evidence: string
  /** Why somebody is licensed who is no candidate; empty for a candidate. */
  overrideReason?: string
}
export type LicenceFact = typeof licences.$inferSelect

const insistKnown = (tx: Tx, { topicIds, provinceIds }: Grant): void => {
  const topics = new Set(licenceTopicList(tx).map(({ id }) => id))
  const { province } = places(tx)
  if (!topicIds.every((id) => topics.has(id)) || !provinceIds.every((id) => province.has(id))) throw new NotFound()
}
/** What is wrong with a new licence; the reason for an exception that stays with it, or null for a candidate. */
const exceptionOf = (
  tx: Tx,
  { personId, topicIds, validFrom, validTo, overrideReason }: Grant,
  now: number,
): string | null => {
  if (topicIds.length === 0) throw new Refused('trainers:grant.noTopic')
  if (validTo < validFrom) throw new Refused('trainers:grant.backwards')
  if (isCandidate(standingOf(tx, personId, now))) return null
  if (!overrideReason) throw new Refused('trainers:grant.noCandidate')
  return overrideReason
}
const insertLicence = (tx: Tx, actor: Actor, input: Grant, overrideReason: string | null, now: number): LicenceFact => {
  const { uuid, personId, level, validFrom, validTo, evidence, topicIds, provinceIds } = input
  const { fact } = keepFact(tx, licences, {
    ...{ uuid, personId, level, validFrom, validTo, evidence, overrideReason },
    ...{ happenedAt: startOf(validFrom), recordedAt: now, recordedBy: actor.person, method: 'staff' as const },
  })
  for (const topicId of new Set(topicIds)) tx.insert(licencesTopics).values({ licenceId: fact.id, topicId }).run()
  for (const provinceId of new Set(provinceIds))
    tx.insert(licencesProvinces).values({ licenceId: fact.id, provinceId }).run()
  return fact
}
const idsIn = (all: readonly number[]): string => [...new Set(all)].toSorted((a, b) => a - b).join()
/** What a licence covers is part of what was granted. */
const coversSame = (tx: Tx, { id }: LicenceFact, { topicIds, provinceIds }: Grant): boolean => {
  const topics = tx.select().from(licencesTopics).where(eq(licencesTopics.licenceId, id)).all()
  const provinces = tx.select().from(licencesProvinces).where(eq(licencesProvinces.licenceId, id)).all()
  return (
    idsIn(topics.map(({ topicId }) => topicId)) === idsIn(topicIds) &&
    idsIn(provinces.map(({ provinceId }) => provinceId)) === idsIn(provinceIds)
  )
}
/** The same form twice is one licence; the same mark on another one is refused. */
const earlierOf = (tx: Tx, input: Grant): LicenceFact | undefined => {
  const known = tx.select().from(licences).where(eq(licences.uuid, input.uuid)).get()
  if (!known) return undefined
  const isSame = (['personId', 'validFrom', 'validTo', 'level', 'evidence'] as const).every(
    (name) => known[name] === input[name],
  )
  if (!isSame || !coversSame(tx, known, input)) throw new Refused('server:fact.other')
  return known
}
/**
 * Licenses a trainer, gives her the role where she has it nowhere, and tells her. Only a candidate (tier 2 completed),
 * unless a reason for the exception is kept with the licence and in the journal. The same form twice is one licence.
 */
export const grantLicence = (db: Db, actor: Actor, input: Grant, now: number): LicenceFact =>
  write(db, (tx) => {
    insistLicensing(actor)
    const { id: personId, centreId } = personFor(tx, actor, 'trainers.license', input.personId)
    insistKnown(tx, input)
    const earlier = earlierOf(tx, input)
    if (earlier) return earlier
    const exception = exceptionOf(tx, input, now)
    const fact = insertLicence(tx, actor, input, exception, now)
    giveRole(tx, actor, { personId, role: 'trainer', centreId, action: 'trainers.license' }, now)
    const subject = `people/${String(personId)}`
    const fields = ['licence', ...(exception === null ? [] : ['override'])]
    record(tx, actor, { action: 'trainers.license', subject, at: now, fields, values: { after: input } })
    tell(tx, { personId, key: 'trainers:told.granted', params: { day: { day: fact.validTo } }, href: `/trainers/${String(personId)}`, once: `licences/${String(fact.id)} granted` }, now) // prettier-ignore
    return fact
  })
