import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { grants, persons, phones, postings } from './schema.ts'

/** What of `from` goes over to `into`: phones and past postings; the current posting and roles of `into` stand. */
export const mergeRows = (tx: Tx, from: number, into: number): void => {
  tx.run(sql`update or ignore phones set "personId" = ${into} where "personId" = ${from}`)
  tx.delete(postings)
    .where(and(eq(postings.personId, from), isNull(postings.endsOn)))
    .run()
  tx.update(postings).set({ personId: into }).where(eq(postings.personId, from)).run()
  tx.delete(grants).where(eq(grants.personId, from)).run()
  tx.update(persons).set({ status: 'left' }).where(eq(persons.id, from)).run()
}
/** A pseudonym takes the person's place; facts, counts and the certificate register stay. */
export const eraseRows = (tx: Tx, person: number): void => {
  const pseudonym = `—${String(person)}`
  tx.update(persons)
    .set({
      staffId: pseudonym,
      nameKm: pseudonym,
      nameLatin: pseudonym,
      honorific: '',
      birthYear: null,
      status: 'left',
      sortKey: pseudonym,
      searchText: '',
    })
    .where(eq(persons.id, person))
    .run()
  tx.delete(phones).where(eq(phones.personId, person)).run()
  tx.delete(grants).where(eq(grants.personId, person)).run()
}
/** The person's own data, for her to keep. */
export const exportRows = (db: Db, person: number): unknown => ({
  person: db.select().from(persons).where(eq(persons.id, person)).get(),
  phones: db.select().from(phones).where(eq(phones.personId, person)).all(),
  postings: db.select().from(postings).where(eq(postings.personId, person)).all(),
  roles: db.select().from(grants).where(eq(grants.personId, person)).all(),
})
