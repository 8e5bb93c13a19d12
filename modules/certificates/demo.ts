import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import { chanceOf, type Chance as Draw } from '#server/chance'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import type { Demo } from '#server/module'
import { change, typedOf, type Setting } from '#server/settings'
import { day, dayOf, daysLater, monthsLater, startOf, hour, type Day } from '#server/time'
import { actorOf } from '#modules/access'
import { persons } from '#modules/people'
import { statements } from '#modules/progress'
import { codeBytes, codeOf } from './codes.ts'
import { eligibilityOf } from './eligibility.ts'
import { issueNow } from './issue-now.ts'
import type { Chance } from './issuing.ts'
import { kinds, type Kind } from './kinds.ts'
import { confirmRevocation, requestRevocation } from './revocations.ts'
import { certificates } from './schema.ts'
import { nameEn, nameKm } from './settings.ts'

type Stage = { db: Db; admins: readonly Actor[]; draw: Draw; now: number }
/** The house of the demo says where it is found when nothing else is known. */
const house = { base: 'http://127.0.0.1:3000', isSpecimen: true }
const uuidOf = (draw: Draw): string => {
  const hex = Array.from({ length: 32 }, () => draw.below(16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
const chanceFrom = (draw: Draw): Chance => ({
  uuid: () => uuidOf(draw),
  code: () => codeOf(Uint8Array.from({ length: codeBytes }, () => draw.below(256))),
})
const peopleOf = (db: Db): number[] =>
  db.select({ id: persons.id }).from(persons).where(eq(persons.status, 'active')).orderBy(asc(persons.id)).all().map(({ id }) => id) // prettier-ignore
const readyFor = ({ db, now }: Stage, kind: Kind, occasion: string | null): number[] =>
  [...eligibilityOf(db, kind, occasion, peopleOf(db), now)].flatMap(([id, { isEligible }]) => (isEligible ? [id] : []))
/** The occasion that most were at. */
const fullest = (db: Db): string | null =>
  db
    .select({ key: statements.occasion })
    .from(statements)
    .where(sql`"kind" = 'attendance' and "minutes" > 0`)
    .groupBy(sql`"occasion"`)
    .orderBy(sql`count(distinct "personId") desc, "occasion"`)
    .limit(1)
    .get()?.key ?? null
const issue = (stage: Stage, kind: Kind, occasion: string | null, ids: readonly number[], on: Day): void => {
  const [first] = stage.admins
  if (!first || ids.length === 0) return
  const input = { once: uuidOf(stage.draw), kind: kind.code, occasion, personIds: ids, issuedOn: on }
  issueNow(stage.db, first, input, house, chanceFrom(stage.draw), startOf(on) + 10 * hour)
}
/** How many of each kind, and how many days ago; the trainer's certificates are of two years and of this one. */
const plan = [
  { code: 'COMPLETION1', count: 4, days: 45 },
  { code: 'COMPLETION3', count: 2, days: 30 },
  { code: 'PATHWAY', count: 1, days: 12 },
  { code: 'PARTICIPATION', count: 3, days: 9 },
] as const
/** Whose training of trainers is longest ago comes first. */
const longestAgo = ({ db }: Stage, ids: readonly number[]): number[] => {
  const at = new Map(
    db
      .select({ id: statements.personId, at: sql<number>`min("happenedAt")` })
      .from(statements)
      .where(sql`"subject" = 'TOT'`)
      .groupBy(statements.personId)
      .all()
      .map((one) => [one.id, one.at]),
  )
  return ids.toSorted((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0) || a - b)
}
const trainers = (stage: Stage, kind: Kind): void => {
  const today = dayOf(stage.now)
  const [first, second] = longestAgo(stage, readyFor(stage, kind, null))
  // Whose validity ended last month.
  if (first !== undefined) issue(stage, kind, null, [first], monthsLater(today, -25))
  if (second !== undefined) issue(stage, kind, null, [second], daysLater(today, -60))
}
const revokeOne = ({ db, admins, draw, now }: Stage): void => {
  const [asker, confirmer] = admins
  const last = db
    .select({ id: certificates.id })
    .from(certificates)
    .where(and(eq(certificates.kind, 'COMPLETION1')))
    .orderBy(sql`id desc`)
    .get()
  if (!asker || !confirmer || !last) return
  const reason = 'ឈ្មោះលើវិញ្ញាបនបត្រមិនត្រឹមត្រូវ ត្រូវចេញច្បាប់កែតម្រូវ។'
  const { id } = requestRevocation(db, asker, { certificateId: last.id, once: uuidOf(draw), reason }, now - 3 * day)
  confirmRevocation(db, confirmer, { certificateId: last.id, requestId: id }, now - 2 * day)
}
const sign = (db: Db, actor: Actor, one: Setting, typed: string, now: number): void => {
  if (typedOf(db, one) === undefined) change(db, actor, 'settings.change', one, typed, now)
}
/**
 * Certificates of several kinds for those of the demo who are eligible: one expired, one revoked. Call it where the
 * past of the demo's people is written; it does nothing twice.
 */
export const demoCertificates = ({ db, now, seed }: Demo): void => {
  write(db, (tx) => {
    if (tx.select({ id: certificates.id }).from(certificates).limit(1).get()) return
    const holders = sql`${persons.id} in (select g."personId" from grants g where g.role = 'administrator')`
    const admins = tx.select().from(persons).where(holders).orderBy(asc(persons.id)).all().map((one) => actorOf(tx, one)) // prettier-ignore
    const [first] = admins
    if (!first) return
    sign(tx, first, nameKm, 'ហេង វិបុល', now)
    sign(tx, first, nameEn, 'HENG VIBOL', now)
    const stage: Stage = { db: tx, admins, draw: chanceOf(seed + 12), now }
    for (const kind of kinds(tx)) {
      if (kind.code === 'TRAINER') {
        trainers(stage, kind)
        continue
      }
      const planned = plan.find(({ code }) => code === kind.code)
      const occasion = kind.ground === 'occasion' ? fullest(tx) : null
      if (!planned || (kind.ground === 'occasion' && occasion === null)) continue
      const ids = readyFor(stage, kind, occasion).slice(0, planned.count)
      issue(stage, kind, occasion, ids, daysLater(dayOf(now), -planned.days))
    }
    revokeOne(stage)
  })
}
