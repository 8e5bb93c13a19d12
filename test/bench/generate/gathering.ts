import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { present } from '#server/errors'
import { dayOf, day, hour, minute, startOf } from '#server/time'
import { actorOf } from '#modules/access'
import { admitPerson, moveEvent, schedule, venueList } from '#modules/events'
import { grants, persons } from '#modules/people'
import { grantLicence, licenceTopicList } from '#modules/trainers'
import type { Officer, Stage } from './cast.ts'

/** Participants of the measured event. */
const guests = 20
/**
 * One provincial session that goes on today, with its register open, by the verbs that real life uses: its page and its
 * register are measured. It has the number 1.
 */
export const gather = ({ db, now }: Stage, officers: readonly Officer[], signedIn: readonly Officer[]): void => {
  const holder = db.select({ person: persons }).from(persons).innerJoin(grants, eq(grants.personId, persons.id)).where(eq(grants.role, 'administrator')).get() // prettier-ignore
  const admin = actorOf(db, present(holder, 'an administrator').person)
  const lead = present(officers.at(-1), 'an officer').id
  const topicIds = licenceTopicList(db).map(({ id }) => id)
  const grant = { uuid: randomUUID(), personId: lead, level: 'lead' as const, topicIds, provinceIds: [], validFrom: dayOf(now - 90 * day), validTo: dayOf(now + 300 * day), evidence: 'bench', overrideReason: 'bench' } // prettier-ignore
  grantLicence(db, admin, grant, now)
  const venue = present(venueList(db)[0], 'a room')
  const on = dayOf(now)
  const half = (from: number) => ({ heldOn: on, startsAt: startOf(on) + from * minute, endsAt: startOf(on) + from * minute + 3 * hour, plannedMinutes: 180 }) // prettier-ignore
  const plan = {
    once: randomUUID(), topic: 'PROV', licenceTopicId: topicIds[0] ?? null, titleKm: 'វគ្គអនុវត្ត', titleEn: 'Session', provinceId: venue.provinceId,
    venueId: venue.id, venueName: '', link: '', capacity: guests, bring: '', invited: [], leadId: lead, coIds: [], sessions: [half(450), half(840)],
  } // prettier-ignore
  const { id } = schedule(db, admin, plan, now - 20 * day)
  moveEvent(db, admin, { id, move: 'submit' }, now - 19 * day)
  moveEvent(db, admin, { id, move: 'publish' }, now - 19 * day)
  const people = new Set(signedIn.map(({ id: own }) => own).filter((own) => own !== lead))
  for (const personId of [...people].slice(0, guests))
    admitPerson(db, admin, { id, personId, once: randomUUID(), reason: '' }, now - 10 * day)
}
