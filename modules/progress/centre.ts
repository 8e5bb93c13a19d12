import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { places, postings, type Centre } from '#modules/people'

const posted = prepared((db) =>
  db
    .select({ centreId: postings.centreId })
    .from(postings)
    .where(and(eq(postings.personId, sql.placeholder('person')), isNull(postings.endsOn))),
)
/** Where a person works today. */
export const centreOf = (db: Db, person: number): Centre | null => {
  const found = posted(db).get({ person })
  return (found && places(db).centre.get(found.centreId)) ?? null
}
