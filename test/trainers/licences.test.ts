import { eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Forbidden, NotFound } from '#server/errors'
import { text, voice } from '#server/i18n'
import { journal } from '#server/schema'
import { daysLater } from '#server/time'
import { notices } from '#modules/notices'
import { grants } from '#modules/people'
import { standingOf } from '#modules/progress'
import {
  grantLicence,
  licenceCandidates,
  licenceCheck,
  licences,
  licencesOf,
  liftSuspension,
  suspendLicence,
  trainersFor,
  type LeadNeed,
} from '#modules/trainers'
import { aCoordinator, anOfficer, aTrainer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { caught } from '../assessments/verbs.ts'
import { aGrant, completeTot, licensed, office, today, type Office } from './givens.ts'

const candidates = ({ house }: Office, now = noon): number[] => licenceCandidates(house.db, now).map(({ id }) => id)
const kept = ({ house }: Office) => house.db.select().from(licences).all()
const needOn = ({ topics }: Office, ...days: string[]): LeadNeed => ({ topicId: topics[0] ?? 0, provinceId: 1, days })
const check = (given: Office, ...days: string[]): unknown => {
  const decision = licenceCheck(given.house.db, given.person, needOn(given, ...days), 'lead')
  return decision.isOk ? 'ok' : decision.reason.key
}
const told = ({ house }: Office, personId: number): string[] =>
  house.db
    .select({ key: notices.key })
    .from(notices)
    .where(eq(notices.personId, personId))
    .all()
    .map(({ key }) => key)
    .filter((key) => key.startsWith('trainers:'))

test('workshop and micro-teaching make a candidate; the grant makes a trainer with a line in her record', async () => {
  const given = office()
  const { house, person } = given
  anOfficer(house.db)
  expect(candidates(given)).toEqual([])
  completeTot(given, person)
  expect(candidates(given)).toEqual([person])
  const fact = licensed(given, { overrideReason: 'not needed' })
  expect(fact).toMatchObject({ personId: person, overrideReason: null, method: 'staff' })
  expect(candidates(given)).toEqual([])
  const roles = house.db.select().from(grants).where(eq(grants.personId, person)).all()
  expect(roles).toContainEqual(expect.objectContaining({ role: 'trainer', provinceId: 1 }))
  expect(standingOf(house.db, person, noon).tiers.find(({ code }) => code === 'tot')?.isRequired).toBe(true)
  expect((await house.as(person).get('/record')).body).toContain(text(voice('km'), 'trainers:licence'))
  expect(told(given, person)).toEqual(['trainers:told.granted'])
})
test('half the way is no candidate: the workshop without micro-teaching, and who left the house', () => {
  const given = office()
  const { db } = given.house
  completeTot(given, given.person)
  const other = anOfficer(db).id
  db.$client
    .prepare(`insert into attendances (uuid, personId, topicId, occasion, minutes, plannedMinutes, neededPercent, happenedAt, recordedAt, recordedBy, method, evidence)
      select ?, ?, topicId, 'paper:x', minutes, plannedMinutes, neededPercent, happenedAt, recordedAt, recordedBy, method, evidence from attendances`)
    .run(randomUUID(), other) // prettier-ignore
  expect(candidates(given)).toEqual([given.person])
  db.$client.prepare(`update persons set status = 'erased' where id = ?`).run(given.person)
  expect(candidates(given)).toEqual([])
})
test('when the licence is over she is a candidate again', () => {
  const given = office()
  completeTot(given, given.person)
  licensed(given, { validTo: daysLater(today, 10) })
  expect(candidates(given, noon + 10 * 86_400_000)).toEqual([])
  expect(candidates(given, noon + 11 * 86_400_000)).toEqual([given.person])
})
test('an exception wants a reason, which stays with the licence and in the journal', () => {
  const given = office()
  const { overrideReason: _none, ...without } = aGrant(given)
  for (const grant of [without, { ...without, overrideReason: '' }])
    expect(caught(() => grantLicence(given.house.db, given.admin.actor, grant, noon))).toMatchObject({
      key: 'trainers:grant.noCandidate',
    })
  expect(kept(given)).toEqual([])
  licensed(given)
  expect(kept(given)).toMatchObject([{ overrideReason: 'មានបទពិសោធន៍ដប់ឆ្នាំ', evidence: 'លិខិតលេខ ១២' }])
  const { db } = given.house
  const written = db.select().from(journal).where(eq(journal.action, 'trainers.license')).all()
  expect(written.map(({ fields }) => fields)).toEqual([['role'], ['licence', 'override']])
  expect(new Set(written.map(({ personId }) => personId))).toEqual(new Set([given.admin.actor.person]))
})
test('the same form twice is one licence and one notice; the same mark for another is refused', () => {
  const given = office()
  const grant = aGrant(given)
  const { db } = given.house
  const [one, two] = [1, 2].map(() => grantLicence(db, given.admin.actor, grant, noon))
  expect(two).toEqual(one)
  expect(kept(given)).toHaveLength(1)
  expect(told(given, given.person)).toHaveLength(1)
  for (const change of [{ validTo: daysLater(today, 500) }, { level: 'co' as const }, { personId: anOfficer(db).id }])
    expect(caught(() => licensed(given, { ...grant, ...change }))).toMatchObject({ key: 'server:fact.other' })
  // What it covers is part of what was granted, and so is what it rests on.
  for (const change of [{ topicIds: given.topics.slice(0, 1) }, { provinceIds: [4] }, { evidence: 'លិខិតលេខ ១៣' }])
    expect(caught(() => licensed(given, { ...grant, ...change }))).toMatchObject({ key: 'server:fact.other' })
  expect(kept(given)).toHaveLength(1)
})
test('no topic, a last day before the first, or a topic, province or person that is not there', () => {
  const given = office()
  expect(caught(() => licensed(given, { topicIds: [] }))).toMatchObject({ key: 'trainers:grant.noTopic' })
  expect(caught(() => licensed(given, { validFrom: '2026-05-02', validTo: '2026-05-01' }))).toMatchObject({
    key: 'trainers:grant.backwards',
  })
  for (const change of [{ topicIds: [99] }, { provinceIds: [99] }, { personId: 999_999 }])
    expect(caught(() => licensed(given, change))).toBeInstanceOf(NotFound)
  expect(kept(given)).toEqual([])
})
test('a suspension holds from its day on and not before; lifted, the licence holds again from that day', () => {
  const given = office()
  const { db } = given.house
  const { id } = licensed(given)
  const at = (n: number): string => daysLater(today, n)
  const suspend = { once: randomUUID(), licenceId: id, fromDay: at(3), reason: 'បណ្តឹង' }
  for (const _ of [1, 2]) suspendLicence(db, given.admin.actor, suspend, noon)
  expect([check(given, at(2)), check(given, at(3)), check(given, at(2), at(3)), check(given, at(90))]).toEqual([
    'ok', 'trainers:check.suspended', 'trainers:check.suspended', 'trainers:check.suspended',
  ]) // prettier-ignore
  const other = { ...suspend, reason: 'ផ្សេង' }
  expect(caught(() => { suspendLicence(db, given.admin.actor, other, noon) })).toMatchObject({ key: 'server:fact.other' }) // prettier-ignore
  const again = { ...suspend, once: randomUUID() }
  expect(caught(() => { suspendLicence(db, given.admin.actor, again, noon) })).toMatchObject({ key: 'trainers:suspend.already' }) // prettier-ignore
  const row = db.$client.prepare('select id from licence_suspensions').pluck().all() as number[]
  expect(row).toHaveLength(1)
  const lift = { suspensionId: row[0] ?? 0, licenceId: id, fromDay: at(6), reason: 'ដោះស្រាយរួច' }
  expect(caught(() => { liftSuspension(db, given.admin.actor, { ...lift, fromDay: at(2) }, noon) })).toMatchObject({ key: 'trainers:lift.early' }) // prettier-ignore
  for (const _ of [1, 2]) liftSuspension(db, given.admin.actor, lift, noon)
  expect([check(given, at(5)), check(given, at(6)), check(given, at(2), at(90))]).toEqual([
    'trainers:check.suspended', 'ok', 'ok',
  ]) // prettier-ignore
  expect(told(given, given.person)).toEqual([
    'trainers:told.granted',
    'trainers:told.suspended',
    'trainers:told.lifted',
  ])
  expect(caught(() => { liftSuspension(db, given.admin.actor, { ...lift, reason: 'ផ្សេង' }, noon) })).toMatchObject({ key: 'trainers:lift.none' }) // prettier-ignore
  const later = { ...suspend, once: randomUUID(), fromDay: at(400) }
  expect(caught(() => { suspendLicence(db, given.admin.actor, later, noon) })).toMatchObject({ key: 'trainers:suspend.over' }) // prettier-ignore
})
test('a suspension belongs to its own licence', () => {
  const given = office()
  const { db } = given.house
  const [one, other] = [licensed(given), licensed(given, { level: 'co' })]
  suspendLicence(db, given.admin.actor, { once: randomUUID(), licenceId: one.id, fromDay: today, reason: 'បណ្តឹង' }, noon)
  const suspensionId = db.$client.prepare('select id from licence_suspensions').pluck().get() as number
  const lift = { suspensionId, licenceId: other.id, fromDay: today, reason: 'ខុស' }
  expect(caught(() => { liftSuspension(db, given.admin.actor, lift, noon) })).toBeInstanceOf(NotFound) // prettier-ignore
})
test('nobody but an administrator licenses, suspends or lifts', () => {
  const given = office()
  const { db, as } = given.house
  const { id } = licensed(given)
  suspendLicence(db, given.admin.actor, { once: randomUUID(), licenceId: id, fromDay: today, reason: 'បណ្តឹង' }, noon)
  for (const other of [aCoordinator(db), aTrainer(db), anOfficer(db)]) {
    const { actor } = as(other.id)
    const acts = [
      () => grantLicence(db, actor, aGrant(given), noon),
      () => { suspendLicence(db, actor, { once: randomUUID(), licenceId: id, fromDay: today, reason: 'ខ' }, noon) },
      () => { liftSuspension(db, actor, { suspensionId: 1, licenceId: id, fromDay: today, reason: 'ខ' }, noon) },
    ] // prettier-ignore
    for (const act of acts) expect(caught(act)).toBeInstanceOf(Forbidden)
  }
  expect(kept(given)).toHaveLength(1)
})
test('what a licence covers never changes, and a suspension is never deleted', () => {
  const given = office()
  const { db } = given.house
  const { id } = licensed(given, { provinceIds: [1] })
  suspendLicence(db, given.admin.actor, { once: randomUUID(), licenceId: id, fromDay: today, reason: 'បណ្តឹង' }, noon)
  for (const act of [
    'update licences_topics set topicId = 1',
    'delete from licences_topics',
    'update licences_provinces set provinceId = 2',
    'delete from licences_provinces',
    'update licences set validTo = 0',
    'delete from licences',
    'delete from licence_suspensions',
    `update licence_suspensions set reason = 'x'`,
  ])
    expect(() => db.$client.exec(act), act).toThrow()
})
test('who may lead stands first in the list of trainers, then who may help; all with the reason', () => {
  const given = office()
  const { db } = given.house
  const [none, co, lead] = [aTrainer(db).id, anOfficer(db).id, anOfficer(db).id]
  licensed(given, { personId: lead })
  licensed(given, { personId: co, level: 'co' })
  const found = trainersFor(db, needOn(given, today))
  expect(found.map(({ personId }) => personId)).toEqual([lead, co, none])
  expect(found.map(({ check: one, coCheck }) => [one.isOk, coCheck.isOk])).toEqual([[true, true], [false, true], [false, false]]) // prettier-ignore
  expect(found[2]?.check).toMatchObject({ reason: { key: 'trainers:check.none' } })
  expect(licencesOf(db, lead)).toMatchObject([{ topics: given.topics, provinces: [], suspensions: [] }])
})
