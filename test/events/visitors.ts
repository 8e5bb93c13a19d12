import type { Actor } from '#server/actor'
import type { Plan } from '#modules/events'
import type { Person } from '#modules/people'
import { anOfficer, aTrainer } from '../support/factories.ts'
import { world, type Browser, type World } from '../support/world.ts'
import { licensed, passed, pursat, team, type Team } from './house.ts'

type Signed = Browser & { actor: Actor }
type House = World & { all: Team; officer: Person } & Record<
    'trainer' | 'coordinator' | 'admin' | 'asOfficer' | 'stranger',
    Signed
  >
/** A house with a team of Pursat, an officer there who may enrol, and their browsers. */
export const house = (): House => {
  const made = world()
  const { db, as } = made
  const all = team(db)
  const officer = anOfficer(db, pursat)
  passed(db, all.admin, officer.id)
  return Object.assign(made, {
    all,
    officer,
    trainer: as(all.trainer.person),
    coordinator: as(all.coordinator.person),
    admin: as(all.admin.person),
    asOfficer: as(officer.id),
    stranger: as(aTrainer(db, 1).id),
  })
}
/** Somebody else who may lead. */
export const secondTrainer = (db: World['db'], { admin }: Team): number => {
  const { id } = aTrainer(db, pursat)
  licensed(db, admin, id)
  return id
}
export type Fields = Record<string, string | string[]>
/** The planning form as a browser sends it. */
export const form = (
  { sessions: _sessions, licenceTopicId, ...plan }: Plan & { once: string },
  more: Fields = {},
): Fields => ({
  once: plan.once,
  topic: plan.topic,
  titleKm: plan.titleKm,
  titleEn: plan.titleEn,
  provinceId: String(plan.provinceId ?? ''),
  venueId: String(plan.venueId ?? ''),
  venueName: '',
  link: plan.link,
  capacity: '១៨',
  minutes: '180',
  bring: plan.bring,
  licenceTopicId: String(licenceTopicId ?? ''),
  leadId: String(plan.leadId ?? ''),
  'days.0.on': '2026-12-14',
  'days.0.am.on': '1',
  'days.0.am.from': '07:30',
  'days.0.am.to': '11:30',
  'days.0.pm.on': '1',
  'days.0.pm.from': '១៤:០០',
  'days.0.pm.to': '17:00',
  'days.1.on': '15/12/2026',
  'days.1.am.on': '1',
  'days.1.am.from': '07:30',
  'days.1.am.to': '11:30',
  'days.1.pm.on': '1',
  'days.1.pm.from': '14:00',
  'days.1.pm.to': '17:00',
  ...more,
})
