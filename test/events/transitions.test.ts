import { expect, test } from 'vitest'
import { events, moveEvent, moves, transitions, type EventState, type Move } from '#modules/events'
import { notices } from '#modules/notices'
import { actorOf } from '#modules/access'
import type { text } from '#server/i18n'
import { journal } from '#server/schema'
import { aCoordinator, anOfficer, aTrainer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { admitted, aPlan, licensed, published, pursat, team } from './house.ts'
import { eq } from 'drizzle-orm'
import { schedule } from '#modules/events'

const states: readonly EventState[] = ['draft', 'submitted', 'published', 'held', 'closed', 'postponed', 'cancelled']
/** The life of an event as PRODUCT rule 5 tells it: what each move leads to from each state. */
const allowed: Readonly<Partial<Record<EventState, Partial<Record<Move, EventState>>>>> = {
  draft: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { return: 'draft', publish: 'published', cancel: 'cancelled' },
  published: { postpone: 'postponed', cancel: 'cancelled', hold: 'held' },
  held: { close: 'closed' },
  postponed: { submit: 'submitted', cancel: 'cancelled' },
}
const pairs = states.flatMap((state) => moves.map((move) => [state, move, allowed[state]?.[move]] as const))

test.each(pairs)('%s, %s: %s', (state, move, to) => {
  const { db } = world()
  const { admin, trainer } = team(db)
  const event = schedule(db, trainer, aPlan(db, trainer.person), noon)
  db.$client.prepare('update events set state = ? where id = ?').run(state, event.id)
  db.$client.prepare('update event_sessions set "closedAt" = 1 where "eventId" = ?').run(event.id)
  const before = db.select().from(journal).all().length
  const result = (): string => {
    try {
      return moveEvent(db, admin, { id: event.id, move, reason: 'មូលហេតុ' }, noon).state
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }
  // Where it leads is where it stands already: twice is once.
  const already = transitions[move].to === state
  expect(result()).toBe(to ?? (already ? state : 'events:move.elsewhere'))
  expect(db.select().from(events).get()?.state).toBe(to ?? state)
  expect(db.select().from(journal).all().length - before).toBe(to ? 1 : 0)
})
test.each(['return', 'postpone', 'cancel'] as const)('%s wants a reason', (move) => {
  const { db } = world()
  const all = team(db)
  const event = move === 'return' ? schedule(db, all.trainer, aPlan(db, all.trainer.person), noon) : published(db, all)
  if (move === 'return') moveEvent(db, all.trainer, { id: event.id, move: 'submit' }, noon)
  expect(() => moveEvent(db, all.admin, { id: event.id, move }, noon)).toThrow('events:move.reasonMissing')
})
test('a trainer sends in but does not publish; the coordinator of the province does, that of another never sees it', () => {
  const { db } = world()
  const { trainer, coordinator } = team(db)
  const event = schedule(db, trainer, aPlan(db, trainer.person), noon)
  moveEvent(db, trainer, { id: event.id, move: 'submit' }, noon)
  expect(() => moveEvent(db, trainer, { id: event.id, move: 'publish' }, noon)).toThrow()
  const stranger = actorOf(db, aCoordinator(db, 1))
  expect(() => moveEvent(db, stranger, { id: event.id, move: 'publish' }, noon)).toThrow('')
  expect(moveEvent(db, coordinator, { id: event.id, move: 'publish' }, noon).state).toBe('published')
})
test('without a licensed lead for each of its days nothing is published (PRODUCT rule 4)', () => {
  const { db } = world()
  const { admin, trainer } = team(db)
  const short = aTrainer(db, pursat)
  licensed(db, admin, short.id, { validTo: '2026-12-14' })
  const beside = aTrainer(db, pursat)
  licensed(db, admin, beside.id, { level: 'co' })
  const none = aTrainer(db, pursat)
  for (const [lead, reason] of [[short.id, 'trainers:check.expired'], [beside.id, 'trainers:check.onlyCo'], [none.id, 'trainers:check.none'], [null, 'events:ready.noLead']] as const) {
    const event = schedule(db, trainer, aPlan(db, trainer.person, { leadId: lead }), noon)
    expect(() => moveEvent(db, trainer, { id: event.id, move: 'submit' }, noon)).toThrow(reason)
  }
}) // prettier-ignore
test('who is told of what: the publishers of a plan, everybody enrolled of a cancellation, each once', () => {
  const { db } = world()
  const all = team(db)
  const event = published(db, all)
  const told = (key: Parameters<typeof text>[1]): number[] =>
    db
      .select({ id: notices.personId })
      .from(notices)
      .where(eq(notices.key, key))
      .all()
      .map(({ id }) => id)
      .toSorted((a, b) => a - b)
  expect(told('events:notice.submitted')).toEqual([all.admin.person, all.coordinator.person].toSorted((a, b) => a - b))
  const officers = [anOfficer(db, pursat), anOfficer(db, pursat)]
  admitted(db, all, event.id, officers)
  moveEvent(db, all.admin, { id: event.id, move: 'cancel', reason: 'ទឹកជំនន់' }, noon)
  expect(told('events:notice.cancelled')).toEqual(
    [...officers.map(({ id }) => id), all.trainer.person].toSorted((a, b) => a - b),
  )
  expect(db.$client.prepare("select count(*) from event_enrolments where state = 'confirmed'").pluck().get()).toBe(0)
})
