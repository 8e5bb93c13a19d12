export { centres, grants, persons, phones, postings, provinces, sexes } from './schema.ts'
export {
  addPerson,
  centreOn,
  personByStaffId,
  personFor,
  prefer,
  type Known,
  type NewPerson,
  type Person,
} from './persons.ts'
export { importPlaces, places, type Centre, type Places, type Province } from './places.ts'
export { phoneNumber } from './phones.ts'
export { foundBy } from './finding.ts'
export { hasRole, postedAt, reaching, visibleTo } from './policy.ts'
export { giveRole } from './roles.ts'
