import { sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { Forbidden, NotFound } from '#server/errors'
import { courseOfCode } from './catalogue.ts'
import { learnerIn, versionFor } from './learner.ts'
import { readingPositions } from './schema.ts'

const $ = sql.placeholder
const put = prepared((db) =>
  db
    .insert(readingPositions)
    .values({
      personId: $('person'),
      courseId: $('course'),
      lessonId: $('lesson'),
      fraction: $('fraction'),
      updatedAt: $('now'),
    })
    .onConflictDoUpdate({
      target: [readingPositions.personId, readingPositions.courseId],
      set: {
        lessonId: sql`excluded."lessonId"`,
        fraction: sql`excluded.fraction`,
        updatedAt: sql`excluded."updatedAt"`,
      },
    }),
)
export type Position = { code: string; slug: string; fraction: number }
/** Remembers how far a person has read, 0 to 1; no fact, not journalled, the last one wins. */
export const keepPosition = (db: Db, actor: Actor, { code, slug, fraction }: Position, now: number): void => {
  if (!actor.reach['courses.learn']) throw new Forbidden()
  const course = courseOfCode(db, code)
  const version = versionFor(db, course, learnerIn(db, actor.person, course.id))
  const lesson = version?.lessons.find((one) => one.slug === slug)
  if (!lesson) throw new NotFound()
  put(db).run({ person: actor.person, course: course.id, lesson: lesson.id, fraction, now })
}
