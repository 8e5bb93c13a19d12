import { eq } from 'drizzle-orm'
import type { Module } from '#server/module'
import { programmeEnrolments } from './schema.ts'

const ofPerson = (person: number): ReturnType<typeof eq> => eq(programmeEnrolments.personId, person)
/** Merging keeps the enrolment of the record that stays, if it has one. An enrolment names nobody, so erasing leaves it. */
export const person: NonNullable<Module['person']> = {
  merge: (tx, from, into) => {
    if (tx.select({ id: programmeEnrolments.id }).from(programmeEnrolments).where(ofPerson(into)).get()) return
    tx.update(programmeEnrolments).set({ personId: into }).where(ofPerson(from)).run()
  },
  erase: () => undefined,
  export: (db, id) => ({ programme: db.select().from(programmeEnrolments).where(ofPerson(id)).all() }),
}
