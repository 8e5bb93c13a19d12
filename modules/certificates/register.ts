import { and, asc, desc, eq, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { latinDigits } from '#server/khmer'
import { pageSize, slice, type Cursor, type Slice } from '#server/http/lists'
import type { Day } from '#server/time'
import { foundBy, persons, reaching } from '#modules/people'
import { keyOf } from './codes.ts'
import { beside, newer } from './queries.ts'
import { certificateKinds, certificates, revocations } from './schema.ts'
import type { Status } from './status.ts'

export type RegisterFilter = {
  q?: string | undefined
  kind?: string | undefined
  status?: Status | undefined
  after?: Cursor | undefined
  before?: Cursor | undefined
}
const conditions: Readonly<Record<Status, (today: Day) => SQL>> = {
  replaced: () => sql`${newer.id} is not null`,
  revoked: () => sql`${revocations.id} is not null and ${newer.id} is null`,
  expired: (today) => sql`${revocations.id} is null and ${newer.id} is null and ${certificates.expiresOn} < ${today}`,
  valid: (today) =>
    sql`${revocations.id} is null and ${newer.id} is null and (${certificates.expiresOn} is null or ${certificates.expiresOn} >= ${today})`,
}
/** A number or a part of it, a whole code, or a name. */
const matching = (q: string): SQL | undefined => {
  const part = `%${latinDigits(q)
    .toUpperCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return or(
    sql`upper(${certificates.number}) like ${part} escape '\\'`,
    eq(certificates.code, keyOf(q)),
    foundBy(q) ?? sql`false`,
  )
}
const conditionOf = (actor: Actor, { q, kind, status }: RegisterFilter, today: Day): SQL | undefined =>
  and(
    reaching(actor, 'certificates.register', certificates.personId),
    kind === undefined ? undefined : eq(certificates.kind, kind),
    status === undefined ? undefined : conditions[status](today),
    q === undefined ? undefined : matching(q),
  )
/** The names are those on the paper. */
const columns = {
  id: certificates.id,
  number: certificates.number,
  code: certificates.code,
  kind: certificates.kind,
  issuedOn: certificates.issuedOn,
  expiresOn: certificates.expiresOn,
  happenedAt: certificates.happenedAt,
  nameKm: sql<string>`json_extract(${certificates.snapshot}, '$.person.nameKm')`,
  nameLatin: sql<string>`json_extract(${certificates.snapshot}, '$.person.nameLatin')`,
  titleKm: certificateKinds.titleKm,
  titleEn: certificateKinds.titleEn,
  ...beside,
}
const joined = (db: Db, condition: SQL | undefined, isBackwards: boolean) =>
  db
    .select(columns)
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .innerJoin(certificateKinds, eq(certificateKinds.code, certificates.kind))
    .leftJoin(revocations, eq(revocations.certificateId, certificates.id))
    .leftJoin(newer, eq(newer.replaces, certificates.id))
    .where(condition)
    .orderBy(
      ...(isBackwards
        ? [asc(certificates.happenedAt), asc(certificates.id)]
        : [desc(certificates.happenedAt), desc(certificates.id)]),
    )
export type RegisterRow = ReturnType<ReturnType<typeof joined>['all']>[number]
const beyond = ({ after, before }: RegisterFilter): SQL | undefined => {
  const at = sql`(${certificates.happenedAt}, ${certificates.id})`
  if (after) return sql`${at} < (${Number(after.key)}, ${after.id})`
  return before ? sql`${at} > (${Number(before.key)}, ${before.id})` : undefined
}
const totalOf = (db: Db, condition: SQL | undefined): number =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .leftJoin(revocations, eq(revocations.certificateId, certificates.id))
    .leftJoin(newer, eq(newer.replaces, certificates.id))
    .where(condition)
    .get()?.n ?? 0
/** One page of the register, newest first. */
export const registerPage = (db: Db, actor: Actor, filter: RegisterFilter, today: Day): Slice<RegisterRow> => {
  const condition = conditionOf(actor, filter, today)
  const rows = joined(db, and(condition, beyond(filter)), filter.before !== undefined)
    .limit(exactly(pageSize + 1))
    .all()
  const walk = { after: filter.after, before: filter.before }
  return slice(rows, totalOf(db, condition), walk, ({ happenedAt, id }) => ({ key: String(happenedAt), id }))
}
/** All of the filter, for the download. */
export const wholeRegister = (db: Db, actor: Actor, filter: RegisterFilter, today: Day): RegisterRow[] =>
  joined(db, conditionOf(actor, filter, today), false).all()
