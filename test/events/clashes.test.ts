import { expect, test } from 'vitest'
import { moveEvent, schedule } from '#modules/events'
import { actorOf } from '#modules/access'
import { aTrainer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aPlan, fourHalves, half, licensed, published, pursat, team } from './house.ts'

/** Sends a second plan in beside a published one: what it came to. */
const second = (
  given: (db: ReturnType<typeof world>['db']) => Partial<Parameters<typeof schedule>[2]>,
  sameLead = false,
): string => {
  const { db } = world()
  const all = team(db)
  published(db, all)
  const other = aTrainer(db, pursat)
  licensed(db, all.admin, other.id)
  const lead = sameLead ? all.trainer.person : other.id
  const event = schedule(db, actorOf(db, other), aPlan(db, lead, given(db)), noon)
  try {
    return moveEvent(db, actorOf(db, other), { id: event.id, move: 'submit' }, noon).state
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
const elsewhere = { venueId: null, venueName: 'សាលប្រជុំសាលាខេត្ត' }

test.each([
  ['the same room at the same time', () => ({}), false, 'events:ready.venueClash'],
  ['the same room, one minute into a half-day', () => ({ sessions: [half('2026-12-14', 689, 800, 100)] }), false, 'events:ready.venueClash'],
  ['the same room right after a half-day', () => ({ sessions: [half('2026-12-14', 690, 840, 150)] }), false, 'submitted'],
  ['the same room on another day', () => ({ sessions: fourHalves('2026-12-16', '2026-12-17') }), false, 'submitted'],
  ['another room at the same time', () => elsewhere, false, 'submitted'],
  ['the same lead in another room', () => elsewhere, true, 'events:ready.trainerClash'],
  ['the same lead right after', () => ({ ...elsewhere, sessions: [half('2026-12-14', 690, 840, 150)] }), true, 'submitted'],
])('%s', (_, given, sameLead, result) => {
  expect(second(given, sameLead)).toBe(result)
}) // prettier-ignore

test('a draft holds no room; a cancelled or postponed event lets it go', () => {
  const { db } = world()
  const all = team(db)
  const { admin, trainer } = all
  schedule(db, trainer, aPlan(db, trainer.person), noon)
  const first = published(db, all)
  moveEvent(db, admin, { id: first.id, move: 'postpone', reason: 'ទឹកជំនន់' }, noon)
  const next = published(db, all)
  expect(() => moveEvent(db, admin, { id: first.id, move: 'submit' }, noon)).toThrow('events:ready.venueClash')
  moveEvent(db, admin, { id: next.id, move: 'cancel', reason: 'គ្មានអ្នកចូលរួម' }, noon)
  expect(moveEvent(db, admin, { id: first.id, move: 'submit' }, noon).state).toBe('submitted')
})
