import { and, eq } from 'drizzle-orm'
import type { Actor, Role } from '#server/actor'
import type { Tx } from '#server/db/open'
import { record } from '#server/journal'
import { places } from './places.ts'
import { grants } from './schema.ts'

/** Gives a role for the province of a centre, unless the person has it somewhere; a sub-step of whoever may give it. */
export const giveRole = (
  tx: Tx,
  actor: Actor,
  { personId, role, centreId }: { personId: number; role: Role; centreId: number | null },
  now: number,
): void => {
  const known = tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.personId, personId), eq(grants.role, role)))
    .get()
  const province = centreId === null ? undefined : places(tx).centre.get(centreId)?.provinceId
  if (known || province === undefined) return
  tx.insert(grants).values({ personId, role, provinceId: province }).run()
  record(tx, actor, {
    action: 'trainers.license',
    subject: `people/${String(personId)}`,
    at: now,
    fields: ['role'],
    values: { role, province },
  })
}
