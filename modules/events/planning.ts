import { eq, inArray } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import { touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { dayOf, monthsLater, type Day } from '#server/time'
import { places } from '#modules/people'
import { licenceTopicList, trainersFor } from '#modules/trainers'
import { topicsByCode, type Topic } from './content.ts'
import { attendanceMarks } from './attendance-schema.ts'
import { eventFor, eventRow, type Event } from './event-rows.ts'
import { mayPlan } from './policy.ts'
import { enrolmentAt, moveIn, takenAt } from './places.ts'
import { events, eventTrainers, invitedProvinces, sessions } from './schema.ts'
import { venueList, venueNamed } from './venues.ts'

export type PlannedSession = { heldOn: Day; startsAt: number; endsAt: number; plannedMinutes: number }
export type Plan = {
  topic: string
  licenceTopicId: number | null
  titleKm: string
  titleEn: string
  provinceId: number | null
  /** A known room, or the name of another one in the province. */
  venueId: number | null
  venueName: string
  link: string
  capacity: number
  bring: string
  invited: readonly number[]
  leadId: number | null
  coIds: readonly number[]
  sessions: readonly PlannedSession[]
}
const topicOf = (db: Db, code: string): Topic => {
  const topic = topicsByCode(db).get(code)
  if (!topic || topic.retiredOn !== null) throw new NotFound()
  return topic
}
/** Nothing is planned further ahead, in months: a mistyped year is told at once. */
const farthest = 24
const refuseTimes = (all: readonly PlannedSession[], now: number): void => {
  if (all.some(({ startsAt }) => startsAt < now)) throw new Refused('events:plan.past')
  if (all.some(({ heldOn }) => heldOn > monthsLater(dayOf(now), farthest))) throw new Refused('events:plan.tooFar')
  const sorted = all.toSorted((a, b) => a.startsAt - b.startsAt)
  for (const [n, one] of sorted.entries()) {
    const next = sorted[n + 1]
    if (next && next.startsAt < one.endsAt) throw new Refused('events:plan.overlap', { day: one.heldOn })
  }
}
/** A form may name anything: what it names must be there, and within reach of the one who plans. */
const refuseUnknown = (tx: Tx, actor: Actor, plan: Plan, topic: Topic): void => {
  const { province } = places(tx)
  if (topic.kind === 'tot' && actor.reach['events.plan']?.country !== true) throw new Forbidden()
  for (const id of [...plan.invited, ...(plan.provinceId === null ? [] : [plan.provinceId])])
    if (!province.has(id)) throw new NotFound()
  const isLicence = licenceTopicList(tx).some(({ id }) => id === plan.licenceTopicId)
  if (plan.licenceTopicId !== null && !isLicence) throw new NotFound()
  const venue = venueList(tx).find(({ id }) => id === plan.venueId)
  if (plan.venueId !== null && !plan.venueName && venue?.provinceId !== plan.provinceId)
    throw new Refused('events:plan.venueElsewhere')
  const need = { topicId: 0, provinceId: 0, days: [] }
  const known = new Set(trainersFor(tx, need).map(({ personId }) => personId))
  if ([plan.leadId, ...plan.coIds].some((id) => id !== null && !known.has(id)))
    throw new Refused('events:plan.noTrainer')
}
/** Who has a place cannot lead: nobody marks herself present. */
const refusePlaced = (tx: Tx, eventId: number, { leadId, coIds }: Plan): void => {
  for (const id of [leadId, ...coIds])
    if (id !== null && enrolmentAt(tx, eventId, id)?.seat) throw new Refused('events:plan.hasPlace')
}
const columnsOf = (tx: Tx, plan: Plan, topic: Topic) => ({
  topicId: topic.id,
  licenceTopicId: topic.kind === 'provincial' ? plan.licenceTopicId : null,
  titleKm: plan.titleKm,
  titleEn: plan.titleEn || topic.titleEn,
  provinceId: plan.provinceId,
  venueId:
    plan.venueName && plan.provinceId !== null ? venueNamed(tx, plan.provinceId, plan.venueName).id : plan.venueId,
  link: plan.link,
  capacity: plan.capacity,
  bring: plan.bring,
})
/** Sessions, trainers and invitations are parts of the plan: they are written anew with it, while no register knows them. */
const writeParts = (tx: Tx, eventId: number, plan: Plan): void => {
  const old = tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.eventId, eventId))
  tx.delete(attendanceMarks).where(inArray(attendanceMarks.sessionId, old)).run()
  tx.delete(sessions).where(eq(sessions.eventId, eventId)).run()
  tx.delete(eventTrainers).where(eq(eventTrainers.eventId, eventId)).run()
  tx.delete(invitedProvinces).where(eq(invitedProvinces.eventId, eventId)).run()
  for (const one of plan.sessions)
    tx.insert(sessions)
      .values({ eventId, ...one })
      .run()
  if (plan.leadId !== null) tx.insert(eventTrainers).values({ eventId, personId: plan.leadId, role: 'lead' }).run()
  for (const personId of new Set(plan.coIds))
    if (personId !== plan.leadId) tx.insert(eventTrainers).values({ eventId, personId, role: 'co' }).run()
  for (const provinceId of new Set(plan.invited))
    if (provinceId !== plan.provinceId) tx.insert(invitedProvinces).values({ eventId, provinceId }).run()
}
/** Plans an event as a draft. The same form twice is one event. */
export const schedule = (db: Db, actor: Actor, { once, ...plan }: Plan & { once: string }, now: number): Event =>
  write(db, (tx) => {
    if (!mayPlan(actor, { provinceId: plan.provinceId, createdBy: 0 })) throw new Forbidden()
    const known = tx.select().from(events).where(eq(events.once, once)).get()
    if (known) return known
    const topic = topicOf(tx, plan.topic)
    refuseTimes(plan.sessions, now)
    refuseUnknown(tx, actor, plan, topic)
    const made = tx
      .insert(events)
      .values({ ...columnsOf(tx, plan, topic), once, createdBy: actor.person, createdAt: now })
      .returning()
      .get()
    writeParts(tx, made.id, plan)
    record(tx, actor, {
      action: 'events.plan',
      subject: `events/${String(made.id)}`,
      at: now,
      fields: Object.keys(plan),
      values: { after: plan },
    })
    return made
  })
/**
 * Changes a draft or a postponed event. A stale form is refused, naming who was faster; fewer places than are taken
 * are refused too.
 */
export const revise = (
  db: Db,
  actor: Actor,
  { id, seen, ...plan }: Plan & { id: number; seen: number },
  now: number,
): Event =>
  write(db, (tx) => {
    const { event } = eventFor(tx, actor, id)
    if (!mayPlan(actor, event) || !mayPlan(actor, { ...event, provinceId: plan.provinceId })) throw new Forbidden()
    if (event.state !== 'draft' && event.state !== 'postponed') throw new Refused('events:plan.fixed')
    if (event.rowVersion !== seen) throw new Refused('events:plan.stale')
    const topic = topicOf(tx, plan.topic)
    const taken = takenAt(tx, id)
    if (taken > plan.capacity) throw new Refused('events:plan.taken', { count: taken })
    refuseTimes(plan.sessions, now)
    refuseUnknown(tx, actor, plan, topic)
    refusePlaced(tx, id, plan)
    const made = tx
      .update(events)
      .set(columnsOf(tx, plan, topic))
      .where(eq(events.id, id))
      .returning()
      .get()
    writeParts(tx, id, plan)
    moveIn(tx, eventRow(tx, id))
    touch(tx)
    record(tx, actor, {
      action: 'events.plan',
      subject: `events/${String(id)}`,
      at: now,
      fields: Object.keys(plan),
      values: { after: plan, on: dayOf(now) },
    })
    return made
  })
