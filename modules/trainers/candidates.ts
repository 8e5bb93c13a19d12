import { and, asc, inArray, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { read } from '#server/db/write'
import { dayOf } from '#server/time'
import { persons } from '#modules/people'
import { newestVersion, subjectsOf, type Node, type NodeKind, type NodeOf } from '#modules/programme'
import { standingsOf, statements, type Standing } from '#modules/progress'

/** The tier of the programme that makes a trainer. */
const trainersTier = 'tot'
/** Workshop completed and micro-teaching passed: tier 2 is done (PRODUCT rule 4). */
export const isCandidate = ({ tiers }: Standing): boolean =>
  tiers.some(({ code, status }) => code === trainersTier && status === 'done')

const columns = { id: persons.id, nameKm: persons.nameKm, nameLatin: persons.nameLatin, staffId: persons.staffId }
export type Candidate = Pick<typeof persons.$inferSelect, keyof typeof columns>
/**
 * The kinds of facts that fulfil a requirement, as SQL. Written out, not bound: SQLite then never enters the branches of
 * the view that hold others, of which lessons and quizzes are by far the most.
 */
const kindsFor: Readonly<Record<NodeOf<Leaf>['kind'], string>> = {
  course: `'course', 'quiz'`,
  score: `'quiz'`,
  attendance: `'attendance'`,
  observation: `'observation'`,
  count: `'attendance'`,
}
type Leaf = Exclude<NodeKind, 'allOf' | 'anyOf' | 'nOf'>
const kindsOf = (node: Node): string[] => ('of' in node ? node.of.flatMap(kindsOf) : [kindsFor[node.kind]])
/** Who has done anything that the tier asks for and holds no licence today: the few whose standing is worth asking. */
const nearOf = (db: Db, now: number): Candidate[] => {
  const tier = newestVersion(db).tree.tiers.find(({ code }) => code === trainersTier)
  if (!tier) return []
  const took = db
    .select({ personId: statements.personId })
    .from(statements)
    .where(
      and(
        sql.raw(`"kind" in (${kindsOf(tier.requires).join(', ')})`),
        inArray(statements.subject, subjectsOf(tier.requires)),
      ),
    )
  const held = sql`exists (select 1 from licences l where l."personId" = "persons"."id" and l."validTo" >= ${dayOf(now)}
    and not exists (select 1 from licences v where v.voids = l.id))`
  return db
    .select(columns)
    .from(persons)
    .where(sql`${persons.status} = 'active' and ${persons.id} in ${took} and not ${held}`)
    .orderBy(asc(persons.sortKey), asc(persons.id))
    .all()
}
/** Who may be licensed and is not: tier 2 done, no licence that lasts. Three statements, however many officers there are. */
export const licenceCandidates = (db: Db, now: number): readonly Candidate[] =>
  read(db, () => {
    const near = nearOf(db, now)
    const standings = standingsOf(
      db,
      near.map(({ id }) => id),
      now,
    )
    return near.filter(({ id }) => {
      const standing = standings.get(id)
      return standing !== undefined && isCandidate(standing)
    })
  })
