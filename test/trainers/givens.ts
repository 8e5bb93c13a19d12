import { randomUUID } from 'node:crypto'
import { dayOf, daysLater } from '#server/time'
import { sendSheet } from '#modules/assessments'
import { recordAttendance } from '#modules/events'
import { grantLicence, licenceTopicList, type Grant, type LicenceFact } from '#modules/trainers'
import { anAdministrator, anOfficer, aTrainer } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'
import { begun, filled, type Desk } from '../assessments/observation-desk.ts'

type Member = ReturnType<World['as']>
export type Office = { house: World; admin: Member; topics: readonly number[]; person: number }
export const today = dayOf(noon)
/** A house, its administrator, the topics, and an officer of province 1. */
export const office = (): Office => {
  const house = world()
  return {
    house,
    admin: house.as(anAdministrator(house.db).id),
    topics: licenceTopicList(house.db).map(({ id }) => id),
    person: anOfficer(house.db).id,
  }
}
/** The whole workshop on paper, and micro-teaching observed by a trainer: tier 2 is done. */
export const completeTot = ({ house, admin }: Office, personId: number): void => {
  const { db, as } = house
  recordAttendance(
    db,
    admin.actor,
    { uuid: randomUUID(), personId, topic: 'TOT', heldOn: '2026-10-02', minutes: 1740, evidence: 'បញ្ជី' },
    noon,
  )
  const [officer, trainer] = [as(personId), as(aTrainer(db).id)]
  const desk: Desk = Object.assign(house, { officer, trainer, second: trainer, admin })
  const { id } = begun(desk, { rubric: 'MICRO' })
  sendSheet(db, trainer.actor, filled(db, trainer.actor, id, {}, 'MICRO'), noon)
}
/** A licence for all topics and provinces, from last year into the next one, as an exception with its reason. */
export const aGrant = ({ topics, person }: Office, more: Partial<Grant> = {}): Grant => ({
  uuid: randomUUID(),
  personId: person,
  level: 'lead',
  topicIds: topics,
  provinceIds: [],
  validFrom: daysLater(today, -365),
  validTo: daysLater(today, 365),
  evidence: 'លិខិតលេខ ១២',
  overrideReason: 'មានបទពិសោធន៍ដប់ឆ្នាំ',
  ...more,
})
export const licensed = (given: Office, more: Partial<Grant> = {}): LicenceFact =>
  grantLicence(given.house.db, given.admin.actor, aGrant(given, more), noon)
/** The form of the page, as a browser posts it. */
export const form = (
  given: Office,
  more: Record<string, string | string[]> = {},
): Record<string, string | string[]> => ({
  once: randomUUID(),
  personId: String(given.person),
  level: 'lead',
  topics: given.topics.map(String),
  everywhere: '1',
  validFrom: today,
  validTo: daysLater(today, 700),
  evidence: 'លិខិតលេខ ១២',
  overrideReason: 'មានបទពិសោធន៍ដប់ឆ្នាំ',
  ...more,
})
