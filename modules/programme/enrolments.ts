import { eq } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden } from '#server/errors'
import { record } from '#server/journal'
import { mayEnrol, type Enrolling } from './policy.ts'
import { programmeEnrolments } from './schema.ts'
import { newestVersion } from './versions.ts'

type Enrolment = typeof programmeEnrolments.$inferSelect
/**
 * Enrols a person in the newest version; who is enrolled already keeps her version and day. Courses and quizzes call it
 * at the first act, so that a later change of the programme does not move whoever has begun.
 * `actor` null: the house itself (import, demo).
 */
export const enrol = (db: Db, actor: Enrolling | null, { personId }: { personId: number }, now: number): Enrolment =>
  write(db, (tx) => {
    if (actor && !mayEnrol(actor, personId)) throw new Forbidden()
    const known = tx.select().from(programmeEnrolments).where(eq(programmeEnrolments.personId, personId)).get()
    if (known) return known
    const version = newestVersion(tx)
    const made = tx
      .insert(programmeEnrolments)
      .values({ personId, versionId: version.id, enrolledAt: now })
      .returning()
      .get()
    const action = actor ? 'programme.enrol' : 'system.command'
    record(tx, actor, {
      action,
      subject: `people/${String(personId)}`,
      at: now,
      fields: ['programme'],
      values: { version: version.number },
    })
    return made
  })
