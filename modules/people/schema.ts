import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { dayColumn, instant, rowVersion } from '#server/db/columns'
import { languages, numeralChoices } from '#server/i18n'
import { roles } from '#modules/permissions'

export const sexes = ['female', 'male'] as const
export const statuses = ['active', 'leave', 'left'] as const

export const provinces = sqliteTable('provinces', {
  id: integer().primaryKey(),
  /** ISO 3166-2, `KH-12`. */
  code: text().notNull().unique(),
  km: text().notNull(),
  en: text().notNull(),
  retiredOn: dayColumn(),
})
export const centres = sqliteTable(
  'centres',
  {
    id: integer().primaryKey(),
    code: text().notNull().unique(),
    provinceId: integer()
      .notNull()
      .references(() => provinces.id),
    km: text().notNull(),
    en: text().notNull(),
    retiredOn: dayColumn(),
  },
  (t) => [index('centres_province').on(t.provinceId)],
)
export const persons = sqliteTable(
  'persons',
  {
    id: integer().primaryKey(),
    staffId: text().notNull().unique(),
    /** Family name first, as it stands on a certificate. */
    nameKm: text().notNull(),
    /** Capitals, typed by the person or the office; never transliterated by us. */
    nameLatin: text().notNull(),
    honorific: text().notNull().default(''),
    sex: text({ enum: sexes }),
    birthYear: integer(),
    status: text({ enum: statuses }).notNull().default('active'),
    language: text({ enum: languages }).notNull().default('km'),
    numerals: text({ enum: numeralChoices }).notNull().default('auto'),
    /** Binary order of this key is the Khmer dictionary's order of names. */
    sortKey: text().notNull(),
    /** Both names and the staff ID as the full-text index reads them. */
    searchText: text().notNull(),
    createdAt: instant().notNull(),
    rowVersion: rowVersion(),
  },
  (t) => [
    index('persons_sort').on(t.sortKey, t.id),
    // The list of the country in its order, and its total, which walks this index and no row.
    index('persons_listed').on(t.status, t.sortKey, t.id),
    check('persons_birth_year', sql`${t.birthYear} between 1900 and 2100`),
  ],
)
/** Several numbers a person, several persons a number: a phone alone names nobody. */
export const phones = sqliteTable(
  'phones',
  {
    id: integer().primaryKey(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    /** E.164, `+85512345678`. */
    number: text().notNull(),
  },
  (t) => [uniqueIndex('phones_of_person').on(t.personId, t.number), index('phones_number').on(t.number)],
)
/** Where a person worked from when till when; reports use the posting of the day. */
export const postings = sqliteTable(
  'postings',
  {
    id: integer().primaryKey(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    centreId: integer()
      .notNull()
      .references(() => centres.id),
    position: text().notNull(),
    startsOn: dayColumn().notNull(),
    /** The first day no longer there; null while it lasts. */
    endsOn: dayColumn(),
  },
  (t) => [
    uniqueIndex('postings_current')
      .on(t.personId)
      .where(sql`"endsOn" is null`),
    index('postings_person').on(t.personId, t.startsOn),
    index('postings_centre')
      .on(t.centreId, t.personId)
      .where(sql`"endsOn" is null`),
  ],
)
/** A role with the place it holds for: centre for a chief, province for a coordinator, neither for the country. */
export const grants = sqliteTable(
  'grants',
  {
    id: integer().primaryKey(),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    role: text({ enum: roles }).notNull(),
    provinceId: integer().references(() => provinces.id),
    centreId: integer().references(() => centres.id),
  },
  (t) => [
    uniqueIndex('grants_country')
      .on(t.personId, t.role)
      .where(sql`"provinceId" is null and "centreId" is null`),
    uniqueIndex('grants_province')
      .on(t.personId, t.role, t.provinceId)
      .where(sql`"centreId" is null`),
    uniqueIndex('grants_centre')
      .on(t.personId, t.role, t.centreId)
      .where(sql`"provinceId" is null`),
    index('grants_person').on(t.personId),
  ],
)
