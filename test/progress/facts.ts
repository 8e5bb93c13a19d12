import { sql } from 'drizzle-orm'
import { alias, integer, QueryBuilder, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { eq, isNull } from 'drizzle-orm'
import { fact } from '#server/db/columns'
import { factTriggers } from '#server/db/facts'
import { touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { statementsView, subjectsView, type Statements, type Subjects } from '#server/statement'
import { centreOn, persons } from '#modules/people'

/** Facts of a module that does not exist: results and attendance, each in a table of its own, as real modules keep them. */
export const results = sqliteTable('test_results', {
  ...fact(() => persons.id),
  kind: text().notNull(),
  subject: text().notNull(),
  tier: integer().notNull(),
  score: real(),
  passed: integer({ mode: 'boolean' }),
})
export const visits = sqliteTable('test_visits', {
  ...fact(() => persons.id),
  subject: text().notNull(),
  tier: integer().notNull(),
  occasion: text().notNull(),
  minutes: integer(),
  plannedMinutes: integer(),
})
const common = `id integer primary key, uuid text not null unique, "personId" integer not null references persons(id),
  "happenedAt" integer not null, "recordedAt" integer not null, "recordedBy" integer, method text not null, evidence text,
  voids integer unique, subject text not null, tier integer not null`
const tables = `create table test_results (${common}, kind text not null, score real, passed integer);
  create index test_results_person on test_results ("personId");
  create table test_visits (${common}, occasion text not null, minutes integer, "plannedMinutes" integer);
  create index test_visits_person on test_visits ("personId");
  create table test_subjects (code text primary key, kind text not null, km text not null, en text not null, "nextOn" text);`

const laterResult = alias(results, 'later')
const laterVisit = alias(visits, 'later')
const none = <T>(name: string) => sql<T | null>`null`.as(name)
const ofResults: Statements = new QueryBuilder()
  .select({
    uuid: results.uuid, personId: results.personId, tier: results.tier, kind: results.kind, subject: results.subject,
    occasion: sql<string>`'attempts/' || ${results.id}`.as('occasion'), score: results.score, passed: results.passed,
    minutes: none<number>('minutes'), plannedMinutes: none<number>('plannedMinutes'), happenedAt: results.happenedAt,
    recordedAt: results.recordedAt, recordedBy: results.recordedBy, method: sql<string>`${results.method}`.as('method'),
    centreId: centreOn('"test_results"."personId"', '"test_results"."happenedAt"').as('centreId'),
    href: sql<string>`'/attempts/' || ${results.id}`.as('href'),
  })
  .from(results).leftJoin(laterResult, eq(laterResult.voids, results.id)).where(isNull(laterResult.id)) // prettier-ignore
const ofVisits: Statements = new QueryBuilder()
  .select({
    uuid: visits.uuid, personId: visits.personId, tier: visits.tier, kind: sql<string>`'attendance'`.as('kind'), subject: visits.subject,
    occasion: visits.occasion, score: none<number>('score'), passed: none<boolean>('passed'), minutes: visits.minutes,
    plannedMinutes: visits.plannedMinutes, happenedAt: visits.happenedAt, recordedAt: visits.recordedAt, recordedBy: visits.recordedBy,
    method: sql<string>`${visits.method}`.as('method'), centreId: none<number>('centreId'), href: sql<string>`'/record'`.as('href'),
  })
  .from(visits).leftJoin(laterVisit, eq(laterVisit.voids, visits.id)).where(isNull(laterVisit.id)) // prettier-ignore
const named = sqliteTable('test_subjects', {
  code: text().notNull(),
  kind: text().notNull(),
  km: text().notNull(),
  en: text().notNull(),
  nextOn: text({ mode: 'json' }).$type<readonly number[]>(),
})
const ofNames: Subjects = new QueryBuilder()
  .select({
    code: named.code,
    kind: named.kind,
    titleKm: named.km,
    titleEn: named.en,
    href: sql<string>`'/about/' || ${named.code}`.as('href'),
    nextOn: named.nextOn,
  })
  .from(named)

const kinds: Readonly<Record<string, readonly string[]>> = {
  course: ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8'],
  test: ['POST'],
  event: ['TOT', 'PROV'],
  practical: ['MOCK', 'CASE', 'DIGITAL', 'MICRO'],
  webinar: ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'],
}
/** Puts the tables of the test under the two common views, in place of what the modules contribute. */
export const withFacts = (db: Db): Db => {
  db.$client.exec(
    `${tables} ${factTriggers(results)} ${factTriggers(visits)} drop view statements; drop view subjects; ${statementsView([ofResults, ofVisits])} ${subjectsView([ofNames])}`,
  )
  write(db, (tx) => {
    for (const [kind, codes] of Object.entries(kinds))
      for (const code of codes)
        tx.insert(named)
          .values({ code, kind, km: `ប្រធានបទ ${code}`, en: `Topic ${code}`, nextOn: null })
          .run()
    touch(tx)
  })
  return db
}
/** When a subject is offered, the first one first. */
export const nextOn = (db: Db, code: string, ...at: number[]): void => {
  write(db, (tx) => {
    tx.update(named).set({ nextOn: at }).where(eq(named.code, code)).run()
    touch(tx)
  })
}
type Result = typeof results.$inferInsert
type Visit = typeof visits.$inferInsert
let made = 0
const common0 = (at: number): { uuid: string; recordedAt: number; method: 'self' } => ({
  uuid: `0192-${String(++made)}`,
  recordedAt: at,
  method: 'self',
})
export const aResult = (
  db: Db,
  given: Pick<Result, 'personId' | 'kind' | 'subject' | 'happenedAt'> & Partial<Result>,
): number =>
  present(
    db
      .insert(results)
      .values({ tier: 1, ...common0(given.happenedAt), ...given })
      .returning({ id: results.id })
      .get(),
    'the row',
  ).id
export const aVisit = (
  db: Db,
  given: Pick<Visit, 'personId' | 'subject' | 'occasion' | 'happenedAt'> & Partial<Visit>,
): number =>
  present(
    db
      .insert(visits)
      .values({ tier: 3, ...common0(given.happenedAt), ...given })
      .returning({ id: visits.id })
      .get(),
    'the row',
  ).id
