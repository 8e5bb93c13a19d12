import type { Action, Actor, Grant, Reach, Scope } from '#server/actor'
import { permissions } from '#modules/permissions'

const rules = Object.entries(permissions) as [Action, Partial<Record<Grant['role'], Scope>>][]
type Building = { country: boolean; provinces: number[]; centres: number[]; self: number }
const add = (reach: Building, scope: Scope, { province, centre }: Grant): void => {
  if (scope === 'country') reach.country = true
  if (scope === 'province' && province !== null) reach.provinces.push(province)
  if (scope === 'centre' && centre !== null) reach.centres.push(centre)
}
const reachOfAction = (
  person: number,
  grants: readonly Grant[],
  roles: Partial<Record<Grant['role'], Scope>>,
): Reach | undefined => {
  let reach: Building | undefined
  for (const grant of grants) {
    const scope = roles[grant.role]
    if (!scope) continue
    reach ??= { country: false, provinces: [], centres: [], self: person }
    add(reach, scope, grant)
  }
  return reach
}
/** One reach for each action that any role of the person allows: the union of all her roles. */
export const reachOf = (person: number, grants: readonly Grant[]): Actor['reach'] => {
  const all: { [A in Action]?: Reach } = {}
  for (const [action, roles] of rules) {
    const reach = reachOfAction(person, grants, roles)
    if (reach) all[action] = reach
  }
  return all
}
