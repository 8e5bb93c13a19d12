import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, fact, factRules, instant, once } from '#server/db/columns'
import { persons } from '#modules/people'
import type { Levels, RubricBody } from './rubric-shape.ts'

/** A rubric has a lasting code; what it says stands in its versions, of which `digest` names today's. */
export const rubrics = sqliteTable('rubrics', {
  id: integer().primaryKey(),
  /** Requirements name it: `MOCK`. */
  code: text().notNull().unique(),
  /** Of the programme; its observations count there. */
  tier: integer().notNull(),
  titleKm: text().notNull(),
  titleEn: text().notNull(),
  digest: text().notNull(),
  retiredOn: dayColumn(),
})
/** Never changed: performances keep the version they were begun with. */
export const rubricVersions = sqliteTable(
  'rubric_versions',
  {
    id: integer().primaryKey(),
    rubricId: integer()
      .notNull()
      .references(() => rubrics.id),
    /** 1 for the first. */
    number: integer().notNull(),
    digest: text().notNull(),
    body: text({ mode: 'json' }).$type<RubricBody>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('rubric_versions_number').on(t.rubricId, t.number),
    uniqueIndex('rubric_versions_digest').on(t.rubricId, t.digest),
  ],
)
export const performanceStates = ['open', 'adjudicating', 'settled'] as const
/** One try of one person at what a rubric measures, on one occasion; several observers may each have a sheet of it. */
export const performances = sqliteTable(
  'performances',
  {
    id: integer().primaryKey(),
    once: once(),
    /** Who is observed. */
    personId: integer()
      .notNull()
      .references(() => persons.id),
    rubricId: integer()
      .notNull()
      .references(() => rubrics.id),
    rubricVersionId: integer()
      .notNull()
      .references(() => rubricVersions.id),
    /** Key of where it belongs, as `event:12`. */
    occasion: text().notNull(),
    tryNumber: integer().notNull(),
    /** So many sheets at least decide. */
    wanted: integer().notNull(),
    state: text({ enum: performanceStates }).notNull().default('open'),
    openedBy: integer()
      .notNull()
      .references(() => persons.id),
    openedAt: instant().notNull(),
    settledAt: instant(),
    /** When the observed person said that she had read it. */
    acknowledgedAt: instant(),
  },
  (t) => [
    uniqueIndex('performances_try').on(t.personId, t.rubricId, t.occasion, t.tryNumber),
    index('performances_occasion').on(t.occasion),
    index('performances_adjudicating')
      .on(t.id)
      .where(sql`"state" = 'adjudicating'`),
    check('performances_wanted', sql`${t.wanted} between 1 and 10`),
    check('performances_state', sql`(${t.state} = 'settled') = (${t.settledAt} is not null)`),
  ],
)
export const sheetStates = ['draft', 'sent'] as const
/** What one observer saw. `isAdjudication`: the decision on what the observers saw differently, by none of them. */
export const observationSheets = sqliteTable(
  'observation_sheets',
  {
    id: integer().primaryKey(),
    performanceId: integer()
      .notNull()
      .references(() => performances.id),
    observerId: integer()
      .notNull()
      .references(() => persons.id),
    state: text({ enum: sheetStates }).notNull().default('draft'),
    isAdjudication: integer({ mode: 'boolean' }).notNull().default(false),
    strengths: text().notNull().default(''),
    improve: text().notNull().default(''),
    nextStep: text().notNull().default(''),
    /** Why an adjudication decided so. */
    reason: text().notNull().default(''),
    openedAt: instant().notNull(),
    sentAt: instant(),
  },
  (t) => [
    uniqueIndex('observation_sheets_observer').on(t.performanceId, t.observerId),
    index('observation_sheets_drafts')
      .on(t.observerId)
      .where(sql`"state" = 'draft'`),
    check('observation_sheets_state', sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
  ],
)
export const sheetLevels = sqliteTable(
  'sheet_levels',
  {
    sheetId: integer()
      .notNull()
      .references(() => observationSheets.id),
    criterion: text().notNull(),
    /** Null: only a comment yet. */
    level: integer(),
    comment: text().notNull().default(''),
    savedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sheetId, t.criterion] }),
    check('sheet_levels_level', sql`${t.level} between 1 and 5`),
  ],
)
/** Facts: what a performance came to. What decided is copied onto it. */
export const observations = sqliteTable(
  'observations',
  {
    ...fact(() => persons.id),
    performanceId: integer()
      .notNull()
      .references(() => performances.id),
    rubricVersionId: integer()
      .notNull()
      .references(() => rubricVersions.id),
    /** Percent. */
    score: real().notNull(),
    passed: integer({ mode: 'boolean' }).notNull(),
    passPercent: integer().notNull(),
    /** The level of each criterion that decided: the mean of the observers, or as adjudicated. */
    levels: text({ mode: 'json' }).$type<Levels>().notNull(),
    /** How many observers' sheets it rests on. */
    observers: integer().notNull(),
    isAdjudicated: integer({ mode: 'boolean' }).notNull(),
    criticalFailed: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [
    ...factRules(t),
    index('observations_person').on(t.personId),
    index('observations_performance').on(t.performanceId),
    check('observations_score', sql`${t.score} between 0 and 100`),
  ],
)
