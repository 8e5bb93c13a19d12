import { eq, sql } from 'drizzle-orm'
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
type Packed = [
  kind: string, subject: string, occasion: string, score: number | null, passed: 0 | 1 | null,
  minutes: number | null, plannedMinutes: number | null, happenedAt: number,
] // prettier-ignore
/**
 * Facts come packed as JSON: 40 rows through the driver cost three times as much. `<> 'lesson'` is written out, not
 * bound: SQLite then never enters the branch of the lessons, which are the most and decide nothing.
 */
const packed = sql<string>`json_group_array(json_array("kind", "subject", "occasion", "score", "passed", "minutes", "plannedMinutes", "happenedAt"))`
const decides = sql`"kind" <> 'lesson'`
/** Lessons decide nothing, but they tell which courses are begun: one code each, however many lessons. */
const begun = sql<string>`json_group_array(distinct substr("subject", 1, instr("subject", '/') - 1))`
const isLesson = sql`"kind" = 'lesson'`
/** Names stand literally: drizzle drops table names in a select of one table. */
const place = {
  personId: persons.id,
  versionId: programmeEnrolments.versionId,
  isTrainer: sql<number>`exists (select 1 from grants g where g."personId" = "persons"."id" and g.role = 'trainer')`.as(
    'isTrainer',
  ),
}
/**
 * The person is bound twice: a condition that names the outer row does not reach into the branches of the view, and
 * every fact of the house would be read (seen). Exported, as the next ones, for the test of its plan.
 */
export const standingRow = prepared((db) =>
  db
    .select({
      ...place,
      facts: sql<string>`(select ${packed} from statements where "personId" = ${$('person')} and ${decides})`.as(
        'facts',
      ),
      begun: sql<string>`(select ${begun} from statements where "personId" = ${$('person')} and ${isLesson})`.as(
        'begun',
      ),
    })
    .from(persons)
    .leftJoin(programmeEnrolments, eq(programmeEnrolments.personId, persons.id))
    .where(eq(persons.id, $('person'))),
)
const those = sql`(select value from json_each(${$('persons')}))`
export const factsOfMany = prepared((db) =>
  db
    .select({ personId: statements.personId, facts: packed.as('facts') })
    .from(statements)
    .where(sql`${statements.personId} in ${those} and ${decides}`)
    .groupBy(statements.personId),
)
export const begunOfMany = prepared((db) =>
  db
    .select({ personId: statements.personId, begun: begun.as('begun') })
    .from(statements)
    .where(sql`${statements.personId} in ${those} and ${isLesson}`)
    .groupBy(statements.personId),
)
export const placesOfMany = prepared((db) =>
  db
    .select(place)
    .from(persons)
    .leftJoin(programmeEnrolments, eq(programmeEnrolments.personId, persons.id))
    .where(sql`${persons.id} in ${those}`),
)
type Place = { versionId: number | null; isTrainer: number; facts: string; begun: string }
const unpacked = ([kind, subject, occasion, score, passed, minutes, plannedMinutes, happenedAt]: Packed): Fact => ({
  kind, subject, occasion, score, passed: passed === null ? null : passed === 1, minutes, plannedMinutes, happenedAt,
}) // prettier-ignore
const lessonsBegun = (subject: string): Fact => ({
  kind: 'lesson', subject, occasion: subject, score: null, passed: null, minutes: null, plannedMinutes: null, happenedAt: 0,
}) // prettier-ignore
const factsIn = ({ facts, begun: courses }: Place): Fact[] => [
  ...(JSON.parse(facts) as Packed[]).map(unpacked),
  ...(JSON.parse(courses) as string[]).map(lessonsBegun),
]
const judged = (db: Db, place: Place, today: string): Standing => {
  const { versionId, isTrainer } = place
  const version = (versionId !== null && versions(db).byId.get(versionId)) || newestVersion(db)
  return evaluate(version.tree, factsIn(place), { today, isTrainer: isTrainer === 1 })
}
/** Where one person is: one statement, whatever the size of the house. Who is not enrolled is held against the newest version. */
export const standingOf = (db: Db, personId: number, now: number): Standing =>
  judged(db, present(standingRow(db).get({ person: personId }), 'the person'), dayOf(now))

/** The same for the persons of a page: three statements in all. Unknown ids are left out. */
export const standingsOf = (db: Db, personIds: readonly number[], now: number): ReadonlyMap<number, Standing> => {
  const today = dayOf(now)
  const ids = { persons: JSON.stringify(personIds) }
  const facts = new Map(
    factsOfMany(db)
      .all(ids)
      .map((row) => [row.personId, row.facts]),
  )
  const courses = new Map(
    begunOfMany(db)
      .all(ids)
      .map((row) => [row.personId, row.begun]),
  )
  const rows = placesOfMany(db).all(ids)
  const placeOf = (row: (typeof rows)[number]): Place => ({
    ...row,
    facts: facts.get(row.personId) ?? '[]',
    begun: courses.get(row.personId) ?? '[]',
  })
  return new Map(rows.map((row) => [row.personId, judged(db, placeOf(row), today)]))
}
