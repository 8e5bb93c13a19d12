import { sql, type SQL } from 'drizzle-orm'
import { endOf, startOf, type Day } from '#server/time'
import { centres, persons } from '#modules/people'
import { statements } from '#modules/progress'

export const reportSexes = ['female', 'male', 'none'] as const
/** `none`: not stated. It is always a row. */
export type ReportSex = (typeof reportSexes)[number]
/** What is learning: each kind is named, so that a new one does not count until somebody says so. */
export const learningKinds = ['lesson', 'course', 'quiz', 'observation', 'attendance'] as const
export const tiers = [1, 2, 3, 4] as const
/** The province of who had no centre on that day. */
export const nowhere = 0
/** What is counted. Days in Phnom Penh, both included; what is left out is not narrowed. */
export type ReachedFilter = {
  from: Day
  to: Day
  tier?: number | undefined
  sex?: ReportSex | undefined
  province?: number | undefined
}

/** Lesson F1/listening, quiz F1 and pass F1 are the one course F1. */
const course = sql`case when "kind" = 'lesson' then substr("subject", 1, instr("subject", '/') - 1) else "subject" end`
/** Self-study folds to its course or test, however many lessons and attempts; all else happens on its occasion. */
const act = sql`case when "kind" in ('lesson', 'course', 'quiz') then 'study/' || ${course} else "occasion" end`
const kinds = sql.raw(learningKinds.map((one) => `'${one}'`).join(', '))
/** A certificate or a licence follows from learning and is none; who was absent did not take part. */
const isLearning = sql`("kind" in (${kinds}) and ("kind" <> 'attendance' or "minutes" > 0))`

/**
 * The participations of a period, as SQL to stand after `with`: `acts`, one row for each person and occasion, with the
 * day, place, kind and method of its first fact in the period (SQLite takes the plain columns of a group from the row
 * that has the minimum). `mark` sorts by time, and no two rows share it.
 */
export const acts = ({ from, to, tier, sex, province }: ReachedFilter): SQL => {
  const chosen = [
    sql`true`,
    ...(tier === undefined ? [] : [sql`f.tier = ${tier}`]),
    ...(sex === undefined ? [] : [sql`coalesce(p.sex, 'none') = ${sex}`]),
    ...(province === undefined ? [] : [sql`coalesce(c."provinceId", ${sql.raw(String(nowhere))}) = ${province}`]),
  ]
  return sql`firsts as (
      select "personId", "tier", ${act} as act, ${course} as subject, "kind", "method", "happenedAt", "centreId",
        min(printf('%015d', "happenedAt") || "uuid") as mark, count(*) as facts
      from ${statements}
      where "happenedAt" between ${startOf(from)} and ${endOf(to)} and ${isLearning}
      group by "personId", "tier", act),
    acts as (
      select f.*, coalesce(p.sex, 'none') as sex, coalesce(c."provinceId", ${sql.raw(String(nowhere))}) as province
      from firsts f
      join ${persons} p on p.id = f."personId"
      left join ${centres} c on c.id = f."centreId"
      where ${sql.join(chosen, sql` and `)})`
}
