import { persons } from '#modules/people'
import { demoPassword } from '../../server/demo.ts'
import type { Demo } from '#server/module'
import { hashed, setHash } from './passwords.ts'

/** Everybody in the demo has the one demo password, hashed once. */
export const demo = async ({ db, config, now }: Demo): Promise<void> => {
  const hash = await hashed(demoPassword(config))
  for (const { id } of db.select({ id: persons.id }).from(persons).all()) setHash(db, id, hash, now)
}
