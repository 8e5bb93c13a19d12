import type { Actor } from '#server/actor'

export type Enrolling = Pick<Actor, 'person' | 'reach'>

/** Oneself, or anybody where the action reaches the country. */
export const mayEnrol = (actor: Enrolling, personId: number): boolean => {
  const reach = actor.reach['programme.enrol']
  return reach !== undefined && (reach.country || reach.self === personId)
}
