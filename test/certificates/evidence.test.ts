import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { hour, startOf, type Day } from '#server/time'
import { closeRegister, eventSessions, markAttendance, recordAttendance } from '#modules/events'
import { kinds } from '#modules/certificates'
import type { Person } from '#modules/people'
import { evidenceOf } from '../../modules/certificates/evidence.ts'
import { present } from '#server/errors'
import { admitted, half, published, team, type Team } from '../events/house.ts'
import { anOfficer } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'

const later = startOf('2027-02-01')
const kindOf = ({ db }: World, code: string) =>
  present(
    kinds(db).find((one) => one.code === code),
    code,
  )
/** A webinar of 90 planned minutes whose register is closed with this mark. */
const webinar = (
  house: World,
  given: Team,
  person: Person,
  topic: string,
  on: Day,
  mark: 'present' | 'absent',
): string => {
  const { db } = house
  const event = published(db, given, { topic, sessions: [half(on, 540, 630, 90)] })
  admitted(db, given, event.id, [person])
  const sessionId = present(db.select().from(eventSessions).all().at(-1), 'the session').id
  const at = startOf(on) + 15 * hour
  markAttendance(db, given.admin, { id: event.id, sessionId, personId: person.id, mark, uuid: randomUUID() }, at)
  closeRegister(db, given.admin, { id: event.id, sessionId }, at)
  return `event:${String(event.id)}`
}
test('hours, days and digest are of what was attended: an absence in a closed register speaks for nothing', () => {
  const house = world()
  const { db } = house
  const given = team(db)
  const person = anOfficer(db)
  const { id } = person
  const tier4 = (): readonly [number | undefined, string] => {
    const { tiers, endsOn } = evidenceOf(db, kindOf(house, 'PATHWAY'), null, id, later)
    return [tiers.get(4), endsOn]
  }
  for (const [topic, on] of [['W1', '2026-12-01'], ['W2', '2026-12-02'], ['W3', '2026-12-03']] as const) webinar(house, given, person, topic, on, 'present') // prettier-ignore
  const before = evidenceOf(db, kindOf(house, 'PATHWAY'), null, id, later)
  expect(tier4()).toEqual([270, '2026-12-03'])
  const missed = webinar(house, given, person, 'W4', '2026-12-10', 'absent')
  webinar(house, given, person, 'W5', '2026-12-11', 'absent')
  expect(tier4()).toEqual([270, '2026-12-03'])
  expect(evidenceOf(db, kindOf(house, 'PATHWAY'), null, id, later).digest).toBe(before.digest)
  expect(evidenceOf(db, kindOf(house, 'PARTICIPATION'), missed, id, later)).toMatchObject({ minutes: 0, subject: null })
})
test('who was there too short has no hours of it, on paper either', () => {
  const house = world()
  const { db } = house
  const { admin } = team(db)
  const { id } = anOfficer(db)
  const attend = (topic: string, heldOn: Day, minutes: number): void => {
    recordAttendance(db, admin, { uuid: randomUUID(), personId: id, topic, heldOn, minutes, evidence: 'list' }, noon)
  }
  attend('W1', '2026-10-01', 90)
  attend('W2', '2026-10-02', 71)
  const { tiers, startsOn, endsOn } = evidenceOf(db, kindOf(house, 'PATHWAY'), null, id, noon)
  expect([tiers.get(4), startsOn, endsOn]).toEqual([90, '2026-10-01', '2026-10-01'])
})
