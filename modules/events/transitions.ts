import { and, eq } from 'drizzle-orm'
import type { Action, Actor } from '#server/actor'
import { touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, Refused } from '#server/errors'
import type { TextKey } from '#server/i18n'
import { record } from '#server/journal'
import { eventRow, eventFor, sessionsOf, trainersOf, type Event, type EventRow } from './event-rows.ts'
import { mayMark, mayPlan, mayPublish } from './policy.ts'
import { draftOf, readinessOf } from './readiness.ts'
import { events, eventMoves, type eventStates } from './schema.ts'
import { freePlaces, promote } from './places.ts'
import { tellAbout, type Audience } from './telling.ts'

export type EventState = (typeof eventStates)[number]
export const moves = ['submit', 'return', 'publish', 'postpone', 'cancel', 'hold', 'close'] as const
export type Move = (typeof moves)[number]
type Transition = {
  from: readonly EventState[]
  to: EventState
  /** The journal's kind; who may is `may`. */
  action: Action
  may: (tx: Db, actor: Actor, event: Event) => boolean
  wantsReason: boolean
  /** Throws Refused when a rule says no; true where only a reason of who may override lets it pass. */
  guard: (tx: Tx, row: EventRow, override: boolean) => boolean
  tell: readonly Audience[]
  text: TextKey
  /** What else follows, in the same transaction. */
  then?: (tx: Tx, actor: Actor, row: EventRow, reason: string, now: number) => void
}
const anything = (): boolean => false
const ready = (tx: Tx, row: EventRow, override: boolean): boolean => {
  const { missing } = readinessOf(tx, draftOf(tx, row))
  if (missing?.isLicence && override) return true
  if (missing) throw new Refused(missing.key, missing.params)
  return false
}
const registersClosed = (tx: Tx, { event }: EventRow): boolean => {
  const open = sessionsOf(tx)
    .all({ event: event.id })
    .filter(({ closedAt }) => closedAt === null).length
  if (open > 0) throw new Refused('events:move.openRegisters', { count: open })
  return false
}
const planner = (_tx: Db, actor: Actor, event: Event): boolean => mayPlan(actor, event)
const publisher = (_tx: Db, actor: Actor, event: Event): boolean => mayPublish(actor, event)
const marker = (tx: Db, actor: Actor, event: Event): boolean =>
  mayMark(actor, event, trainersOf(tx).all({ event: event.id }))

/**
 * The life of an event: draft → submitted → published → held → closed, or postponed, or cancelled (PRODUCT rule 5).
 * Each move has one guard, one set of notices and one entry in the journal; nothing else changes a state.
 */
export const transitions: Readonly<Record<Move, Transition>> = {
  submit: { from: ['draft', 'postponed'], to: 'submitted', action: 'events.plan', may: planner, wantsReason: false, guard: ready, tell: ['publishers'], text: 'events:notice.submitted' },
  return: { from: ['submitted'], to: 'draft', action: 'events.publish', may: publisher, wantsReason: true, guard: anything, tell: ['planner'], text: 'events:notice.returned' },
  publish: { from: ['submitted'], to: 'published', action: 'events.publish', may: publisher, wantsReason: false, guard: ready, tell: ['planner', 'trainers', 'enrolled'], text: 'events:notice.published', then: (tx, actor, row, _reason, now) => { promote(tx, actor, row, now) } },
  postpone: { from: ['published'], to: 'postponed', action: 'events.publish', may: publisher, wantsReason: true, guard: anything, tell: ['planner', 'trainers', 'enrolled'], text: 'events:notice.postponed' },
  cancel: { from: ['draft', 'submitted', 'published', 'postponed'], to: 'cancelled', action: 'events.publish', may: (tx, actor, event) => publisher(tx, actor, event) || (event.state === 'draft' && planner(tx, actor, event)), wantsReason: true, guard: anything, tell: ['planner', 'trainers', 'enrolled'], text: 'events:notice.cancelled', then: freePlaces },
  hold: { from: ['published'], to: 'held', action: 'events.mark', may: marker, wantsReason: false, guard: anything, tell: [], text: 'events:notice.held' },
  close: { from: ['held'], to: 'closed', action: 'events.mark', may: marker, wantsReason: false, guard: registersClosed, tell: ['enrolled'], text: 'events:notice.closed' },
} // prettier-ignore

/** The moves an actor may make now; a page shows a button for each, and the route asks the same. */
export const movesFor = (db: Db, actor: Actor, event: Event): Move[] =>
  moves.filter((move) => move !== 'hold' && transitions[move].from.includes(event.state) && transitions[move].may(db, actor, event)) // prettier-ignore

/**
 * Moves an event from state to state. `seen`: the version of the plan on the page. From another state it is refused, as when somebody else was faster.
 */
export const moveEvent = (
  db: Db,
  actor: Actor,
  { id, move, reason = '', seen }: { id: number; move: Move; reason?: string; seen?: number | undefined },
  now: number,
): Event =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const { from, to, action, may, wantsReason, guard, tell, text, then } = transitions[move]
    const { event } = row
    if (event.state === to) return event
    if (!may(tx, actor, event)) throw new Forbidden()
    if (!from.includes(event.state)) throw new Refused('events:move.elsewhere')
    if (seen !== undefined && seen !== event.rowVersion) throw new Refused('events:move.stale')
    if (wantsReason && !reason) throw new Refused('events:move.reasonMissing')
    const isOverride = guard(tx, row, reason !== '' && actor.reach['events.override'] !== undefined)
    // Told before places are freed: who had one is told too.
    tellAbout(tx, row, tell, text, { reason }, now)
    const moved = tx
      .update(events)
      .set({ state: to })
      .where(and(eq(events.id, id), eq(events.state, event.state)))
      .returning()
      .get()
    tx.insert(eventMoves)
      .values({ eventId: id, from: event.state, to, by: actor.person, at: now, reason, isOverride })
      .run()
    then?.(tx, actor, eventRow(tx, id), reason, now)
    touch(tx)
    record(tx, actor, {
      action,
      subject: `events/${String(id)}`,
      at: now,
      fields: isOverride ? ['state', 'override'] : ['state'],
      values: { before: event.state, after: to, reason },
    })
    return moved
  })
