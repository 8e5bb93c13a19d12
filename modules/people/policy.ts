import type { SQL } from 'drizzle-orm'
import type { Action, Actor } from '#server/actor'
import { within } from '#server/db/within'
import { centres, persons, postings } from './schema.ts'

/**
 * The persons whom an action reaches, as SQL over persons joined with their current posting and its centre
 * (`withPlace`). A person outside is not found: 404.
 */
export const visibleTo = (actor: Actor, action: Action = 'people.view'): SQL =>
  within(actor.reach[action], { person: persons.id, centre: postings.centreId, province: centres.provinceId })
