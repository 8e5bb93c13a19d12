import type { Actor } from '#server/actor'
import { Forbidden } from '#server/errors'

export const mayLicense = (actor: Pick<Actor, 'reach'>): boolean => actor.reach['trainers.license'] !== undefined
export const insistLicensing = (actor: Pick<Actor, 'reach'>): void => {
  if (!mayLicense(actor)) throw new Forbidden()
}
