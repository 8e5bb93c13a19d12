import { eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import type { Module } from '#server/module'
import { eraseObservations, exportObservations, mergeObservations } from './observation-privacy.ts'
import { attemptQuestions, attempts, results } from './schema.ts'

/** An attempt that would collide with one of the other person's stays where it is; facts all move. */
const merge = (tx: Tx, from: number, into: number): void => {
  tx.run(sql`update or ignore attempts set "personId" = ${into} where "personId" = ${from}`)
  tx.update(results).set({ personId: into }).where(eq(results.personId, from)).run()
  mergeObservations(tx, from, into)
}
/** What was answered goes; scores stay, for the counts. */
const erase = (tx: Tx, person: number): void => {
  const own = tx.select({ id: attempts.id }).from(attempts).where(eq(attempts.personId, person))
  tx.update(attemptQuestions)
    .set({ answer: null, answeredAt: null })
    .where(inArray(attemptQuestions.attemptId, own))
    .run()
  eraseObservations(tx, person)
}
const exported = (db: Db, person: number): unknown => ({
  results: db.select().from(results).where(eq(results.personId, person)).all(),
  attempts: db.select().from(attempts).where(eq(attempts.personId, person)).all(),
  answers: db
    .select({
      attemptId: attemptQuestions.attemptId,
      position: attemptQuestions.position,
      answer: attemptQuestions.answer,
      answeredAt: attemptQuestions.answeredAt,
    })
    .from(attemptQuestions)
    .innerJoin(attempts, eq(attempts.id, attemptQuestions.attemptId))
    .where(eq(attempts.personId, person))
    .all(),
  observed: exportObservations(db, person),
})
export const person: NonNullable<Module['person']> = { merge, erase, export: exported }
