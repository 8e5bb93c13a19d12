import { eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { present } from '#server/errors'
import { dayOf } from '#server/time'
import { persons } from '#modules/people'
import { newestVersion, programmeEnrolments, versions } from '#modules/programme'
import { evaluate } from './evaluate.ts'
import type { Fact, Standing } from './standing.ts'
import { statements } from './statements.ts'

const $ = sql.placeholder
const columns = {
  kind: statements.kind,
  subject: statements.subject,
  occasion: statements.occasion,
  score: statements.score,
  passed: statements.passed,
  minutes: statements.minutes,
  plannedMinutes: statements.plannedMinutes,
  happenedAt: statements.happenedAt,
}
/** Written out, not bound: SQLite then drops the branch of the lessons, which are the most and decide nothing. */
const decides = sql`${statements.kind} <> 'lesson'`
/** Names stand literally: drizzle drops table names in a select of one table. */
const isTrainer = sql<number>`exists (select 1 from grants g where g."personId" = persons.id and g.role = 'trainer')`
const within = (ids: string): SQL => sql`(select value from json_each(${$(ids)}))`

const factsOf = prepared((db) => db.select(columns).from(statements).where(sql`${statements.personId} = ${$('person')} and ${decides}`))
const placeOf = prepared((db) =>
  db
    .select({ versionId: programmeEnrolments.versionId, isTrainer })
    .from(persons)
    .leftJoin(programmeEnrolments, eq(programmeEnrolments.personId, persons.id))
    .where(eq(persons.id, $('person'))),
)
const factsOfMany = prepared((db) =>
  db
    .select({ personId: statements.personId, ...columns })
    .from(statements)
    .where(sql`${inArray(statements.personId, within('persons'))} and ${decides}`),
)
const placesOf = prepared((db) =>
  db
    .select({ personId: persons.id, versionId: programmeEnrolments.versionId, isTrainer })
    .from(persons)
    .leftJoin(programmeEnrolments, eq(programmeEnrolments.personId, persons.id))
    .where(inArray(persons.id, within('persons'))),
)
type Place = { versionId: number | null; isTrainer: number }
const judged = (db: Db, facts: readonly Fact[], { versionId, isTrainer: trains }: Place, now: number): Standing => {
  const version = (versionId !== null && versions(db).byId.get(versionId)) || newestVersion(db)
  return evaluate(version.tree, facts, { today: dayOf(now), isTrainer: trains === 1 })
}
/** Where one person is: two statements, whatever the size of the house. Who is not enrolled is held against the newest version. */
export const standingOf = (db: Db, personId: number, now: number): Standing =>
  judged(db, factsOf(db).all({ person: personId }), present(placeOf(db).get({ person: personId }), 'the person'), now)

/** The same for the persons of a page, with the same two statements in all. Unknown ids are left out. */
export const standingsOf = (db: Db, personIds: readonly number[], now: number): ReadonlyMap<number, Standing> => {
  const ids = JSON.stringify(personIds)
  const facts = new Map<number, Fact[]>(personIds.map((id) => [id, []]))
  for (const fact of factsOfMany(db).all({ persons: ids })) facts.get(fact.personId)?.push(fact)
  return new Map(placesOf(db).all({ persons: ids }).map((place) => [place.personId, judged(db, facts.get(place.personId) ?? [], place, now)]))
}
