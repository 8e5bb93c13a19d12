import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, fact, factRules, instant, once } from '#server/db/columns'
import { persons, provinces } from '#modules/people'

/** What a licence may be given for, from `content/trainers/topics.yaml`. */
export const licenceTopics = sqliteTable('licence_topics', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  km: text().notNull(),
  en: text().notNull(),
  retiredOn: dayColumn(),
})
export const levels = ['lead', 'co'] as const
/** That a trainer was licensed; happenedAt is the start of its first day. Expired and suspended follow from dates and the rows beside it. */
export const licences = sqliteTable(
  'licences',
  {
    ...fact(() => persons.id),
    level: text({ enum: levels }).notNull(),
    validFrom: dayColumn().notNull(),
    /** The last day it holds. */
    validTo: dayColumn().notNull(),
    /** Why an administrator licensed somebody who is no candidate; null for a candidate. */
    overrideReason: text(),
  },
  (t) => [
    ...factRules(t),
    index('licences_person').on(t.personId, t.validTo),
    check('licences_span', sql`${t.validTo} >= ${t.validFrom}`),
  ],
)
export const licencesTopics = sqliteTable(
  'licences_topics',
  {
    licenceId: integer()
      .notNull()
      .references(() => licences.id),
    topicId: integer()
      .notNull()
      .references(() => licenceTopics.id),
  },
  (t) => [primaryKey({ columns: [t.licenceId, t.topicId] })],
)
/** Where it holds; a licence without a row here holds everywhere. */
export const licencesProvinces = sqliteTable(
  'licences_provinces',
  {
    licenceId: integer()
      .notNull()
      .references(() => licences.id),
    provinceId: integer()
      .notNull()
      .references(() => provinces.id),
  },
  (t) => [primaryKey({ columns: [t.licenceId, t.provinceId] })],
)
/** A time in which a licence does not hold: from `fromDay` up to, not including, `liftedDay`. */
export const suspensions = sqliteTable(
  'licence_suspensions',
  {
    id: integer().primaryKey(),
    once: once(),
    licenceId: integer()
      .notNull()
      .references(() => licences.id),
    fromDay: dayColumn().notNull(),
    reason: text().notNull(),
    by: integer()
      .notNull()
      .references(() => persons.id),
    at: instant().notNull(),
    liftedDay: dayColumn(),
    liftedBy: integer().references(() => persons.id),
    liftedAt: instant(),
    liftReason: text(),
  },
  (t) => [
    uniqueIndex('licence_suspensions_open')
      .on(t.licenceId)
      .where(sql`"liftedDay" is null`),
    index('licence_suspensions_licence').on(t.licenceId),
    check('licence_suspensions_span', sql`${t.liftedDay} >= ${t.fromDay}`),
  ],
)
