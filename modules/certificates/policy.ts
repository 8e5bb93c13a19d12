import type { Actor } from '#server/actor'
import { Forbidden } from '#server/errors'

/** Who issues is an administrator of the house: the register is one for the country. */
export const insistMayIssue = (actor: Pick<Actor, 'reach'>): void => {
  if (!actor.reach['certificates.issue']) throw new Forbidden()
}
export const insistMayRevoke = (actor: Pick<Actor, 'reach'>): void => {
  if (!actor.reach['certificates.revoke']) throw new Forbidden()
}
