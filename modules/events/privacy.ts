import { eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import type { Module } from '#server/module'
import { attendanceMarks, attendances } from './attendance-schema.ts'
import { enrolments } from './enrolment-schema.ts'
import { eventTrainers } from './schema.ts'

/** A place or mark that would collide with one of the other person's stays where it is; facts all move. */
const merge = (tx: Tx, from: number, into: number): void => {
  tx.update(attendances).set({ personId: into }).where(eq(attendances.personId, from)).run()
  for (const table of ['event_enrolments', 'attendance_marks', 'event_trainers'])
    tx.run(sql`update or ignore ${sql.raw(table)} set "personId" = ${into} where "personId" = ${from}`)
}
const exported = (db: Db, person: number): unknown => ({
  attendances: db.select().from(attendances).where(eq(attendances.personId, person)).all(),
  enrolments: db.select().from(enrolments).where(eq(enrolments.personId, person)).all(),
  marks: db.select().from(attendanceMarks).where(eq(attendanceMarks.personId, person)).all(),
  led: db.select().from(eventTrainers).where(eq(eventTrainers.personId, person)).all(),
})
/** Erasing leaves all: a number without a name, which the counts need. */
export const person: NonNullable<Module['person']> = { merge, erase: () => undefined, export: exported }
