import { eq, isNull, sql } from 'drizzle-orm'
import { alias, QueryBuilder } from 'drizzle-orm/sqlite-core'
import type { Statements, Subjects } from '#server/statement'
import { centreOn } from '#modules/people'
import { certificateKinds, certificates, revocations } from './schema.ts'

const later = alias(certificates, 'later')
const nothing = sql<number | null>`null`
/** Each certificate in the record; a revoked one leaves it, and the one that replaces it takes its place. */
export const certified: Statements = new QueryBuilder()
  .select({
    uuid: certificates.uuid,
    personId: certificates.personId,
    // A sub-select, not a join: a join of five kinds is begun at, and then walks past the person's own index.
    tier: sql<number>`(select k."tierNumber" from certificate_kinds k where k.code = "certificates"."kind")`.as('tier'),
    kind: sql<string>`'certificate'`.as('kind'),
    subject: certificates.kind,
    occasion: sql<string>`'certificate:' || ${certificates.id}`.as('occasion'),
    score: nothing.as('score'),
    passed: sql<boolean | null>`null`.as('passed'),
    minutes: nothing.as('minutes'),
    plannedMinutes: nothing.as('plannedMinutes'),
    happenedAt: certificates.happenedAt,
    recordedAt: certificates.recordedAt,
    recordedBy: certificates.recordedBy,
    method: sql<string>`${certificates.method}`.as('method'),
    centreId: centreOn('"certificates"."personId"', '"certificates"."happenedAt"').as('centreId'),
    href: sql<string>`'/certificates/' || ${certificates.id}`.as('href'),
  })
  .from(certificates)
  .leftJoin(later, eq(later.voids, certificates.id))
  .leftJoin(revocations, eq(revocations.certificateId, certificates.id))
  .where(sql`${isNull(later.id)} and ${isNull(revocations.id)}`)

/** The kinds, so that the time line names them. */
export const kindSubjects: Subjects = new QueryBuilder()
  .select({
    code: certificateKinds.code,
    kind: sql<string>`'certificate'`.as('kind'),
    titleKm: sql<string>`json_extract(${certificateKinds.titleKm}, '$[0]') || json_extract(${certificateKinds.titleKm}, '$[1]')`.as('titleKm'), // prettier-ignore
    titleEn: certificateKinds.titleEn,
    href: sql<string>`''`.as('href'),
    nextOn: sql<null>`null`.as('nextOn'),
  })
  .from(certificateKinds)
