import type { Actor } from '#server/actor'
import { Forbidden } from '#server/errors'

/** Who sits at the quiz: a signed-in person, or one that the demo speaks for. */
export type Taker = Pick<Actor, 'person' | 'reach'>
type Attempt = { personId: number; state: 'open' | 'submitted' }

export const mayTake = (actor: Taker): boolean => actor.reach['assessments.take'] !== undefined
export const mayRecord = (actor: Taker): boolean => actor.reach['assessments.record']?.country ?? false
/** Own attempts; those of others only when they are over and the whole country is in reach. Else there is no such attempt. */
export const maySee = (actor: Taker, { personId, state }: Attempt): boolean =>
  personId === actor.person || (state === 'submitted' && (actor.reach['assessments.view']?.country ?? false))
/** Throws Forbidden, for verbs. */
export const insist = (isAllowed: boolean): void => {
  if (!isAllowed) throw new Forbidden()
}
