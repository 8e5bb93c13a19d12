import { and, eq } from 'drizzle-orm'
import type { Action, Actor, Role } from '#server/actor'
import type { Tx } from '#server/db/open'
import { record } from '#server/journal'
import { places } from './places.ts'
import { grants } from './schema.ts'

type Giving = {
  personId: number
  role: Role
  /** Her place of work: the role holds for its province; null: she is posted nowhere, and it holds for herself only. */
  centreId: number | null
  /** What allows the giver to do so. */
  action: Action
}
/** Gives a role for the province of a centre, unless the person has it somewhere; a sub-step of whoever may give it. */
export const giveRole = (tx: Tx, actor: Actor, { personId, role, centreId, action }: Giving, now: number): void => {
  const known = tx
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.personId, personId), eq(grants.role, role)))
    .get()
  if (known) return
  const provinceId = centreId === null ? null : (places(tx).centre.get(centreId)?.provinceId ?? null)
  tx.insert(grants).values({ personId, role, provinceId }).run()
  record(tx, actor, {
    action,
    subject: `people/${String(personId)}`,
    at: now,
    fields: ['role'],
    values: { role, province: provinceId },
  })
}
