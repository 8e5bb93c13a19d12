import { asc, eq, sql } from 'drizzle-orm'
import { chanceOf, type Chance } from '#server/chance'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { text, voice, type TextKey } from '#server/i18n'
import type { Demo } from '#server/module'
import { dayOf, daysLater, hour, startOf } from '#server/time'
import { actorOf } from '#modules/access'
import { hasRole, persons } from '#modules/people'
import { grantLicence } from './granting.ts'
import { suspendLicence } from './suspending.ts'
import { licenceTopicList } from './topics.ts'

/** How a licence of the demo differs from one for all topics, everywhere, as a lead. */
type Story = { left: number; level?: 'co'; isLocal?: boolean; topics?: number; isSuspended?: boolean }
/** One a trainer, DEMO-TRAINER first; `left`: days from today that it still holds. */
const stories: readonly Story[] = [
  { left: 425 },
  { left: 380 },
  { left: 300, topics: 2 },
  { left: 21, topics: 1 },
  { left: 12 },
  { left: 500, isLocal: true },
  { left: 240, isSuspended: true },
  { left: -30 },
  { left: 365, level: 'co', isLocal: true, topics: 1 },
  { left: 330, isLocal: true, topics: 2 },
]
/** Two years, as the setting has it. */
const length = 730
const suspendedFor = 10
const say = (key: TextKey): string => text(voice('km'), key)
const marks = (chance: Chance) => (): string => {
  const hex = Array.from({ length: 32 }, () => chance.below(16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
type Cast = { id: number; provinceId: number | null }
const trainersIn = (db: Db): Cast[] =>
  db
    .select({
      id: persons.id,
      provinceId: sql<
        number | null
      >`(select g."provinceId" from grants g where g."personId" = "persons"."id" and g.role = 'trainer')`,
    })
    .from(persons)
    .where(hasRole('trainer'))
    .orderBy(sql`${persons.staffId} <> 'DEMO-TRAINER'`, asc(persons.id))
    .all()
/** Licences of every kind: valid, ending soon, expired, suspended, for one province, beside a lead only. */
export const demo = ({ db, now, seed }: Demo): void => {
  const admin = present(db.select().from(persons).where(eq(persons.staffId, 'DEMO-ADMIN')).get(), 'the administrator')
  const [today, uuid] = [dayOf(now), marks(chanceOf(seed + 7))]
  write(db, (tx) => {
    const actor = actorOf(tx, admin)
    const topics = licenceTopicList(tx).map(({ id }) => id)
    for (const [n, { id: personId, provinceId }] of trainersIn(tx).entries()) {
      const {
        left,
        level = 'lead',
        isLocal,
        topics: most,
        isSuspended,
      } = present(stories[n % stories.length], 'a story')
      const validTo = daysLater(today, left)
      const validFrom = daysLater(validTo, 1 - length)
      const { id: licenceId } = grantLicence(
        tx,
        actor,
        {
          ...{ uuid: uuid(), personId, level, validFrom, validTo, topicIds: topics.slice(0, most) },
          provinceIds: isLocal && provinceId !== null ? [provinceId] : [],
          ...{ evidence: say('trainers:demo.evidence'), overrideReason: say('trainers:demo.override') },
        },
        Math.min(now, startOf(validFrom) + 9 * hour),
      )
      if (!isSuspended) continue
      const fromDay = daysLater(today, -suspendedFor)
      const reason = say('trainers:demo.suspended')
      suspendLicence(tx, actor, { once: uuid(), licenceId, fromDay, reason }, startOf(fromDay) + 9 * hour)
    }
  })
}
