import { and, eq } from 'drizzle-orm'
import type { Action, Actor } from '#server/actor'
import { touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, Refused } from '#server/errors'
import type { TextKey } from '#server/i18n'
import { record } from '#server/journal'
import { eventFor, sessionsOf, trainersOf, type Event, type EventRow } from './event-rows.ts'
import { mayMark, mayPlan, mayPublish } from './policy.ts'
import { draftOf, readinessOf } from './readiness.ts'
import { events, eventMoves, type eventStates } from './schema.ts'
import { freePlaces } from './freeing.ts'
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
  /** Throws Refused when a rule says no. */
  guard: (tx: Tx, row: EventRow) => void
  tell: readonly Audience[]
  text: TextKey
  /** What else follows, in the same transaction. */
  then?: (tx: Tx, actor: Actor, row: EventRow, now: number) => void
}
const anything = (): void => undefined
const ready = (tx: Tx, row: EventRow): void => {
  const { missing } = readinessOf(tx, draftOf(tx, row))
  if (missing) throw new Refused(missing.key, missing.params)
}
const registersClosed = (tx: Tx, { event }: EventRow): void => {
  const open = sessionsOf(tx)
    .all({ event: event.id })
    .filter(({ closedAt }) => closedAt === null).length
  if (open > 0) throw new Refused('events:move.openRegisters', { count: open })
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
  publish: { from: ['submitted'], to: 'published', action: 'events.publish', may: publisher, wantsReason: false, guard: ready, tell: ['planner', 'trainers', 'enrolled'], text: 'events:notice.published' },
  postpone: { from: ['published'], to: 'postponed', action: 'events.publish', may: publisher, wantsReason: true, guard: anything, tell: ['planner', 'trainers', 'enrolled'], text: 'events:notice.postponed' },
  cancel: { from: ['draft', 'submitted', 'published', 'postponed'], to: 'cancelled', action: 'events.publish', may: (tx, actor, event) => publisher(tx, actor, event) || (event.state === 'draft' && planner(tx, actor, event)), wantsReason: true, guard: anything, tell: ['planner', 'trainers', 'enrolled'], text: 'events:notice.cancelled', then: freePlaces },
  hold: { from: ['published'], to: 'held', action: 'events.mark', may: marker, wantsReason: false, guard: anything, tell: [], text: 'events:notice.held' },
  close: { from: ['held'], to: 'closed', action: 'events.mark', may: marker, wantsReason: false, guard: registersClosed, tell: ['enrolled'], text: 'events:notice.closed' },
} // prettier-ignore

/** The moves an actor may make now; a page shows a button for each, and the route asks the same. */
export const movesFor = (db: Db, actor: Actor, event: Event): Move[] =>
  moves.filter((move) => move !== 'hold' && transitions[move].from.includes(event.state) && transitions[move].may(db, actor, event)) // prettier-ignore

/** Moves an event from state to state. From another state it is refused, as when somebody else was faster. */
export const moveEvent = (
  db: Db,
  actor: Actor,
  { id, move, reason = '' }: { id: number; move: Move; reason?: string },
  now: number,
): Event =>
  write(db, (tx) => {
    const row = eventFor(tx, actor, id)
    const { from, to, action, may, wantsReason, guard, tell, text, then } = transitions[move]
    const { event } = row
    if (event.state === to) return event
    if (!from.includes(event.state)) throw new Refused('events:move.elsewhere')
    if (!may(tx, actor, event)) throw new Forbidden()
    if (wantsReason && !reason) throw new Refused('events:move.reasonMissing')
    guard(tx, row)
    // Told before places are freed: who had one is told too.
    tellAbout(tx, row, tell, text, { reason }, now)
    then?.(tx, actor, row, now)
    const moved = tx
      .update(events)
      .set({ state: to })
      .where(and(eq(events.id, id), eq(events.state, event.state)))
      .returning()
      .get()
    tx.insert(eventMoves).values({ eventId: id, from: event.state, to, by: actor.person, at: now, reason }).run()
    touch(tx)
    record(tx, actor, {
      action,
      subject: `events/${String(id)}`,
      at: now,
      fields: ['state'],
      values: { before: event.state, after: to, reason },
    })
    return moved as Event
  })
