import { and, asc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { encodeCursor, pageSize, type Cursor } from '#server/http/lists'
import type { Task } from '#server/worker'
import { hasRole, persons, postedAt, postings } from '#modules/people'
import { subjectsByCode } from '#modules/programme'
import { type NodeStanding, statements } from '#modules/progress'
import { basisOf, eligibilityOf } from './eligibility.ts'
import { kindOf, type Kind } from './kinds.ts'
import { certificateBatches, certificateBatchMembers, certificates } from './schema.ts'

export const shows = ['ready', 'missing', 'known'] as const
export type Show = (typeof shows)[number]
export type CandidateFilter = {
  kind: string
  occasion: string | null
  province: number | undefined
  /** Only this one. */
  person: number | undefined
  show: Show
  after: Cursor | undefined
  before: Cursor | undefined
}
export type CandidateAsk = { filter: CandidateFilter; now: number }
export type Candidate = {
  id: number
  sortKey: string
  nameKm: string
  nameLatin: string
  staffId: string
  centreId: number | null
  /** What is missing; none where all is met. */
  missing: readonly NodeStanding[]
  certificate: { id: number; number: string } | null
  batchId: number | null
}
export type OccasionChoice = { key: string; titleKm: string; titleEn: string; at: number; persons: number }
export type Candidates = {
  counts: Record<Show, number>
  rows: readonly Candidate[]
  before: string | null
  after: string | null
  /** Everybody who is ready, at most as many as one batch takes. */
  ready: readonly number[]
  occasions: readonly OccasionChoice[]
}
/** Persons of one batch, at most: its checks are one transaction. */
export const mostInBatch = 1_000
const chunk = 500
const mostOccasions = 100

const postedIn = (province: number): SQL =>
  sql`${persons.id} in (${postedAt(sql`select c.id from centres c where c."provinceId" = ${province}`)})`
/** Of an occasion who was there, else everybody who learns or teaches. */
const populationOf = (kind: Kind, occasion: string | null): SQL | undefined =>
  kind.ground === 'occasion'
    ? sql`${persons.id} in (select "personId" from statements where "kind" = 'attendance' and "occasion" = ${occasion ?? ''})`
    : and(eq(persons.status, 'active'), or(hasRole('officer'), hasRole('trainer')))
type Person = Omit<Candidate, 'missing' | 'certificate' | 'batchId'>
const populace = (db: Db, kind: Kind, { occasion, province, person }: CandidateFilter): Person[] =>
  db
    .select({
      id: persons.id,
      sortKey: persons.sortKey,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      staffId: persons.staffId,
      centreId: postings.centreId,
    })
    .from(persons)
    .leftJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .where(
      and(
        populationOf(kind, occasion),
        province === undefined ? undefined : postedIn(province),
        person === undefined ? undefined : eq(persons.id, person),
      ),
    )
    .orderBy(asc(persons.sortKey), asc(persons.id))
    .all()
const certifiedFor = (db: Db, kind: Kind, occasion: string | null): Map<number, { id: number; number: string }> =>
  new Map(
    db
      .select({ personId: certificates.personId, id: certificates.id, number: certificates.number })
      .from(certificates)
      .where(and(eq(certificates.kind, kind.code), eq(certificates.basis, basisOf(kind, occasion))))
      .orderBy(asc(certificates.id))
      .all()
      .map(({ personId, ...one }) => [personId, one]),
  )
/** Who is in a batch that is on its way. */
const underWay = (db: Db, kind: Kind, occasion: string | null): Map<number, number> =>
  new Map(
    db
      .select({ personId: certificateBatchMembers.personId, batchId: certificateBatches.id })
      .from(certificateBatchMembers)
      .innerJoin(certificateBatches, eq(certificateBatches.id, certificateBatchMembers.batchId))
      .where(
        and(
          eq(certificateBatches.kind, kind.code),
          occasion === null ? isNull(certificateBatches.occasion) : eq(certificateBatches.occasion, occasion),
          inArray(certificateBatches.state, ['draft', 'approved', 'issuing']),
        ),
      )
      .all()
      .map(({ personId, batchId }) => [personId, batchId]),
  )
const judged = (db: Db, kind: Kind, filter: CandidateFilter, now: number): Candidate[] => {
  const all = populace(db, kind, filter)
  const [has, under] = [certifiedFor(db, kind, filter.occasion), underWay(db, kind, filter.occasion)]
  const found: Candidate[] = []
  for (let at = 0; at < all.length; at += chunk) {
    const some = all.slice(at, at + chunk)
    const ids = some.map(({ id }) => id)
    const eligible = eligibilityOf(db, kind, filter.occasion, ids, now)
    for (const one of some) {
      const missing = eligible.get(one.id)?.missing ?? []
      found.push({ ...one, missing, certificate: has.get(one.id) ?? null, batchId: under.get(one.id) ?? null })
    }
  }
  return found
}
const showOf = ({ missing, certificate, batchId }: Candidate): Show =>
  certificate !== null || batchId !== null ? 'known' : missing.length === 0 ? 'ready' : 'missing'
const isBeyond = ({ sortKey, id }: Candidate, { key, id: other }: Cursor): boolean =>
  sortKey > key || (sortKey === key && id > other)
/** A page of a list that is known whole: it was worked out person by person. */
const pageOf = (
  rows: readonly Candidate[],
  { after, before }: CandidateFilter,
): Pick<Candidates, 'rows' | 'before' | 'after'> => {
  // prettier-ignore
  const end = before ? rows.findIndex((row) => row.id === before.id || isBeyond(row, before)) : -1
  const found = after ? rows.findIndex((row) => isBeyond(row, after)) : Math.max(0, (end < 0 ? 0 : end) - pageSize)
  const from = found < 0 ? rows.length : found
  const page = rows.slice(from, end > 0 ? end : from + pageSize)
  const [first, last] = [page[0], page.at(-1)]
  const cursorOf = ({ sortKey, id }: Candidate): string => encodeCursor({ key: sortKey, id })
  return {
    rows: page,
    before: first && from > 0 ? cursorOf(first) : null,
    after: last && from + page.length < rows.length ? cursorOf(last) : null,
  }
}
/** What was attended lately, newest first, with how many were there. */
const occasionsOf = (db: Db): OccasionChoice[] => {
  const subjects = subjectsByCode(db)
  return db
    .select({
      key: statements.occasion,
      subject: sql<string>`max("subject")`,
      at: sql<number>`max("happenedAt")`,
      persons: sql<number>`count(distinct "personId")`,
    })
    .from(statements)
    .where(sql`"kind" = 'attendance' and "minutes" > 0`)
    .groupBy(sql`"occasion"`)
    .orderBy(sql`max("happenedAt") desc`)
    .limit(mostOccasions)
    .all()
    .map(({ subject, ...one }) => {
      const found = subjects.get(subject)
      return { ...one, titleKm: found?.titleKm ?? subject, titleEn: found?.titleEn ?? subject }
    })
}
/** Who meets the requirements of a kind, who not and why, who has it already. Walks the country: runs in the worker. */
const candidates: Task<CandidateAsk, Candidates> = (db, { filter, now }) => {
  const kind = kindOf(db, filter.kind)
  const isAsked = kind.ground !== 'occasion' || filter.occasion !== null
  const all = isAsked ? judged(db, kind, filter, now) : []
  const groups: Record<Show, Candidate[]> = { ready: [], missing: [], known: [] }
  for (const one of all) groups[showOf(one)].push(one)
  return {
    counts: { ready: groups.ready.length, missing: groups.missing.length, known: groups.known.length },
    ...pageOf(groups[filter.show], filter),
    ready: groups.ready.slice(0, mostInBatch).map(({ id }) => id),
    occasions: kind.ground === 'occasion' ? occasionsOf(db) : [],
  }
}
export default candidates
