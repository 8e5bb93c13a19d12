import { eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared, read } from '#server/db/write'
import { present } from '#server/errors'
import { dayOf } from '#server/time'
import { hasRole, persons } from '#modules/people'
import { newestVersion, programmeEnrolments, versions, type Node } from '#modules/programme'
import { evaluate, judgeOne } from './evaluate.ts'
import { circumstancesOf, memory } from './memory.ts'
import type { Fact, NodeStanding, Standing } from './standing.ts'
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
/** Who she is to the programme, and the mark of her facts. Names stand literally: drizzle drops table names in a select of one table. */
const place = {
  personId: persons.id,
  versionId: programmeEnrolments.versionId,
  isTrainer: hasRole('trainer').as('isTrainer'),
  mark: sql<number | null>`(select m.mark from fact_marks m where m."personId" = "persons"."id")`.as('mark'),
}
const placeOf = prepared((db) =>
  db
    .select(place)
    .from(persons)
    .leftJoin(programmeEnrolments, eq(programmeEnrolments.personId, persons.id))
    .where(eq(persons.id, $('person'))),
)
/**
 * The person is bound twice: a condition that names an outer row does not reach into the branches of the view, and
 * every fact of the house would be read (seen). Exported, as the next ones, for the test of its plan.
 */
export const factsOfOne = prepared((db) =>
  db
    .select({
      facts: packed.as('facts'),
      begun: sql<string>`(select ${begun} from statements where "personId" = ${$('person')} and ${isLesson})`.as(
        'begun',
      ),
    })
    .from(statements)
    .where(sql`${statements.personId} = ${$('person')} and ${decides}`),
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
type Place = { personId: number; versionId: number | null; isTrainer: number; mark: number | null }
type History = { facts: string; begun: string }
const unpacked = ([kind, subject, occasion, score, passed, minutes, plannedMinutes, happenedAt]: Packed): Fact => ({
  kind, subject, occasion, score, passed: passed === null ? null : passed === 1, minutes, plannedMinutes, happenedAt,
}) // prettier-ignore
const lessonsBegun = (subject: string): Fact => ({
  kind: 'lesson', subject, occasion: subject, score: null, passed: null, minutes: null, plannedMinutes: null, happenedAt: 0,
}) // prettier-ignore
const factsIn = ({ facts, begun: courses }: History): Fact[] => [
  ...(JSON.parse(facts) as Packed[]).map(unpacked),
  ...(JSON.parse(courses) as string[]).map(lessonsBegun),
]
const judged = (db: Db, { versionId, isTrainer }: Place, history: History, today: string): Standing => {
  const version = (versionId !== null && versions(db).byId.get(versionId)) || newestVersion(db)
  return evaluate(version.tree, factsIn(history), { today, isTrainer: isTrainer === 1 })
}
const nothing: History = { facts: '[]', begun: '[]' }
/**
 * Where one person is: one small statement while her facts stay the same, a second one when they grew. Who is not
 * enrolled is held against the newest version.
 */
export const standingOf = (db: Db, personId: number, now: number): Standing => {
  const place = present(placeOf(db).get({ person: personId }), 'the person')
  const today = dayOf(now)
  const remembered = memory(db)
  const given = circumstancesOf(place, today)
  return (
    remembered.of(personId, given) ??
    remembered.keep(personId, given, judged(db, place, factsOfOne(db).get({ person: personId }) ?? nothing, today))
  )
}
/** How far one person is with one requirement, and why: the rule for a place at an event. */
export const requirementOf = (db: Db, personId: number, node: Node, now: number): NodeStanding => {
  const { isTrainer } = present(placeOf(db).get({ person: personId }), 'the person')
  const facts = factsIn(factsOfOne(db).get({ person: personId }) ?? nothing)
  return judgeOne(node, facts, { today: dayOf(now), isTrainer: isTrainer === 1 })
}
/** The histories of several persons. */
const historiesOf = (db: Db, personIds: readonly number[]): ((personId: number) => History) => {
  if (personIds.length === 0) return () => nothing
  const ids = { persons: JSON.stringify(personIds) }
  const facts = new Map(factsOfMany(db).all(ids).map((row) => [row.personId, row.facts])) // prettier-ignore
  const courses = new Map(begunOfMany(db).all(ids).map((row) => [row.personId, row.begun])) // prettier-ignore
  return (id) => ({ facts: facts.get(id) ?? nothing.facts, begun: courses.get(id) ?? nothing.begun })
}
/**
 * The same for the persons of a page: one statement for all, and two for those whose facts grew, in one snapshot.
 * Unknown ids are left out.
 */
export const standingsOf = (db: Db, personIds: readonly number[], now: number): ReadonlyMap<number, Standing> =>
  read(db, () => {
    const today = dayOf(now)
    const remembered = memory(db)
    const places = placesOfMany(db)
      .all({ persons: JSON.stringify(personIds) })
      .map((place) => ({ place, given: circumstancesOf(place, today) }))
    const grown = places.filter(({ place, given }) => !remembered.of(place.personId, given))
    const historyOf = historiesOf(
      db,
      grown.map(({ place }) => place.personId),
    )
    return new Map(
      places.map(({ place, given }) => {
        const { personId } = place
        const known =
          remembered.of(personId, given) ??
          remembered.keep(personId, given, judged(db, place, historyOf(personId), today))
        return [personId, known]
      }),
    )
  })
