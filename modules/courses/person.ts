import { eq, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from '#server/db/open'
import type { Module } from '#server/module'
import { courseEnrolments, coursePasses, courses, lessonCompletions, lessons, readingPositions } from './schema.ts'

type Ours = typeof lessonCompletions | typeof coursePasses | typeof courseEnrolments | typeof readingPositions
/** Moves what does not collide; a row that the other person has too stays where it is. */
const move = (tx: Tx, table: Ours & SQLiteTable, from: number, into: number): void => {
  tx.run(sql`update or ignore ${table} set "personId" = ${into} where "personId" = ${from}`)
}
export const person: NonNullable<Module['person']> = {
  merge: (tx, from, into) => {
    for (const table of [lessonCompletions, coursePasses, courseEnrolments, readingPositions])
      move(tx, table, from, into)
  },
  // Facts stay with the pseudonym, for the counts; where somebody stopped reading counts nowhere.
  erase: (tx, who) => {
    tx.delete(readingPositions).where(eq(readingPositions.personId, who)).run()
  },
  export: (db, who) => ({
    lessons: db
      .select({ course: courses.code, lesson: lessons.slug, doneAt: lessonCompletions.happenedAt })
      .from(lessonCompletions)
      .innerJoin(lessons, eq(lessons.id, lessonCompletions.lessonId))
      .innerJoin(courses, eq(courses.id, lessonCompletions.courseId))
      .where(eq(lessonCompletions.personId, who))
      .all(),
    courses: db.select().from(courseEnrolments).where(eq(courseEnrolments.personId, who)).all(),
    passes: db.select().from(coursePasses).where(eq(coursePasses.personId, who)).all(),
    reading: db.select().from(readingPositions).where(eq(readingPositions.personId, who)).all(),
  }),
}
