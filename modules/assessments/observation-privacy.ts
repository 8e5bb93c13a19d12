import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { observations, observationSheets, performances, sheetLevels } from './observation-schema.ts'

/**
 * Everything of the first person becomes the other's. A try of the same rubric and occasion is counted on; a sheet of a
 * performance that both observed stays where it is.
 */
export const mergeObservations = (tx: Tx, from: number, into: number): void => {
  tx.run(sql`update performances set "personId" = ${into}, "tryNumber" = "tryNumber" + coalesce((select max(q."tryNumber")
    from performances q where q."personId" = ${into} and q."rubricId" = performances."rubricId" and q.occasion = performances.occasion), 0)
    where "personId" = ${from}`)
  tx.update(performances).set({ openedBy: into }).where(eq(performances.openedBy, from)).run()
  tx.run(sql`update or ignore observation_sheets set "observerId" = ${into} where "observerId" = ${from}`)
  tx.update(observations).set({ personId: into }).where(eq(observations.personId, from)).run()
}
/** What was written about her goes; levels and scores stay, for the counts. */
export const eraseObservations = (tx: Tx, person: number): void => {
  const own = tx.select({ id: performances.id }).from(performances).where(eq(performances.personId, person))
  const sheets = tx
    .select({ id: observationSheets.id })
    .from(observationSheets)
    .where(inArray(observationSheets.performanceId, own))
  tx.update(sheetLevels).set({ comment: '' }).where(inArray(sheetLevels.sheetId, sheets)).run()
  tx.update(observationSheets)
    .set({ strengths: '', improve: '', nextStep: '', reason: '' })
    .where(inArray(observationSheets.performanceId, own))
    .run()
}
/** What she may read of herself, which is what is settled; and the sheets that she wrote of others. */
export const exportObservations = (db: Db, person: number): unknown => ({
  observations: db.select().from(observations).where(eq(observations.personId, person)).all(),
  performances: db.select().from(performances).where(eq(performances.personId, person)).all(),
  sheets: db
    .select({
      sheet: observationSheets,
      criterion: sheetLevels.criterion,
      level: sheetLevels.level,
      comment: sheetLevels.comment,
    })
    .from(observationSheets)
    .innerJoin(performances, eq(performances.id, observationSheets.performanceId))
    .leftJoin(sheetLevels, eq(sheetLevels.sheetId, observationSheets.id))
    .where(
      sql`${observationSheets.observerId} = ${person} or ${and(
        eq(performances.personId, person),
        eq(performances.state, 'settled'),
        eq(observationSheets.state, 'sent'),
      )}`,
    )
    .all(),
})
