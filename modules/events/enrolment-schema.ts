import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { instant, once } from '#server/db/columns'
import { persons } from '#modules/people'
import { events } from './schema.ts'

export const enrolmentStates = ['nominated', 'confirmed', 'waitlisted', 'declined', 'cancelled'] as const
/** A person at an event: one row, which moves from state to state. */
export const enrolments = sqliteTable(
  'event_enrolments',
  {
    id: integer().primaryKey(),
    once: once(),
    eventId: integer()
      .notNull()
      .references(() => events.id),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    state: text({ enum: enrolmentStates }).notNull(),
    /** The place taken, 1 up to the capacity: two persons can never have one. */
    seat: integer(),
    /** Order of arrival on the waiting list. */
    queued: integer(),
    /** Who moved up from the waiting list says by then that she comes; null once she did, and for everybody else. */
    confirmBy: instant(),
    createdAt: instant().notNull(),
    createdBy: integer()
      .notNull()
      .references(() => persons.id),
  },
  (t) => [
    uniqueIndex('event_enrolments_once_each').on(t.eventId, t.personId),
    uniqueIndex('event_enrolments_seat').on(t.eventId, t.seat),
    uniqueIndex('event_enrolments_queue').on(t.eventId, t.queued),
    index('event_enrolments_person').on(t.personId, t.state),
    check('event_enrolments_seated', sql`(${t.state} = 'confirmed') = (${t.seat} is not null)`),
    check('event_enrolments_waiting', sql`(${t.state} = 'waitlisted') = (${t.queued} is not null)`),
  ],
)
/** Each move of an enrolment: who, when, why. `from` is null where it began. */
export const enrolmentMoves = sqliteTable(
  'enrolment_moves',
  {
    id: integer().primaryKey(),
    enrolmentId: integer()
      .notNull()
      .references(() => enrolments.id),
    from: text({ enum: enrolmentStates }),
    to: text({ enum: enrolmentStates }).notNull(),
    /** Null: the house itself, when a place was not confirmed in time. */
    by: integer().references(() => persons.id),
    at: instant().notNull(),
    reason: text().notNull().default(''),
  },
  (t) => [index('enrolment_moves_enrolment').on(t.enrolmentId)],
)
