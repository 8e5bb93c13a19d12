import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, fact, factRules, instant, once, rowVersion } from '#server/db/columns'
import { persons } from '#modules/people'
import { programmeVersions } from '#modules/programme'
import type { CertificatePaper } from './paper/certificate.ts'

/** What a kind of certificate asks for: a tier of the programme, all of it, or one occasion attended. */
export const grounds = ['tier', 'pathway', 'occasion'] as const
export const layouts = ['landscape', 'portrait'] as const
/** `issuing`: a job is at it. What is issued stays; only what no certificate came of is withdrawn. */
export const batchStates = ['draft', 'approved', 'issuing', 'issued', 'withdrawn'] as const
export const memberStates = ['waiting', 'issued', 'failed'] as const
export const requestStates = ['open', 'confirmed', 'withdrawn'] as const
export type BatchState = (typeof batchStates)[number]
type Both = { readonly km: string; readonly en: string }

/** Reference data from `content/certificates/kinds.yaml`; what was printed stands in each certificate, so a change moves nothing. */
export const certificateKinds = sqliteTable('certificate_kinds', {
  id: integer().primaryKey(),
  /** Stands in the number and names its series: `COMPLETION1`. */
  code: text().notNull().unique(),
  position: integer().notNull(),
  ground: text({ enum: grounds }).notNull(),
  /** Code of the tier, where the ground is one. */
  tier: text(),
  /** Number of the tier whose colour the certificate has in the record. */
  tierNumber: integer().notNull(),
  titleKm: text({ mode: 'json' }).$type<readonly [string, string]>().notNull(),
  titleEn: text().notNull(),
  /** What the certificate is about, as a noun phrase; of an occasion, its topic takes this place. */
  about: text({ mode: 'json' }).$type<Both>().notNull(),
  body: text({ mode: 'json' }).$type<Both>().notNull(),
  /** The same where it begins and ends on one day. */
  bodyOneDay: text({ mode: 'json' }).$type<Both>().notNull(),
  /** Months it is valid; null: for good. */
  months: integer(),
  layout: text({ enum: layouts }).notNull(),
  /** Whether the road of tiers is drawn. */
  hasRoad: integer({ mode: 'boolean' }).notNull(),
  digest: text().notNull(),
})
/** The last number given in a series and year. Taken in the transaction of its certificate, so no number is lost or given twice. */
export const certificateSeries = sqliteTable(
  'certificate_series',
  { key: text().primaryKey(), last: integer().notNull() },
  (t) => [check('certificate_series_last', sql`${t.last} > 0`)],
)
export const certificateBatches = sqliteTable(
  'certificate_batches',
  {
    id: integer().primaryKey(),
    once: once(),
    kind: text()
      .notNull()
      .references(() => certificateKinds.code),
    /** Key of the occasion, where the kind is about one. */
    occasion: text(),
    state: text({ enum: batchStates }).notNull().default('draft'),
    issuedOn: dayColumn().notNull(),
    /** The lunar date as papers carry it; the office may change it before it approves. */
    lunarLine: text().notNull(),
    /** Where the house is found, as it stands on paper: `https://lms.example`. Known when issuing begins. */
    base: text(),
    /** A demo's paper says that it is none. */
    isSpecimen: integer({ mode: 'boolean' }).notNull().default(false),
    createdBy: integer()
      .notNull()
      .references(() => persons.id),
    createdAt: instant().notNull(),
    approvedBy: integer().references(() => persons.id),
    approvedAt: instant(),
    issuedBy: integer().references(() => persons.id),
    issuedAt: instant(),
    withdrawnBy: integer().references(() => persons.id),
    withdrawnAt: instant(),
    rowVersion: rowVersion(),
  },
  (t) => [index('certificate_batches_newest').on(t.createdAt, t.id)],
)
/** Fact: a certificate. The snapshot is everything that stands on the paper: later renames change nothing. */
export const certificates = sqliteTable(
  'certificates',
  {
    ...fact(() => persons.id),
    kind: text()
      .notNull()
      .references(() => certificateKinds.code),
    /** What it was given for: `tier:online`, `pathway`, `occasion:event:12`. */
    basis: text().notNull(),
    number: text().notNull().unique(),
    serial: integer().notNull(),
    year: integer().notNull(),
    issuedOn: dayColumn().notNull(),
    /** What a stranger asks by: 80 bits of chance, sixteen letters of Crockford's base 32. */
    code: text().notNull().unique(),
    programmeVersionId: integer()
      .notNull()
      .references(() => programmeVersions.id),
    snapshot: text({ mode: 'json' }).$type<CertificatePaper>().notNull(),
    layout: text({ enum: layouts }).notNull(),
    /** SHA-256 of the sorted uuids of the facts that it was given for. */
    digest: text().notNull(),
    expiresOn: dayColumn(),
    batchId: integer()
      .notNull()
      .references(() => certificateBatches.id),
    replaces: integer().unique(),
  },
  (t) => [
    ...factRules(t),
    uniqueIndex('certificates_once')
      .on(t.personId, t.kind, t.basis)
      .where(sql`"replaces" is null`),
    uniqueIndex('certificates_serial').on(t.kind, t.year, t.serial),
    index('certificates_person').on(t.personId),
    index('certificates_batch').on(t.batchId),
    index('certificates_newest').on(t.happenedAt, t.id),
  ],
)
export const certificateBatchMembers = sqliteTable(
  'certificate_batch_members',
  {
    batchId: integer()
      .notNull()
      .references(() => certificateBatches.id),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    state: text({ enum: memberStates }).notNull().default('waiting'),
    /** Why it failed: a text key with its params. */
    problem: text({ mode: 'json' }).$type<{ key: string; params: Record<string, string | number> }>(),
    certificateId: integer().references(() => certificates.id),
    /** The revoked certificate that this one corrects. */
    replaces: integer().references(() => certificates.id),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.personId] }),
    index('certificate_batch_members_state').on(t.batchId, t.state),
    index('certificate_batch_members_person').on(t.personId),
    index('certificate_batch_members_replaces').on(t.replaces),
    check('certificate_batch_members_done', sql`(${t.state} = 'issued') = (${t.certificateId} is not null)`),
  ],
)
/** What was drawn by which template, as its SHA-256: drawing it again gives the same bytes. Append-only. */
export const certificatePapers = sqliteTable(
  'certificate_papers',
  {
    certificateId: integer()
      .notNull()
      .references(() => certificates.id),
    template: text().notNull(),
    sha256: text().notNull(),
    length: integer().notNull(),
    renderedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.certificateId, t.template] })],
)
/** One person asks, another confirms. */
export const revocationRequests = sqliteTable(
  'certificate_revocation_requests',
  {
    id: integer().primaryKey(),
    once: once(),
    certificateId: integer()
      .notNull()
      .references(() => certificates.id),
    reason: text().notNull(),
    state: text({ enum: requestStates }).notNull().default('open'),
    requestedBy: integer()
      .notNull()
      .references(() => persons.id),
    requestedAt: instant().notNull(),
    withdrawnBy: integer().references(() => persons.id),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex('certificate_revocation_requests_open')
      .on(t.certificateId)
      .where(sql`"state" = 'open'`),
    index('certificate_revocation_requests_certificate').on(t.certificateId),
  ],
)
/** The row that makes a certificate revoked. Append-only. */
export const revocations = sqliteTable('certificate_revocations', {
  id: integer().primaryKey(),
  certificateId: integer()
    .notNull()
    .unique()
    .references(() => certificates.id),
  requestId: integer()
    .notNull()
    .unique()
    .references(() => revocationRequests.id),
  confirmedBy: integer()
    .notNull()
    .references(() => persons.id),
  confirmedAt: instant().notNull(),
})
