import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { NotFound } from '#server/errors'
import { persons } from '#modules/people'
import { observationSheets, performances, sheetLevels } from './observation-schema.ts'
import type { Taker } from './policy.ts'
import { rubricBody } from './rubric-queries.ts'
import type { Levels, RubricBody } from './rubric-shape.ts'

const $ = sql.placeholder
const sheetOf = prepared((db) =>
  db
    .select({
      id: observationSheets.id,
      performanceId: observationSheets.performanceId,
      state: observationSheets.state,
      strengths: observationSheets.strengths,
      improve: observationSheets.improve,
      nextStep: observationSheets.nextStep,
      rubricVersionId: performances.rubricVersionId,
      tryNumber: performances.tryNumber,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
    })
    .from(observationSheets)
    .innerJoin(performances, eq(performances.id, observationSheets.performanceId))
    .innerJoin(persons, eq(persons.id, performances.personId))
    .where(and(eq(observationSheets.id, $('id')), eq(observationSheets.observerId, $('observer')))),
)
export type OwnSheet = NonNullable<ReturnType<ReturnType<typeof sheetOf>['get']>> & { rubric: RubricBody }
/** The actor's own sheet with its rubric. Another's is NotFound, whoever asks. */
export const ownSheet = (db: Db, actor: Taker, id: number): OwnSheet => {
  const row = sheetOf(db).get({ id, observer: actor.person })
  if (!row) throw new NotFound()
  return Object.assign(row, { rubric: rubricBody(db, row.rubricVersionId) })
}
const levelRows = prepared((db) =>
  db
    .select({ criterion: sheetLevels.criterion, level: sheetLevels.level, comment: sheetLevels.comment })
    .from(sheetLevels)
    .where(eq(sheetLevels.sheetId, $('sheetId'))),
)
export type Mark = { level: number | null; comment: string }
/** What a sheet says so far, by criterion. */
export const marksOf = (db: Db, sheetId: number): ReadonlyMap<string, Mark> =>
  new Map(
    levelRows(db)
      .all({ sheetId })
      .map(({ criterion, ...mark }) => [criterion, mark]),
  )
/** Only the levels. */
export const levelsOf = (db: Db, sheetId: number): Levels =>
  Object.fromEntries(
    levelRows(db)
      .all({ sheetId })
      .flatMap(({ criterion, level }) => (level === null ? [] : [[criterion, level]])),
  )

export type Lack = { code: string; /** From 1, as the page counts. */ n: number; what: 'level' | 'comment' }
/** What a sheet still wants before it can be sent, in the order of the rubric. */
export const lacksOf = ({ criteria, commentBelow }: RubricBody, marks: ReadonlyMap<string, Mark>): Lack[] =>
  criteria.flatMap(({ code }, at): Lack[] => {
    const { level = null, comment = '' } = marks.get(code) ?? {}
    if (level === null) return [{ code, n: at + 1, what: 'level' }]
    return level < commentBelow && comment.trim() === '' ? [{ code, n: at + 1, what: 'comment' }] : []
  })
