import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { persons } from '#modules/people'
import { hashed, setHash } from './passwords.ts'

/** Everybody in the demo has the one demo password, hashed once. */
export const demoPassword = async (db: Db, password: string, now: number): Promise<void> => {
  const hash = await hashed(password)
  write(db, (tx) => {
    for (const { id } of tx.select({ id: persons.id }).from(persons).all()) setHash(tx, id, hash, now)
  })
}
