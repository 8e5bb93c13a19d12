import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { persons, postings, reaching } from '#modules/people'

export type Quiet = { id: number; nameKm: string; nameLatin: string; lastAt: number | null }
/**
 * Officers of one's own centres without a recorded step since an instant, the longest quiet first. Only for a chief:
 * her centre's few officers are walked, each with her newest statement.
 */
export const quietOfficers = (db: Db, actor: Actor, since: number): Quiet[] =>
  db
    .select({
      id: persons.id,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      lastAt: sql<number | null>`(select max(s."happenedAt") from statements s where s."personId" = "persons"."id")`.as(
        'lastAt',
      ),
    })
    .from(persons)
    .innerJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .where(
      and(
        reaching(actor, 'people.list', persons.id),
        eq(persons.status, 'active'),
        sql`${persons.id} <> ${actor.person}`,
      ),
    )
    .orderBy(sql`"lastAt" nulls first`)
    .all()
    .filter(({ lastAt }) => lastAt === null || lastAt < since)
