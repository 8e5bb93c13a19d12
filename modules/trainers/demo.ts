import { asc, eq, sql } from 'drizzle-orm'
import { chanceOf } from '#server/chance'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { text, voice } from '#server/i18n'
import type { Demo } from '#server/module'
import { dayOf, daysLater } from '#server/time'
import { actorOf } from '#modules/access'
import { hasRole, persons } from '#modules/people'
import { grantLicence, suspendLicence } from './granting.ts'
import { licenceTopicList } from './topics.ts'

/** Days from today that each trainer's licence holds, in the order of the list: long, soon over, over. */
const left = [420, 300, 240, 21, 12, 500, 180, -30, 365, 330]
/** Licences of every kind: valid, expiring soon, expired, suspended, for one province, beside a lead only. */
export const demo = ({ db, now, seed }: Demo): void => {
  const admin = present(db.select().from(persons).where(eq(persons.staffId, 'DEMO-ADMIN')).get(), 'the administrator')
  const all = db
    .select({ id: persons.id, staffId: persons.staffId, provinceId: sql<number | null>`(select g."provinceId" from grants g where g."personId" = "persons"."id" and g.role = 'trainer')` })
    .from(persons)
    .where(hasRole('trainer'))
    .orderBy(asc(sql`${persons.staffId} <> 'DEMO-TRAINER'`), asc(persons.id))
    .all()
  const chance = chanceOf(seed + 7)
  const uuid = (): string => {
    const hex = Array.from({ length: 32 }, () => chance.below(16).toString(16)).join('')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
  const said = text(voice('km'), 'trainers:demo.evidence')
  write(db, (tx) => {
    const actor = actorOf(tx, admin)
    const topics = licenceTopicList(tx).map(({ id }) => id)
    const today = dayOf(now)
    for (const [n, one] of all.entries()) {
      const validTo = daysLater(today, left[n % left.length] ?? 300)
      const grant = { uuid: uuid(), personId: one.id, level: n === 8 ? ('co' as const) : ('lead' as const), topicIds: n < 2 || n % 3 === 0 ? topics : topics.slice(0, 1 + (n % 2)), provinceIds: n >= 5 && one.provinceId !== null ? [one.provinceId] : [], validFrom: daysLater(validTo, -729), validTo, evidence: said, overrideReason: said }
      const licence = grantLicence(tx, actor, grant, now)
      if (n === 6) suspendLicence(tx, actor, { once: uuid(), licenceId: licence.id, fromDay: daysLater(today, -10), reason: text(voice('km'), 'trainers:demo.suspended') }, now)
    }
  })
} // prettier-ignore
