import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Action, Actor, Role } from '#server/actor'
import { persons } from './schema.ts'

const listed = (ids: readonly number[]): SQL => sql.raw(ids.length > 0 ? ids.map(String).join(', ') : 'null')
/** Ids of persons posted now at these centres, as a select. The index is named: else all postings, or all persons, are walked. */
export const postedAt = (centres: SQL): SQL =>
  sql`select p."personId" from postings p indexed by postings_centre where p."endsOn" is null and p."centreId" in (${centres})`
/**
 * The rows whose person an action reaches, as SQL on a column of person ids. Outside is not found: 404.
 * The current posting decides. As a list of ids, it makes SQLite begin at the few persons of a centre and never walk
 * the table: one list of centres, since an "or" around two would walk all postings. Ids are numbers of our own, so they may stand in the text.
 */
export const reaching = (actor: Actor, action: Action, personId: SQLWrapper): SQL => {
  const reach = actor.reach[action]
  if (!reach) return sql`false`
  if (reach.country) return sql`true`
  if (reach.centres.length + reach.provinces.length === 0) return sql`${personId} = ${reach.self}`
  return sql`${personId} in (select ${sql.raw(String(reach.self))} union all
    ${postedAt(sql`select c.id from centres c where c.id in (${listed(reach.centres)}) or c."provinceId" in (${listed(reach.provinces)})`)})`
}
/** The persons whom an action reaches. */
export const visibleTo = (actor: Actor, action: Action = 'people.view'): SQL => reaching(actor, action, persons.id)
/** Whether a row of `persons` holds a role, as SQL. The name stands literally: drizzle drops it in a select of one table. */
export const hasRole = (role: Role): SQL<number> =>
  sql<number>`exists (select 1 from grants g where g."personId" = "persons"."id" and g.role = ${sql.raw(`'${role}'`)})`
