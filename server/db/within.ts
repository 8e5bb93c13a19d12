import { inArray, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { Reach } from '#server/actor'

export type Place = { person: SQLWrapper; centre: SQLWrapper; province: SQLWrapper }
/** The rows that an action reaches, as SQL: a record outside is not found, so it answers 404. Nothing without a reach. */
export const within = (reach: Reach | undefined, at: Place): SQL => {
  if (!reach) return sql`false`
  if (reach.country) return sql`true`
  const parts = [sql`${at.person} = ${reach.self}`]
  if (reach.centres.length > 0) parts.push(inArray(at.centre, [...reach.centres]))
  if (reach.provinces.length > 0) parts.push(inArray(at.province, [...reach.provinces]))
  return or(...parts) ?? sql`false`
}
