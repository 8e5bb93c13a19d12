import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { dayColumn, fact, factRules } from '#server/db/columns'
import { persons } from '#modules/people'

export const topicKinds = ['tot', 'provincial', 'webinar', 'practical'] as const
/** What an event can be about, from `content/events/topics.yaml`. */
export const topics = sqliteTable('event_topics', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  kind: text({ enum: topicKinds }).notNull(),
  titleKm: text().notNull(),
  titleEn: text().notNull(),
  /** Planned minutes of a whole event of this topic. */
  minutes: integer().notNull(),
  retiredOn: dayColumn(),
})
/** That a person attended: minutes of those planned for the whole occasion. */
export const attendances = sqliteTable(
  'attendances',
  {
    ...fact(() => persons.id),
    topicId: integer()
      .notNull()
      .references(() => topics.id),
    /** Facts of one occasion add up; from paper each is an occasion of its own. */
    occasion: text().notNull(),
    minutes: integer().notNull(),
    plannedMinutes: integer().notNull(),
    /** Percent of the planned minutes that was needed that day, copied from the programme. */
    neededPercent: integer().notNull(),
  },
  (t) => [
    ...factRules(t),
    index('attendances_person').on(t.personId, t.happenedAt),
    check(
      'attendances_minutes',
      sql`${t.minutes} >= 0 and ${t.minutes} <= ${t.plannedMinutes} and ${t.plannedMinutes} > 0`,
    ),
  ],
)
