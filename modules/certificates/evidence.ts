import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { dayOf, type Day } from '#server/time'
import { catalogue } from '#modules/courses'
import { subjectsOf, versionOf, type Tier } from '#modules/programme'
import type { Kind } from './kinds.ts'

type Fact = { uuid: string; tier: number; subject: string; occasion: string; minutes: number | null; plannedMinutes: number | null; happenedAt: number } // prettier-ignore
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
/** Facts of these subjects that are not failed ones, of one person; of one occasion where that is what counts. */
const factsOf = (db: Db, personId: number, subjects: readonly string[] | null, occasion: string | null): Fact[] =>
  db.all<Fact>(
    sql`select "uuid", "tier", "subject", "occasion", "minutes", "plannedMinutes", "happenedAt" from statements
      where "personId" = ${personId} and "kind" not in ('lesson', 'certificate') and coalesce("passed", 1) <> 0
        and ${subjects === null ? sql`"kind" = 'attendance' and "occasion" = ${occasion}` : sql`"subject" in (select value from json_each(${JSON.stringify(subjects)}))`}
      order by "happenedAt", "uuid"`,
  )
/** Planned minutes of a subject: a course as its author has it, else the longest of the occasions attended. */
const minutesOf = (db: Db, subjects: readonly string[], facts: readonly Fact[]): number => {
  const courses = new Map(catalogue(db).courses.map(({ code, minutes }) => [code, minutes]))
  return subjects.reduce((sum, subject) => {
    const planned = facts
      .filter((one) => one.subject === subject)
      .map(({ plannedMinutes, minutes }) => plannedMinutes ?? minutes ?? 0)
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
  const facts = factsOf(db, personId, subjects, occasion)
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
