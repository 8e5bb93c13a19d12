import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, instant, once, rowVersion } from '#server/db/columns'
import { persons, provinces } from '#modules/people'
import type { Node } from '#modules/programme'
import { licenceTopics } from '#modules/trainers'

export const topicKinds = ['tot', 'provincial', 'webinar'] as const
/** What an event can be about, from `content/events/topics.yaml`. */
export const topics = sqliteTable('event_topics', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  kind: text({ enum: topicKinds }).notNull(),
  titleKm: text().notNull(),
  titleEn: text().notNull(),
  /** Planned minutes of a whole event of this topic. */
  minutes: integer().notNull(),
  /** Who may take a place: a requirement, or null for everybody. */
  entry: text({ mode: 'json' }).$type<Node>(),
  /** What to bring, a line each: the planning form begins with it. */
  bringKm: text().notNull().default(''),
  bringEn: text().notNull().default(''),
  retiredOn: dayColumn(),
})
/** Rooms where events are held; each job centre brings its meeting room. */
export const venues = sqliteTable(
  'venues',
  {
    id: integer().primaryKey(),
    /** The centre's code for its own room, null for one that was typed. */
    code: text().unique(),
    provinceId: integer()
      .notNull()
      .references(() => provinces.id),
    km: text().notNull(),
    en: text().notNull(),
    retiredOn: dayColumn(),
  },
  (t) => [uniqueIndex('venues_named').on(t.provinceId, t.km)],
)
export const eventStates = ['draft', 'submitted', 'published', 'held', 'closed', 'postponed', 'cancelled'] as const
/** A training event of the tiers 2–4; its state moves by `transitions.ts` only. */
export const events = sqliteTable(
  'events',
  {
    id: integer().primaryKey(),
    once: once(),
    topicId: integer()
      .notNull()
      .references(() => topics.id),
    /** What the lead's licence must cover; only provincial sessions ask for one. */
    licenceTopicId: integer().references(() => licenceTopics.id),
    titleKm: text().notNull(),
    titleEn: text().notNull(),
    /** Host province; null for what is held online for the whole country. */
    provinceId: integer().references(() => provinces.id),
    venueId: integer().references(() => venues.id),
    /** Address of an online meeting. */
    link: text().notNull().default(''),
    capacity: integer().notNull(),
    /** What to bring, a line each. */
    bring: text().notNull().default(''),
    state: text({ enum: eventStates }).notNull().default('draft'),
    createdBy: integer()
      .notNull()
      .references(() => persons.id),
    createdAt: instant().notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [
    index('events_venue').on(t.venueId),
    index('events_state').on(t.state, t.provinceId),
    index('events_topic').on(t.topicId),
    check('events_capacity', sql`${t.capacity} between 1 and 1000`),
  ],
)
/** Provinces beside the host whose officers may come. */
export const invitedProvinces = sqliteTable(
  'event_provinces',
  {
    eventId: integer()
      .notNull()
      .references(() => events.id),
    provinceId: integer()
      .notNull()
      .references(() => provinces.id),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.provinceId] })],
)
/** One dated part of an event, a half-day in workshops: from `startsAt` up to, not including, `endsAt`. */
export const sessions = sqliteTable(
  'event_sessions',
  {
    id: integer().primaryKey(),
    eventId: integer()
      .notNull()
      .references(() => events.id),
    heldOn: dayColumn().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** Minutes that count for attendance, without breaks. */
    plannedMinutes: integer().notNull(),
    /** When the trainer closed its register: from then on changes want a reason. */
    closedAt: instant(),
    closedBy: integer().references(() => persons.id),
  },
  (t) => [
    uniqueIndex('event_sessions_start').on(t.eventId, t.startsAt),
    index('event_sessions_day').on(t.heldOn),
    check('event_sessions_span', sql`${t.endsAt} > ${t.startsAt}`),
    check(
      'event_sessions_planned',
      sql`${t.plannedMinutes} > 0 and ${t.plannedMinutes} * 60000 <= ${t.endsAt} - ${t.startsAt}`,
    ),
  ],
)
export const trainerRoles = ['lead', 'co'] as const
export const eventTrainers = sqliteTable(
  'event_trainers',
  {
    eventId: integer()
      .notNull()
      .references(() => events.id),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    role: text({ enum: trainerRoles }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.personId] }),
    index('event_trainers_person').on(t.personId),
    uniqueIndex('event_trainers_lead')
      .on(t.eventId)
      .where(sql`role = 'lead'`),
  ],
)
/** Each move of an event from state to state: who, when, why. */
export const eventMoves = sqliteTable(
  'event_moves',
  {
    id: integer().primaryKey(),
    eventId: integer()
      .notNull()
      .references(() => events.id),
    from: text({ enum: eventStates }).notNull(),
    to: text({ enum: eventStates }).notNull(),
    by: integer()
      .notNull()
      .references(() => persons.id),
    at: instant().notNull(),
    reason: text().notNull().default(''),
    /** Made by an administrator although the lead has no licence that fits; the reason says why. */
    isOverride: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [index('event_moves_event').on(t.eventId)],
)
