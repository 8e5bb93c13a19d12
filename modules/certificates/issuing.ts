import { and, asc, eq, isNull } from 'drizzle-orm'
import { errorCode } from '#server/db/driver'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { present, Refused } from '#server/errors'
import { record } from '#server/journal'
import { tell } from '#modules/notices'
import { monthsLater } from '#server/time'
import { persons } from '#modules/people'
import { batchOf, move, type Batch } from './batch-steps.ts'
import { basisOf, eligibilityOf } from './eligibility.ts'
import { evidenceOf } from './evidence.ts'
import { kindOf, type Kind } from './kinds.ts'
import { takeNumber } from './numbers.ts'
import { certificateBatchMembers, certificates, revocations } from './schema.ts'
import { snapshotOf } from './snapshot.ts'

/** Chance comes in: real in the job, of a seed in the demo. */
export type Chance = { uuid: () => string; code: () => string }
type Member = typeof certificateBatchMembers.$inferSelect
type Certificate = typeof certificates.$inferSelect

export const memberAt = (batchId: number, personId: number): ReturnType<typeof and> =>
  and(eq(certificateBatchMembers.batchId, batchId), eq(certificateBatchMembers.personId, personId))
/** The certificate that this person has for this already: given once, whoever asks and however often. */
const knownFor = (tx: Tx, { personId, replaces }: Member, kind: Kind, basis: string): Certificate | undefined => {
  const same = [eq(certificates.personId, personId), eq(certificates.kind, kind.code), eq(certificates.basis, basis)]
  const where = replaces === null ? and(...same, isNull(certificates.replaces)) : eq(certificates.replaces, replaces)
  return tx.select().from(certificates).where(where).get()
}
const insistNotRevoked = (tx: Tx, { id, number }: Certificate): void => {
  const revoked = tx.select({ id: revocations.id }).from(revocations).where(eq(revocations.certificateId, id)).get()
  if (revoked) throw new Refused('certificates:problem.revoked', { number })
}
const insistStillEligible = (tx: Tx, kind: Kind, batch: Batch, personId: number, now: number): void => {
  const found = eligibilityOf(tx, kind, batch.occasion, [personId], now).get(personId)
  if (!found?.isEligible) throw new Refused('certificates:problem.notYet', { count: found?.missing.length ?? 1 })
}
const given = (
  tx: Tx,
  batch: Batch,
  { personId, replaces }: Member,
  kind: Kind,
  chance: Chance,
  now: number,
): Certificate => {
  // prettier-ignore
  const { issuedOn, occasion } = batch
  insistStillEligible(tx, kind, batch, personId, now)
  const { versionId, ...evidence } = evidenceOf(tx, kind, occasion, personId, now)
  const code = chance.code()
  const year = Number(issuedOn.slice(0, 4))
  const { number, serial } = takeNumber(tx, kind.code, year)
  const on = { issuedOn, lunarLine: batch.lunarLine, base: present(batch.base, 'the address'), isSpecimen: batch.isSpecimen } // prettier-ignore
  const snapshot = snapshotOf(tx, { kind, personId, evidence, occasion: on, number, code }, now)
  const about = { kind: kind.code, basis: basisOf(kind, occasion), number, serial, year, issuedOn, code, replaces }
  const told = { happenedAt: now, recordedAt: now, recordedBy: batch.issuedBy, method: 'staff' as const }
  const kept = { programmeVersionId: versionId, snapshot, layout: kind.layout, digest: evidence.digest }
  const expiresOn = kind.months === null ? null : monthsLater(issuedOn, kind.months)
  const row = { uuid: chance.uuid(), personId, ...told, ...about, ...kept, expiresOn, batchId: batch.id }
  return tx.insert(certificates).values(row).returning().get()
}
/**
 * One certificate, in one transaction: looked at again, numbered, kept. Who has one for the same already keeps that one.
 * Refused where the requirements are no longer met; then no number was taken.
 */
export const issueMember = (db: Db, batchId: number, personId: number, chance: Chance, now: number): void => {
  write(db, (tx) => {
    const batch = batchOf(tx, batchId)
    if (batch.state !== 'issuing') throw new Refused('certificates:refused.state')
    const where = memberAt(batchId, personId)
    const member = present(tx.select().from(certificateBatchMembers).where(where).get(), 'the member')
    if (member.state !== 'waiting') return
    const kind = kindOf(tx, batch.kind)
    const known = knownFor(tx, member, kind, basisOf(kind, batch.occasion))
    if (known) insistNotRevoked(tx, known)
    const { id, number } = known ?? given(tx, batch, member, kind, chance, now)
    tx.update(certificateBatchMembers).set({ state: 'issued', certificateId: id }).where(where).run()
    if (known) return
    const title = { km: kind.titleKm.join(' '), en: kind.titleEn }
    const told = {
      personId,
      key: 'certificates:notice.issued' as const,
      params: { title },
      href: `/certificates/${String(id)}`,
    }
    tell(tx, { ...told, once: `certificates/${String(id)}` }, now)
    const entry = { action: 'certificates.issue' as const, subject: `certificates/${String(id)}`, at: now }
    const issuer = batch.issuedBy === null ? null : { person: batch.issuedBy }
    record(tx, issuer, { ...entry, fields: ['number'], values: { after: { number, batch: batchId } } })
  })
}
/** A full disk or a busy file is no fault of the member: the whole job is tried again later. */
const isPassing = (error: unknown): boolean => /^SQLITE_(BUSY|FULL|IOERR)/.test(errorCode(error) ?? '')
/** Says on the member why it got none; what nobody foresaw is given back, for the log. */
const failed = (db: Db, batchId: number, personId: number, error: unknown): unknown => {
  if (isPassing(error)) throw error
  const problem =
    error instanceof Refused
      ? { key: error.key, params: { ...error.params } }
      : { key: 'certificates:problem.fault', params: {} }
  db.update(certificateBatchMembers)
    .set({ state: 'failed', problem })
    .where(and(memberAt(batchId, personId), eq(certificateBatchMembers.state, 'waiting')))
    .run()
  return error instanceof Refused ? null : error
}
/** Who still waits, in the order of names: so the numbers of a batch follow its list. */
const waitingOf = (db: Db, batchId: number): number[] =>
  db
    .select({ personId: certificateBatchMembers.personId })
    .from(certificateBatchMembers)
    .innerJoin(persons, eq(persons.id, certificateBatchMembers.personId))
    .where(and(eq(certificateBatchMembers.batchId, batchId), eq(certificateBatchMembers.state, 'waiting')))
    .orderBy(asc(persons.sortKey), asc(persons.id))
    .all()
    .map(({ personId }) => personId)
const finish = (db: Db, batchId: number): void => {
  write(db, (tx) => {
    if (waitingOf(tx, batchId).length === 0 && batchOf(tx, batchId).state === 'issuing') move(tx, batchId, 'finish')
  })
}
/**
 * Issues whoever waits in a batch, one transaction each, so that it can be cut off anywhere and goes on where it was.
 * One that fails does not stop the rest. Between two, the caller says when to go on: requests have their turn.
 * Returns what nobody foresaw. A generator, because it stops between two members, for the job and for the demo.
 */
export function* issuingOf(db: Db, batchId: number, chance: Chance, now: number): Generator<number, unknown[]> {
  const faults: unknown[] = []
  for (const personId of waitingOf(db, batchId)) {
    try {
      issueMember(db, batchId, personId, chance, now)
    } catch (error) {
      const fault = failed(db, batchId, personId, error)
      if (fault !== null) faults.push(fault)
    }
    yield personId
  }
  finish(db, batchId)
  return faults
}
