import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { fact, factRules, instant, methods } from '#server/db/columns'
import { persons } from '#modules/people'
import { sessions, topics } from './schema.ts'

export const marks = ['present', 'late', 'left', 'excused', 'absent'] as const
export type Mark = (typeof marks)[number]
/** What the trainer taps while the register is open; closing it makes facts of it. */
export const attendanceMarks = sqliteTable(
  'attendance_marks',
  {
    sessionId: integer()
      .notNull()
      .references(() => sessions.id),
    personId: integer()
      .notNull()
      .references(() => persons.id),
    mark: text({ enum: marks }).notNull(),
    /** Minutes present of the session's planned ones: the truth, whatever the mark is called. */
    minutes: integer().notNull(),
    method: text({ enum: methods }).notNull(),
    /** Becomes the uuid of the fact. */
    uuid: text().notNull().unique(),
    markedAt: instant().notNull(),
    markedBy: integer()
      .notNull()
      .references(() => persons.id),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.personId] }),
    index('attendance_marks_person').on(t.personId),
    check('attendance_marks_minutes', sql`${t.minutes} >= 0`),
  ],
)
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
    /** The session whose register was closed; null from paper, which tells of whole events. */
    sessionId: integer().references(() => sessions.id),
    mark: text({ enum: marks }),
  },
  (t) => [
    ...factRules(t),
    index('attendances_person').on(t.personId, t.happenedAt),
    uniqueIndex('attendances_session')
      .on(t.sessionId, t.personId)
      .where(sql`"voids" is null and "sessionId" is not null`),
    check(
      'attendances_minutes',
      sql`${t.minutes} >= 0 and ${t.minutes} <= ${t.plannedMinutes} and ${t.plannedMinutes} > 0`,
    ),
  ],
)
