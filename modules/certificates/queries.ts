import { and, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { NotFound } from '#server/errors'
import type { Day } from '#server/time'
import { persons, reaching } from '#modules/people'
import { certificateBatches, certificateKinds, certificates, revocationRequests, revocations } from './schema.ts'
import { statusOf, type Status } from './status.ts'

/** What stands beside a certificate and decides its status; a certificate has at most one of each. */
export const newer = alias(certificates, 'newer')
export const beside = { revokedAt: revocations.confirmedAt, replacedBy: newer.id }
const shown = {
  id: certificates.id,
  kind: certificates.kind,
  titleKm: certificateKinds.titleKm,
  titleEn: certificateKinds.titleEn,
  number: certificates.number,
  code: certificates.code,
  issuedOn: certificates.issuedOn,
  expiresOn: certificates.expiresOn,
  ...beside,
}
export type OwnCertificate = {
  id: number
  kind: string
  title: { km: string; en: string }
  number: string
  code: string
  issuedOn: Day
  expiresOn: Day | null
  status: Status
  href: string
}
/** The certificates of one person, newest first, with what each is worth today. */
export const certificatesOf = (db: Db, personId: number, today: Day): OwnCertificate[] =>
  db
    .select(shown)
    .from(certificates)
    .innerJoin(certificateKinds, eq(certificateKinds.code, certificates.kind))
    .leftJoin(revocations, eq(revocations.certificateId, certificates.id))
    .leftJoin(newer, eq(newer.replaces, certificates.id))
    .where(eq(certificates.personId, personId))
    .orderBy(desc(certificates.happenedAt), desc(certificates.id))
    .all()
    .map(({ titleKm, titleEn, revokedAt, replacedBy, ...row }) => ({
      ...row,
      title: { km: titleKm.join(''), en: titleEn },
      status: statusOf({ revokedAt, replacedBy, expiresOn: row.expiresOn }, today),
      href: `/certificates/${String(row.id)}`,
    }))

export type Found = typeof certificates.$inferSelect & { revokedAt: number | null; replacedBy: number | null }
/** A certificate of somebody whom the actor may follow; else NotFound. */
export const certificateFor = (db: Db, actor: Actor, id: number): Found => {
  const found = db
    .select({ certificate: certificates, ...beside })
    .from(certificates)
    .leftJoin(revocations, eq(revocations.certificateId, certificates.id))
    .leftJoin(newer, eq(newer.replaces, certificates.id))
    .where(and(eq(certificates.id, id), reaching(actor, 'certificates.view', certificates.personId)))
    .get()
  if (!found) throw new NotFound()
  const { certificate, ...more } = found
  return { ...certificate, ...more }
}
export type Verified = { snapshot: Found['snapshot']; kind: string; number: string; issuedOn: Day; expiresOn: Day | null; status: Status } // prettier-ignore
/** What a stranger may know by the code alone: one look, whatever was typed. */
export const verifiedBy = (db: Db, key: string, today: Day): Verified | null => {
  const found = db
    .select({ snapshot: certificates.snapshot, ...shown })
    .from(certificates)
    .innerJoin(certificateKinds, eq(certificateKinds.code, certificates.kind))
    .leftJoin(revocations, eq(revocations.certificateId, certificates.id))
    .leftJoin(newer, eq(newer.replaces, certificates.id))
    .where(eq(certificates.code, key))
    .get()
  if (!found) return null
  const { snapshot, kind, number, issuedOn, expiresOn } = found
  return { snapshot, kind, number, issuedOn, expiresOn, status: statusOf(found, today) }
}

const asker = alias(persons, 'asker')
const confirmer = alias(persons, 'confirmer')
export type Revoking = {
  id: number
  state: 'open' | 'confirmed' | 'withdrawn'
  reason: string
  requestedAt: number
  confirmedAt: number | null
  asker: { id: number; km: string; en: string }
  confirmer: { id: number; km: string; en: string } | null
}
/** What was asked and confirmed about the revocation of a certificate; what was taken back is left out. */
export const revokingOf = (db: Db, certificateId: number): Revoking | undefined =>
  db
    .select({
      id: revocationRequests.id,
      state: revocationRequests.state,
      reason: revocationRequests.reason,
      requestedAt: revocationRequests.requestedAt,
      confirmedAt: revocations.confirmedAt,
      asker: { id: asker.id, km: asker.nameKm, en: asker.nameLatin },
      confirmer: { id: confirmer.id, km: confirmer.nameKm, en: confirmer.nameLatin },
    })
    .from(revocationRequests)
    .innerJoin(asker, eq(asker.id, revocationRequests.requestedBy))
    .leftJoin(revocations, eq(revocations.requestId, revocationRequests.id))
    .leftJoin(confirmer, eq(confirmer.id, revocations.confirmedBy))
    .where(and(eq(revocationRequests.certificateId, certificateId), sql`${revocationRequests.state} <> 'withdrawn'`))
    .orderBy(desc(revocationRequests.id))
    .get()

const drafter = alias(persons, 'drafter')
const approver = alias(persons, 'approver')
const issuer = alias(persons, 'issuer')
type Names = { km: string; en: string }
export type BatchFound = {
  batch: typeof certificateBatches.$inferSelect
  drafter: Names
  approver: Names | null
  issuer: Names | null
}
/** The batch with the names of who drafted, approved and issued it. */
export const batchFor = (db: Db, id: number): BatchFound => {
  const found = db
    .select({
      batch: certificateBatches,
      drafter: { km: drafter.nameKm, en: drafter.nameLatin },
      approver: { km: approver.nameKm, en: approver.nameLatin },
      issuer: { km: issuer.nameKm, en: issuer.nameLatin },
    })
    .from(certificateBatches)
    .innerJoin(drafter, eq(drafter.id, certificateBatches.createdBy))
    .leftJoin(approver, eq(approver.id, certificateBatches.approvedBy))
    .leftJoin(issuer, eq(issuer.id, certificateBatches.issuedBy))
    .where(eq(certificateBatches.id, id))
    .get()
  if (!found) throw new NotFound()
  return found
}
