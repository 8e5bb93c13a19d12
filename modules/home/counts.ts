import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import type { Task } from '#server/worker'
import { centres, hasRole, persons, places, postings } from '#modules/people'
import { standingsOf } from '#modules/progress'

/** Unique persons by tier: who began it, who completed it. */
export type TierCount = { began: number; completed: number }
export type ProvinceCount = { provinceId: number; officers: number; tiers: TierCount[] }
export type Counts = { officers: number; tiers: TierCount[]; provinces: ProvinceCount[] }

const tierCount = 4
const none = (): TierCount[] => Array.from({ length: tierCount }, () => ({ began: 0, completed: 0 }))
type Placed = { id: number; provinceId: number }
const officersOf = (db: Db): Placed[] =>
  db
    .select({ id: persons.id, provinceId: centres.provinceId })
    .from(persons)
    .innerJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .innerJoin(centres, eq(centres.id, postings.centreId))
    .where(and(eq(persons.status, 'active'), hasRole('officer')))
    .all()
const chunk = 500

/**
 * Officers by province and tier, counted by the one rule of standing, so that the figures equal what each officer sees.
 * Walks the whole country: runs in the worker. No names leave it.
 */
const counts: Task<{ now: number }, Counts> = (db, { now }) => {
  const officers = officersOf(db)
  const rows = new Map<number, ProvinceCount>(
    places(db).provinces.map(({ id }) => [id, { provinceId: id, officers: 0, tiers: none() }]),
  )
  const total: Counts = { officers: officers.length, tiers: none(), provinces: [...rows.values()] }
  for (let at = 0; at < officers.length; at += chunk) {
    const some = officers.slice(at, at + chunk)
    const standings = standingsOf(
      db,
      some.map(({ id }) => id),
      now,
    )
    for (const { id, provinceId } of some) {
      const row = rows.get(provinceId)
      if (row) row.officers++
      for (const [n, tier] of (standings.get(id)?.tiers ?? []).entries())
        for (const count of [total.tiers[n], row?.tiers[n]]) {
          if (!count) continue
          if (tier.status === 'done') count.completed++
          if (tier.status === 'now' || tier.status === 'done') count.began++
        }
    }
  }
  return total
}
export default counts
