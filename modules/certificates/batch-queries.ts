import { and, asc, count, desc, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { pageSize, slice, type Cursor, type Slice } from '#server/http/lists'
import { persons } from '#modules/people'
import { certificateTemplate } from './paper/certificate.ts'
import { certificateBatches, certificateBatchMembers, certificates, type memberStates } from './schema.ts'

type MemberState = (typeof memberStates)[number]
export type Progress = Record<MemberState, number> & { total: number; drawn: number }
/** How far a batch is: counts by state, and how many papers are drawn. */
export const progressOf = (db: Db, batchId: number): Progress => {
  const found: Progress = { waiting: 0, issued: 0, failed: 0, total: 0, drawn: 0 }
  const rows = db
    .select({ state: certificateBatchMembers.state, n: count() })
    .from(certificateBatchMembers)
    .where(eq(certificateBatchMembers.batchId, batchId))
    .groupBy(certificateBatchMembers.state)
    .all()
  for (const { state, n } of rows) {
    found[state] = n
    found.total += n
  }
  const drawn = sql`select 1 from certificate_papers p where p."certificateId" = "certificate_batch_members"."certificateId" and p.template = ${certificateTemplate}`
  found.drawn =
    db
      .select({ n: count() })
      .from(certificateBatchMembers)
      .where(and(eq(certificateBatchMembers.batchId, batchId), sql`exists (${drawn})`))
      .get()?.n ?? 0
  return found
}
const columns = {
  id: persons.id,
  sortKey: persons.sortKey,
  nameKm: persons.nameKm,
  nameLatin: persons.nameLatin,
  staffId: persons.staffId,
  state: certificateBatchMembers.state,
  problem: certificateBatchMembers.problem,
  certificateId: certificates.id,
  number: certificates.number,
  replaces: certificateBatchMembers.replaces,
}
export type MemberRow = { [Name in keyof typeof columns]: unknown } & {
  id: number
  sortKey: string
  nameKm: string
  nameLatin: string
  staffId: string
  state: MemberState
  problem: { key: string; params: Record<string, string | number> } | null
  certificateId: number | null
  number: string | null
  replaces: number | null
}
export const memberIds = (db: Db, batchId: number): number[] =>
  db
    .select({ id: certificateBatchMembers.personId })
    .from(certificateBatchMembers)
    .where(eq(certificateBatchMembers.batchId, batchId))
    .all()
    .map(({ id }) => id)
type Walk = { after: Cursor | undefined; before: Cursor | undefined }
/** One page of who is in a batch, in the order of names. */
export const membersOf = (db: Db, batchId: number, total: number, walk: Walk): Slice<MemberRow> => {
  const { after, before } = walk
  const at = sql`(${persons.sortKey}, ${persons.id})`
  const beyond = after ? sql`${at} > (${after.key}, ${after.id})` : before ? sql`${at} < (${before.key}, ${before.id})` : undefined // prettier-ignore
  const rows: MemberRow[] = db
    .select(columns)
    .from(certificateBatchMembers)
    .innerJoin(persons, eq(persons.id, certificateBatchMembers.personId))
    .leftJoin(certificates, eq(certificates.id, certificateBatchMembers.certificateId))
    .where(and(eq(certificateBatchMembers.batchId, batchId), beyond))
    .orderBy(...(before ? [desc(persons.sortKey), desc(persons.id)] : [asc(persons.sortKey), asc(persons.id)]))
    .limit(exactly(pageSize + 1))
    .all()
  return slice(rows, total, walk, ({ sortKey, id }) => ({ key: sortKey, id }))
}
export type BatchRow = Pick<typeof certificateBatches.$inferSelect, 'id' | 'kind' | 'state' | 'issuedOn'> & {
  persons: number
  nameKm: string
  nameLatin: string
}
/** Batches from the newest back, one page and one row more. */
export const batchRows = (db: Db, before: number | undefined): BatchRow[] =>
  db
    .select({
      id: certificateBatches.id,
      kind: certificateBatches.kind,
      state: certificateBatches.state,
      issuedOn: certificateBatches.issuedOn,
      persons: sql<number>`(select count(*) from certificate_batch_members m where m."batchId" = "certificate_batches"."id")`,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
    })
    .from(certificateBatches)
    .innerJoin(persons, eq(persons.id, certificateBatches.createdBy))
    .where(before === undefined ? undefined : lt(certificateBatches.id, before))
    .orderBy(desc(certificateBatches.id))
    .limit(exactly(pageSize + 1))
    .all()
