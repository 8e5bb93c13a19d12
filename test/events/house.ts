import { randomUUID } from 'node:crypto'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { day, hour, minute, startOf, type Day } from '#server/time'
import { actorOf } from '#modules/access'
import { recordPass } from '#modules/courses'
import { admitPerson, moveEvent, schedule, topicsByCode, venueList, type Event, type Plan } from '#modules/events'
import type { Person } from '#modules/people'
import { grantLicence, licenceTopicList } from '#modules/trainers'
import { aCoordinator, anAdministrator, aTrainer } from '../support/factories.ts'
import { noon } from '../support/world.ts'

/** Pursat, where most of these stories happen. */
export const pursat = 15
/** One half-day of 180 planned minutes. */
export const half = (on: Day, from: number, to: number, plannedMinutes = 180): Plan['sessions'][number] => ({
  heldOn: on,
  startsAt: startOf(on) + from * minute,
  endsAt: startOf(on) + to * minute,
  plannedMinutes,
})
const morning = 450
/** Four half-days on two days: 4 × 180 = 720 planned minutes. */
export const fourHalves = (first: Day, second: Day): Plan['sessions'] =>
  [first, second].flatMap((on) => [half(on, morning, 690), half(on, 840, 1020)])
export const licensed = (
  db: Db,
  admin: Actor,
  personId: number,
  given: { validTo?: Day; level?: 'lead' | 'co' } = {},
): number =>
  grantLicence(
    db,
    admin,
    {
      uuid: randomUUID(),
      personId,
      level: given.level ?? 'lead',
      topicIds: licenceTopicList(db).map(({ id }) => id),
      provinceIds: [],
      validFrom: '2026-01-01',
      validTo: given.validTo ?? '2027-12-31',
      evidence: 'លិខិតលេខ ១',
      overrideReason: 'សម្រាប់ការសាកល្បង',
    },
    noon,
  ).id
export type Team = { admin: Actor; coordinator: Actor; trainer: Actor; trainerPerson: Person }
/** An administrator, the coordinator of Pursat, and a licensed trainer there. */
export const team = (db: Db): Team => {
  const admin = actorOf(db, anAdministrator(db))
  const trainerPerson = aTrainer(db, pursat)
  licensed(db, admin, trainerPerson.id)
  return {
    admin,
    coordinator: actorOf(db, aCoordinator(db, pursat)),
    trainer: actorOf(db, trainerPerson),
    trainerPerson,
  }
}
export const aPlan = (db: Db, leadId: number, given: Partial<Plan> = {}): Plan & { once: string } => {
  const topic = topicsByCode(db).get(given.topic ?? 'PROV')
  const isOnline = topic?.kind === 'webinar'
  return {
    once: randomUUID(),
    topic: 'PROV',
    licenceTopicId: topic?.kind === 'provincial' ? (licenceTopicList(db)[0]?.id ?? null) : null,
    titleKm: 'វគ្គអនុវត្តខេត្តពោធិ៍សាត់',
    titleEn: 'Hands-on session, Pursat',
    provinceId: isOnline ? null : pursat,
    venueId: isOnline ? null : (venueList(db).find(({ provinceId }) => provinceId === pursat)?.id ?? null),
    venueName: '',
    link: isOnline ? 'https://meet.example/w' : '',
    capacity: 18,
    bring: 'សៀវភៅ និងប៊ិច',
    invited: [],
    leadId,
    coIds: [],
    sessions: fourHalves('2026-12-14', '2026-12-15'),
    ...given,
  }
}
/** A published event: planned by the trainer, sent in, published by the administrator. */
export const published = (db: Db, { admin, trainer }: Team, given: Partial<Plan> = {}, at = noon): Event => {
  const event = schedule(
    db,
    given.topic && given.topic !== 'PROV' ? admin : trainer,
    aPlan(db, trainer.person, given),
    at,
  )
  moveEvent(db, admin, { id: event.id, move: 'submit' }, at)
  return moveEvent(db, admin, { id: event.id, move: 'publish' }, at)
}
/** Passes of so many modules, recorded from paper: what the entry rule asks. */
export const passed = (db: Db, admin: Actor, personId: number, count = 6): void => {
  for (const code of ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'].slice(0, count))
    recordPass(db, admin, { personId, code, score: 80, day: '2026-06-01', evidence: 'បញ្ជី', uuid: randomUUID() }, noon)
}
export const admitted = (db: Db, { admin }: Team, id: number, people: readonly Person[]): void => {
  for (const { id: personId } of people) admitPerson(db, admin, { id, personId, once: randomUUID(), reason: '' }, noon)
}
/** After the last half-day of the usual plan. */
export const after = startOf('2026-12-15') + 18 * hour
export { day, hour, minute }
