import type { Actor } from '#server/actor'

/** Everybody who learns may enrol herself; who keeps the settings of the house enrols anybody. */
export const mayEnrol = (actor: Actor, personId: number): boolean =>
  (actor.person === personId && actor.reach['courses.learn'] !== undefined) ||
  actor.reach['settings.change']?.country === true
