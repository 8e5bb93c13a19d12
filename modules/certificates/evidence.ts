import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { dayOf, type Day } from '#server/time'
import { catalogue } from '#modules/courses'
import { neededOf, subjectsOf, versionOf, type Tier } from '#modules/programme'
import { enough, occasionsOf, type Fact } from '#modules/progress'
import { usualPercent } from './eligibility.ts'
import type { Kind } from './kinds.ts'

type Row = Fact & { uuid: string }
/** The facts that a certificate is given for, and what of them stands on the paper. */
export type Evidence = {
  /** SHA-256 of the sorted uuids. */
  digest: string
  startsOn: Day
  endsOn: Day
  minutes: number
  /** Planned minutes of each tier, by its number. */
  tiers: ReadonlyMap<number, number>
  /** Of one occasion: its subject. */
  subject: string | null
}
type Read = Omit<Row, 'passed'> & { passed: 0 | 1 | null }
/** Facts of these subjects that are not failed ones, of one person; of one occasion where that is what counts. */
const factsOf = (db: Db, personId: number, subjects: readonly string[] | null, occasion: string | null): Row[] =>
  db
    .all<Read>(
      sql`select "uuid", "kind", "subject", "occasion", "score", "passed", "minutes", "plannedMinutes", "happenedAt" from statements
        where "personId" = ${personId} and "kind" not in ('lesson', 'certificate') and coalesce("passed", 1) <> 0
          and ${subjects === null ? sql`"kind" = 'attendance' and "occasion" = ${occasion}` : sql`"subject" in (select value from json_each(${JSON.stringify(subjects)}))`}
        order by "happenedAt", "uuid"`,
    )
    .map(({ passed, ...row }) => ({ ...row, passed: passed === null ? null : passed === 1 }))
/** One session of several says neither passed nor failed: what counts is the occasion, and of it what was attended. */
const counting = (db: Db, personId: number, facts: readonly Row[]): Row[] => {
  const subjects = new Map(facts.map(({ occasion, subject }) => [occasion, subject]))
  const neededFor = (key: string): number => neededOf(db, personId, subjects.get(key) ?? '') ?? usualPercent
  const good = new Set(occasionsOf(facts).flatMap((one) => (enough(one, neededFor(one.key)) ? [one.key] : [])))
  return facts.filter(({ kind, occasion, minutes }) => kind !== 'attendance' || (good.has(occasion) && minutes !== 0))
}
/** Planned minutes of what was done of these: a course as its author has it, else the longest of the occasions attended. */
const minutesOf = (db: Db, subjects: readonly string[], facts: readonly Row[]): number => {
  const courses = new Map(catalogue(db).courses.map(({ code, minutes }) => [code, minutes]))
  return subjects.reduce((sum, subject) => {
    const own = facts.filter((one) => one.subject === subject)
    if (own.length === 0) return sum
    const planned = own.map(({ plannedMinutes, minutes }) => plannedMinutes ?? minutes ?? 0)
    return sum + (courses.get(subject) ?? Math.max(0, ...planned))
  }, 0)
}
const tiersOf = ({ ground, tier }: Kind, all: readonly Tier[]): readonly Tier[] =>
  all.filter(({ code, audience }) => (ground === 'tier' ? code === tier : audience === undefined))
/** Reads what speaks for a certificate. `now`: the day where nothing has one, which eligibility rules out. */
export const evidenceOf = (
  db: Db,
  kind: Kind,
  occasion: string | null,
  personId: number,
  now: number,
): Evidence & { versionId: number } => {
  const { id: versionId, tree } = versionOf(db, personId)
  const asked = kind.ground === 'occasion' ? [] : tiersOf(kind, tree.tiers)
  const subjects = kind.ground === 'occasion' ? null : asked.flatMap(({ requires }) => subjectsOf(requires))
  const facts = counting(db, personId, factsOf(db, personId, subjects, occasion))
  const tiers = new Map(asked.map(({ n, requires }) => [n, minutesOf(db, subjectsOf(requires), facts)]))
  const total = [...tiers.values()].reduce((sum, minutes) => sum + minutes, 0)
  return {
    digest: createHash('sha256').update(facts.map(({ uuid }) => uuid).sort().join('\n')).digest('hex'), // prettier-ignore
    startsOn: dayOf(facts[0]?.happenedAt ?? now),
    endsOn: dayOf(facts.at(-1)?.happenedAt ?? now),
    minutes: asked.length > 0 ? total : Math.max(0, ...facts.map(({ plannedMinutes }) => plannedMinutes ?? 0)),
    tiers,
    subject: facts[0]?.subject ?? null,
    versionId,
  }
}
