import { and, asc, eq, isNull } from 'drizzle-orm'
import { errorCode } from '#server/db/driver'
import type { Db, Tx } from '#server/db/open'
import { read, write } from '#server/db/write'
import { present, Refused } from '#server/errors'
import { record } from '#server/journal'
import { tell } from '#modules/notices'
import { monthsLater } from '#server/time'
import { persons } from '#modules/people'
import { batchOf, move, type Batch } from './batch-steps.ts'
import { basisOf, eligibilityOf } from './eligibility.ts'
import { evidenceOf } from './evidence.ts'
import { kindOf, type Kind } from './kinds.ts'
import { nextNumber, takeNumber } from './numbers.ts'
import type { CertificatePaper } from './paper/certificate.ts'
import { certificateBatchMembers, certificates, revocations } from './schema.ts'
import { snapshotOf } from './snapshot.ts'

/** Chance comes in: real in the job, of a seed in the demo. */
export type Chance = { uuid: () => string; code: () => string }
type Member = typeof certificateBatchMembers.$inferSelect
type Certificate = typeof certificates.$inferSelect

export const memberAt = (batchId: number, personId: number): ReturnType<typeof and> =>
  and(eq(certificateBatchMembers.batchId, batchId), eq(certificateBatchMembers.personId, personId))
/** The certificate that this person has for this already: given once, whoever asks and however often. */
const knownFor = (tx: Db, { personId, replaces }: Member, kind: Kind, basis: string): Certificate | undefined => {
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
type Paper = { snapshot: CertificatePaper; versionId: number; digest: string }
const yearOf = ({ issuedOn }: Batch): number => Number(issuedOn.slice(0, 4))
/** What the certificate would say now, under this number and code. */
const paperFor = (db: Db, batch: Batch, kind: Kind, personId: number, named: Named, now: number): Paper => {
  const { issuedOn, lunarLine, isSpecimen, occasion } = batch
  const { versionId, ...evidence } = evidenceOf(db, kind, occasion, personId, now)
  const on = { issuedOn, lunarLine, base: present(batch.base, 'the address'), isSpecimen }
  const snapshot = snapshotOf(db, { kind, personId, evidence, occasion: on, ...named }, now)
  return { snapshot, versionId, digest: evidence.digest }
}
type Named = { number: string; code: string }
/** A paper as it would be, to be set before anything is written. Null: there is none to be given. */
export type Trial = { paper: CertificatePaper; layout: Kind['layout'] } | null
export const trialOf = (db: Db, batchId: number, personId: number, code: string, now: number): Trial =>
  read(db, () => {
    const batch = batchOf(db, batchId)
    const member = db.select().from(certificateBatchMembers).where(memberAt(batchId, personId)).get()
    const kind = kindOf(db, batch.kind)
    if (batch.state !== 'issuing' || member?.state !== 'waiting') return null
    if (knownFor(db, member, kind, basisOf(kind, batch.occasion))) return null
    if (!eligibilityOf(db, kind, batch.occasion, [personId], now).get(personId)?.isEligible) return null
    const named = { number: nextNumber(db, kind.code, yearOf(batch)), code }
    return { paper: paperFor(db, batch, kind, personId, named, now).snapshot, layout: kind.layout }
  })
/** What is to be kept is not what was tried: somebody took the number or wrote to her record in between. */
export class Changed extends Refused {
  constructor() {
    super('certificates:problem.changed')
  }
}
const given = (tx: Tx, batch: Batch, member: Member, kind: Kind, chance: Chance, now: number, trial?: Trial): Certificate => {
  const { personId, replaces } = member
  insistStillEligible(tx, kind, batch, personId, now)
  const { issuedOn, occasion } = batch
  const code = chance.code()
  const year = yearOf(batch)
  const { number, serial } = takeNumber(tx, kind.code, year)
  const { snapshot, versionId, digest } = paperFor(tx, batch, kind, personId, { number, code }, now)
  if (trial !== undefined && JSON.stringify(trial?.paper) !== JSON.stringify(snapshot)) throw new Changed()
  const about = { kind: kind.code, basis: basisOf(kind, occasion), number, serial, year, issuedOn, code, replaces }
  const told = { happenedAt: now, recordedAt: now, recordedBy: batch.issuedBy, method: 'staff' as const }
  const kept = { programmeVersionId: versionId, snapshot, layout: kind.layout, digest }
  const expiresOn = kind.months === null ? null : monthsLater(issuedOn, kind.months)
  const row = { uuid: chance.uuid(), personId, ...told, ...about, ...kept, expiresOn, batchId: batch.id }
  return tx.insert(certificates).values(row).returning().get()
} // prettier-ignore
/**
 * One certificate, in one transaction: looked at again, numbered, kept. Who has one for the same already keeps that one.
 * Refused where the requirements are no longer met, or where the paper is another one than was tried; then no number was
 * taken. Without a trial nobody has seen that its lines fit.
 */
export const issueMember = (db: Db, batchId: number, personId: number, chance: Chance, now: number, trial?: Trial): void => {
  write(db, (tx) => {
    const batch = batchOf(tx, batchId)
    if (batch.state !== 'issuing') throw new Refused('certificates:refused.state')
    const where = memberAt(batchId, personId)
    const member = present(tx.select().from(certificateBatchMembers).where(where).get(), 'the member')
    if (member.state !== 'waiting') return
    const kind = kindOf(tx, batch.kind)
    const known = knownFor(tx, member, kind, basisOf(kind, batch.occasion))
    if (known) insistNotRevoked(tx, known)
    const { id, number } = known ?? given(tx, batch, member, kind, chance, now, trial)
    tx.update(certificateBatchMembers).set({ state: 'issued', certificateId: id }).where(where).run()
    if (known) return
    const title = { km: kind.titleKm.join(''), en: kind.titleEn }
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
} // prettier-ignore
/** A full disk or a busy file is no fault of the member: the whole job is tried again later. */
const isPassing = (error: unknown): boolean => /^SQLITE_(BUSY|FULL|IOERR)/.test(errorCode(error) ?? '')
/** Says on the member why it got none; what nobody foresaw is given back, for the log. */
export const failed = (db: Db, batchId: number, personId: number, error: unknown): unknown => {
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
export const waitingOf = (db: Db, batchId: number): number[] =>
  db
    .select({ personId: certificateBatchMembers.personId })
    .from(certificateBatchMembers)
    .innerJoin(persons, eq(persons.id, certificateBatchMembers.personId))
    .where(and(eq(certificateBatchMembers.batchId, batchId), eq(certificateBatchMembers.state, 'waiting')))
    .orderBy(asc(persons.sortKey), asc(persons.id))
    .all()
    .map(({ personId }) => personId)
/** The batch is issued once nobody waits. */
export const finish = (db: Db, batchId: number): void => {
  write(db, (tx) => {
    if (waitingOf(tx, batchId).length === 0 && batchOf(tx, batchId).state === 'issuing') move(tx, batchId, 'finish')
  })
}
