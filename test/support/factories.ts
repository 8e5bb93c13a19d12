import type { Role } from '#server/actor'
import type { Db } from '#server/db/open'
import { addPerson, places, type NewPerson, type Person } from '#modules/people'
import { noon } from './world.ts'

let made = 0
/** A person with sensible defaults, made by the real verb; `centre` 1 is Banteay Meanchey's, 15 Pursat's. */
export const aPerson = (db: Db, given: Partial<NewPerson> & { centre?: number } = {}): Person => {
  made++
  const { centre = 1, ...rest } = given
  const centreId = places(db).centres.find(({ provinceId }) => provinceId === centre)?.id ?? 1
  return addPerson(
    db,
    {
      staffId: `T-${String(made)}`,
      nameKm: 'សុខ ចន្ថា',
      nameLatin: 'SOK CHANTHA',
      sex: 'female',
      posting: { centreId, position: 'មន្ត្រី', startsOn: '2024-01-01' },
      roles: [{ role: 'officer' }],
      ...rest,
    },
    noon,
  )
}
const withRole =
  (role: Role, place: 'centre' | 'province' | 'country') =>
  (db: Db, centre = 1): Person => {
    const found = places(db).centres.find(({ provinceId }) => provinceId === centre)
    const scope = place === 'centre' ? { centreId: found?.id ?? 1 } : place === 'province' ? { provinceId: centre } : {}
    return aPerson(db, { centre, roles: [{ role, ...scope }] })
  }
export const anOfficer = (db: Db, centre = 1): Person => aPerson(db, { centre })
export const aChief = withRole('chief', 'centre')
export const aCoordinator = withRole('coordinator', 'province')
export const aTrainer = withRole('trainer', 'province')
export const anAdministrator = withRole('administrator', 'country')
export const anObserver = withRole('observer', 'country')
export const anAuditor = withRole('auditor', 'country')
