import { setImmediate as breath } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { neededOf } from '#modules/programme'
import { enough, standingsOf, type NodeStanding, type Standing } from '#modules/progress'
import type { Kind } from './kinds.ts'

export type Eligibility = { isEligible: boolean; missing: readonly NodeStanding[] }
const leavesOf = (node: NodeStanding): readonly NodeStanding[] =>
  node.status === 'done' ? [] : node.children.length === 0 ? [node] : node.children.flatMap(leavesOf)
/** Whether somebody meets what a kind asks for, and what is missing: pure. A tier that nobody asked of her is still missing. */
export const eligibility = ({ ground, tier }: Pick<Kind, 'ground' | 'tier'>, standing: Standing): Eligibility => {
  const asked = standing.tiers.filter(({ code, isRequired }) => (ground === 'tier' ? code === tier : isRequired))
  const missing = asked.flatMap(({ root }) => leavesOf(root))
  const isEligible = ground === 'tier' ? asked.some(({ status }) => status === 'done') : standing.isComplete
  return { isEligible, missing: isEligible ? [] : missing }
}

/** Percent of its planned minutes that one occasion needs, where the programme of the person says nothing of its subject. */
export const usualPercent = 80
type Attended = { subject: string; minutes: number; planned: number; isPassed: boolean }
/** The same of one occasion: minutes are the truth; a record without planned minutes is taken at its word. */
export const attendedEnough = (found: Attended | undefined, needed: number): Eligibility => {
  const none = { kind: 'attendance', share: 0, children: [], open: [] } as const
  if (!found) {
    const reason = { key: 'progress:reason.attendance.none', params: { needed } } as const
    return { isEligible: false, missing: [{ ...none, subject: null, status: 'todo', reason }] }
  }
  const { subject, minutes, planned } = found
  if (enough(found, needed)) return { isEligible: true, missing: [] }
  const percent = planned > 0 ? Math.floor((minutes * 100) / planned + 1e-9) : 0
  const key = planned > 0 ? 'progress:reason.attendance.some' : 'progress:reason.attendance.short'
  const reason = { key, params: { percent, planned, needed } } as const
  return { isEligible: false, missing: [{ ...none, subject, status: 'now', reason }] }
}
type AttendedRow = { personId: number; subject: string; minutes: number; planned: number; isPassed: number }
/** Of these persons, what each attended of an occasion. The persons stand in the condition, so that it reaches into the view. */
const attendedBy = (db: Db, occasion: string, personIds: readonly number[]): Map<number, Attended> => {
  const rows = db.all<AttendedRow>(
    sql`select "personId", "subject", sum(coalesce("minutes", 0)) as minutes, max(coalesce("plannedMinutes", 0)) as planned,
      max(coalesce("passed", 0)) as "isPassed" from statements
      where "personId" in (select value from json_each(${JSON.stringify(personIds)})) and "kind" = 'attendance' and "occasion" = ${occasion}
      group by "personId"`,
  )
  return new Map(rows.map(({ personId, isPassed, ...row }) => [personId, { ...row, isPassed: isPassed === 1 }]))
}
/** Who of these persons meets what the kind asks for, and what the others lack. Unknown ids are left out. */
export const eligibilityOf = (
  db: Db,
  kind: Pick<Kind, 'ground' | 'tier'>,
  occasion: string | null,
  personIds: readonly number[],
  now: number,
): Map<number, Eligibility> => {
  if (kind.ground !== 'occasion')
    return new Map([...standingsOf(db, personIds, now)].map(([id, standing]) => [id, eligibility(kind, standing)]))
  const attended = attendedBy(db, occasion ?? '', personIds)
  return new Map(
    personIds.map((id) => {
      const found = attended.get(id)
      return [id, attendedEnough(found, (found && neededOf(db, id, found.subject)) ?? usualPercent)]
    }),
  )
}
/** So many persons in one breath of the loop. */
const fewAtOnce = 50
/**
 * Works the standings of a batch out a few at a time, so that a verb that looks at all of them in one transaction finds
 * them remembered, and no page waits for 500.
 */
export const remember = async (db: Db, personIds: readonly number[], now: number): Promise<void> => {
  for (let at = 0; at < personIds.length; at += fewAtOnce) {
    standingsOf(db, personIds.slice(at, at + fewAtOnce), now)
    await breath()
  }
}
/** What a certificate is given for: with person and kind it is given once. */
export const basisOf = ({ ground, tier }: Pick<Kind, 'ground' | 'tier'>, occasion: string | null): string =>
  ground === 'tier' ? `tier:${String(tier)}` : ground === 'pathway' ? 'pathway' : `occasion:${String(occasion)}`
