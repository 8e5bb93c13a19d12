import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Chance } from '#server/chance'
import type { Db } from '#server/db/open'
import { present } from '#server/errors'
import { text, voice } from '#server/i18n'
import { day, dayOf, daysLater, hour, minute, startOf, type Day } from '#server/time'
import { actorOf } from '#modules/access'
import { openPerformance, openSheet, rubricCriteria, saveFeedback, saveLevel, sendSheet } from '#modules/assessments'
import {
  admitPerson,
  closeRegister,
  markAttendance,
  moveEvent,
  occasionOf,
  schedule,
  sessionsOf,
  topicsByCode,
  venueList,
  type Plan,
} from '#modules/events'
import { grants, persons, postings, places, type Person } from '#modules/people'
import { licenceTopicList } from '#modules/trainers'

export type EventStage = { db: Db; chance: Chance; now: number; admin: Actor; uuid: () => string }
const personOf = (db: Db, staffId: string): Person =>
  present(db.select().from(persons).where(eq(persons.staffId, staffId)).get(), staffId)
/** Officers posted in a province, in the order of their ids. */
const officersIn = (db: Db, provinceIds: readonly number[]): Person[] =>
  db
    .select({ person: persons })
    .from(persons)
    .innerJoin(postings, and(eq(postings.personId, persons.id), sql`${postings.endsOn} is null`))
    .where(
      and(
        inArray(postings.centreId, places(db).centres.filter(({ provinceId }) => provinceIds.includes(provinceId)).map(({ id }) => id)),
        inArray(persons.id, db.select({ id: grants.personId }).from(grants).where(eq(grants.role, 'officer'))),
        eq(persons.status, 'active'),
        // The two who sign in have stories of their own.
        notInArray(persons.staffId, ['DEMO-OFFICER', 'DEMO-TRAINER']),
      ),
    )
    .orderBy(asc(persons.id))
    .all()
    .map(({ person }) => person) // prettier-ignore
/** The next weekday on or after a day. */
const weekday = (on: Day): Day => {
  const at = new Date(`${on}T00:00:00Z`).getUTCDay()
  return at === 6 ? daysLater(on, 2) : at === 0 ? daysLater(on, 1) : on
}
const half = (on: Day, from: number, to: number, plannedMinutes: number) => ({
  heldOn: on,
  startsAt: startOf(on) + from * minute,
  endsAt: startOf(on) + to * minute,
  plannedMinutes,
})
const twoDays = (first: Day) =>
  [first, daysLater(first, 1)].flatMap((on) => [half(on, 450, 690, 180), half(on, 840, 1020, 180)])
const fiveDays = (first: Day) =>
  [0, 1, 2, 3, 4].flatMap((n) => [half(daysLater(first, n), 480, 690, 180), half(daysLater(first, n), 840, 1010, 168)])
type Sketch = {
  topic: string
  provinceId: number | null
  sessions: Plan['sessions']
  leadId: number
  coIds?: readonly number[]
  capacity?: number
}
const planOf = ({ db }: EventStage, { topic, provinceId, sessions, leadId, coIds = [], capacity = 18 }: Sketch): Plan => {
  const found = present(topicsByCode(db).get(topic), topic)
  const isOnline = found.kind === 'webinar'
  const where = found.kind === 'provincial' && provinceId !== null ? places(db).province.get(provinceId) : undefined
  return {
    topic,
    licenceTopicId: found.kind === 'provincial' ? (licenceTopicList(db)[0]?.id ?? null) : null,
    titleKm: where ? text(voice('km'), 'events:plan.inProvince', { province: where.km }) : found.titleKm,
    titleEn: where ? text(voice('en'), 'events:plan.inProvince', { province: where.en }) : found.titleEn,
    provinceId,
    venueId: isOnline ? null : (venueList(db).find((one) => one.provinceId === provinceId)?.id ?? null),
    venueName: '',
    link: isOnline ? `https://meet.example/${topic.toLowerCase()}` : '',
    capacity,
    bring: found.bringKm,
    invited: [],
    leadId,
    coIds,
    sessions,
  }
} // prettier-ignore
/** Plans, sends in and publishes, some days before it begins. */
const publish = (stage: EventStage, planner: Actor, sketch: Sketch, at: number, until: 'draft' | 'submitted' | 'published' = 'published'): number => {
  const { db, admin, uuid } = stage
  const event = schedule(db, planner, { once: uuid(), ...planOf(stage, sketch) }, at)
  if (until !== 'draft') moveEvent(db, planner, { id: event.id, move: 'submit' }, at + hour)
  if (until === 'published') moveEvent(db, admin, { id: event.id, move: 'publish' }, at + 2 * hour)
  return event.id
} // prettier-ignore
const admit = ({ db, admin, uuid }: EventStage, id: number, people: readonly Person[], at: number): void => {
  for (const { id: personId } of people) admitPerson(db, admin, { id, personId, once: uuid(), reason: '' }, at)
}
/** The day itself: nearly everybody is there, as in life. */
const hold = (stage: EventStage, keeper: Actor, id: number, people: readonly Person[]): void => {
  const { db, chance, uuid } = stage
  for (const session of sessionsOf(db).all({ event: id })) {
    for (const { id: personId } of people) {
      const drawn = chance.next()
      const mark = drawn < 0.86 ? 'present' : drawn < 0.92 ? 'late' : drawn < 0.95 ? 'left' : drawn < 0.97 ? 'excused' : 'absent'
      markAttendance(db, keeper, { id, sessionId: session.id, personId, mark, gap: 20, uuid: uuid() }, session.startsAt + 20 * minute)
    }
    closeRegister(db, keeper, { id, sessionId: session.id }, session.endsAt)
  }
} // prettier-ignore
const said = {
  strengths: 'ស្វាគមន៍ និងស្តាប់ដោយយកចិត្តទុកដាក់',
  improve: 'គួរសង្ខេបចម្លើយមុននឹងបន្ត',
  nextStep: 'អនុវត្តផែនការសកម្មភាពជាមួយអ្នកស្វែងរកការងារពីរនាក់ក្នុងខែនេះ',
}
const observe = (stage: EventStage, observer: Actor, id: number, person: Person, rubric: string, at: number): void => {
  const { db, chance, uuid } = stage
  const made = openPerformance(db, observer, { personId: person.id, rubric, occasion: occasionOf(id), wanted: 1, once: uuid() }, at)
  const sheet = openSheet(db, observer, made.id, at)
  const isStrong = chance.next() < 0.85 || person.staffId === 'DEMO-TRAINER'
  for (const criterion of rubricCriteria(db, rubric)) {
    const level = isStrong ? (chance.next() < 0.6 ? 3 : 4) : chance.next() < 0.6 ? 2 : 3
    saveLevel(db, observer, { sheetId: sheet.id, criterion, level, ...(level < 3 ? { comment: said.improve } : {}) }, at)
  }
  saveFeedback(db, observer, { sheetId: sheet.id, ...said }, at)
  sendSheet(db, observer, sheet.id, at + 20 * minute)
} // prettier-ignore
const held = (stage: EventStage, lead: Actor, sketch: Sketch, people: readonly Person[], rubrics: readonly string[]): void => {
  const first = present(sketch.sessions[0], 'a session').startsAt
  const id = publish(stage, stage.admin, sketch, first - 20 * day)
  const others = people.filter(({ id: personId }) => personId !== lead.person && !sketch.coIds?.includes(personId))
  admit(stage, id, others, first - 10 * day)
  hold(stage, lead, id, others)
  const last = present(sketch.sessions.at(-1), 'a session').endsAt
  for (const person of others)
    for (const rubric of rubrics) if (stage.chance.next() < 0.9 || person.staffId === 'DEMO-TRAINER') observe(stage, lead, id, person, rubric, last - 3 * hour)
  moveEvent(stage.db, stage.admin, { id, move: 'close' }, last + hour)
} // prettier-ignore
const ago = ({ now }: EventStage, days: number): Day => weekday(daysLater(dayOf(now), -days))
const ahead = ({ now }: EventStage, days: number): Day => weekday(daysLater(dayOf(now), days))

const past = (stage: EventStage, lead: Actor, co: readonly Person[]): void => {
  const { db } = stage
  const monday = (days: number): Day => { const on = ago(stage, days); return daysLater(on, -((new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7)) }
  const trainees = co.slice(0, 6).concat(officersIn(db, [2, 12]).slice(0, 4))
  const master = present(co.at(-1), 'another trainer')
  held(stage, actorOf(db, master), { topic: 'TOT', provinceId: 12, sessions: fiveDays(monday(130)), leadId: master.id, capacity: 22 }, [...trainees, personOf(db, 'DEMO-TRAINER')], ['MICRO'])
  held(stage, lead, { topic: 'PROV', provinceId: 15, sessions: twoDays(monday(88)), leadId: lead.person }, officersIn(db, [15, 4]).slice(1, 13), ['MOCK', 'CASE', 'DIGITAL'])
  held(stage, lead, { topic: 'PROV', provinceId: 2, sessions: twoDays(monday(60)), leadId: lead.person }, officersIn(db, [2, 1]).slice(1, 13), ['MOCK', 'CASE', 'DIGITAL'])
  for (const [topic, days] of [['W2', 75], ['W5', 48], ['W6', 20]] as const)
    held(stage, lead, { topic, provinceId: null, sessions: [half(ago(stage, days), 540, 630, 90)], leadId: lead.person, capacity: 200 }, stage.chance.shuffled(officersIn(db, [1, 2, 3, 4, 12, 15, 17])).slice(0, 16), [])
} // prettier-ignore
const coming = (stage: EventStage, lead: Actor, trainer: Person): void => {
  const { db, now, admin } = stage
  const own = actorOf(db, trainer)
  // One that goes on today and tomorrow: its registers and sheets are open.
  const running = publish(stage, admin, { topic: 'PROV', provinceId: 15, sessions: twoDays(dayOf(now)), leadId: lead.person }, now - 20 * day) // prettier-ignore
  admit(stage, running, [...officersIn(db, [15, 4]).slice(0, 9), personOf(db, 'DEMO-OFFICER')], now - 10 * day)
  const soon = publish(stage, own, { topic: 'PROV', provinceId: 15, sessions: twoDays(ahead(stage, 14)), leadId: lead.person }, now - 6 * day)
  admit(stage, soon, officersIn(db, [15]).slice(2, 6), now - 3 * day)
  const full = publish(stage, admin, { topic: 'PROV', provinceId: 2, sessions: twoDays(ahead(stage, 21)), leadId: lead.person, capacity: 4 }, now - 9 * day)
  admit(stage, full, officersIn(db, [2, 1]).slice(0, 6), now - 2 * day)
  publish(stage, own, { topic: 'PROV', provinceId: 15, sessions: twoDays(ahead(stage, 42)), leadId: lead.person }, now - day, 'submitted')
  publish(stage, own, { topic: 'PROV', provinceId: 15, sessions: twoDays(ahead(stage, 63)), leadId: lead.person }, now - hour, 'draft')
  const off = publish(stage, admin, { topic: 'PROV', provinceId: 17, sessions: twoDays(ahead(stage, 28)), leadId: lead.person }, now - 12 * day)
  admit(stage, off, officersIn(db, [17]).slice(0, 3), now - 8 * day)
  moveEvent(db, admin, { id: off, move: 'cancel', reason: 'សាលប្រជុំកំពុងជួសជុល' }, now - 4 * day)
  for (const [topic, days] of [['W1', 9], ['W4', 30], ['W8', 50]] as const)
    publish(stage, admin, { topic, provinceId: null, sessions: [half(ahead(stage, days), 540, 630, 90)], leadId: lead.person, capacity: 200 }, now - 7 * day)
  publish(stage, admin, { topic: 'TOT', provinceId: 12, sessions: fiveDays(daysLater(ahead(stage, 70), (8 - new Date(`${ahead(stage, 70)}T00:00:00Z`).getUTCDay()) % 7)), leadId: lead.person, capacity: 22 }, now - 2 * day)
} // prettier-ignore
/** Past and coming events of all kinds, by the verbs that real life uses, relative to today. */
export const demoEvents = (stage: EventStage): void => {
  const trainer = personOf(stage.db, 'DEMO-TRAINER')
  const lead = actorOf(stage.db, trainer)
  const others = stage.db
    .select({ person: persons })
    .from(persons)
    .innerJoin(grants, and(eq(grants.personId, persons.id), eq(grants.role, 'trainer')))
    .orderBy(asc(persons.id))
    .all()
    .map(({ person }) => person)
    .filter(({ id }) => id !== trainer.id)
  past(stage, lead, others)
  coming(stage, lead, trainer)
}
