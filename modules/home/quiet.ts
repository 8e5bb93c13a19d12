import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { hasRole, persons, postings } from '#modules/people'
import { statements } from '#modules/progress'

export type Quiet = { id: number; nameKm: string; nameLatin: string; lastAt: number | null }
/**
 * The ids come as a list: a condition that names an outer row does not reach into the branches of the view, and every
 * fact of the house would be read.
 */
const newestOf = prepared((db) =>
  db
    .select({ personId: statements.personId, at: sql<number>`max("happenedAt")`.as('at') })
    .from(statements)
    .where(sql`${statements.personId} in (select value from json_each(${sql.placeholder('persons')}))`)
    .groupBy(statements.personId),
)
/** Active officers of the centres of which she is chief, whatever else she may see; oneself left out. */
const colleagues = (db: Db, actor: Actor): Omit<Quiet, 'lastAt'>[] =>
  db
    .select({ id: persons.id, nameKm: persons.nameKm, nameLatin: persons.nameLatin })
    .from(persons)
    .innerJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .where(
      and(
        sql`${postings.centreId} in (select g."centreId" from grants g where g."personId" = ${actor.person} and g.role = 'chief')`,
        hasRole('officer'),
        eq(persons.status, 'active'),
        sql`${persons.id} <> ${actor.person}`,
      ),
    )
    .all()
/**
 * Officers of one's own centres without a recorded step since an instant, the longest quiet first. Only for a chief:
 * her centre's few officers are walked, each with her newest statement.
 */
export const quietOfficers = (db: Db, actor: Actor, since: number): Quiet[] => {
  const all = colleagues(db, actor)
  const newest = new Map(
    newestOf(db)
      .all({ persons: JSON.stringify(all.map(({ id }) => id)) })
      .map(({ personId, at }) => [personId, at]),
  )
  return all
    .map((one) => ({ ...one, lastAt: newest.get(one.id) ?? null }))
    .filter(({ lastAt }) => lastAt === null || lastAt < since)
    .sort((a, b) => (a.lastAt ?? 0) - (b.lastAt ?? 0))
}
