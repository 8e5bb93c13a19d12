import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { khmerDigits, monthName, solarDate } from '#server/khmer'
import { text, voice } from '#server/i18n'
import type { Day } from '#server/time'
import { persons, places, postings } from '#modules/people'
import { enrolments } from './enrolment-schema.ts'
import type { EventRow, Session } from './event-rows.ts'
import type { AttendanceSheetPaper } from './sheet-paper.ts'

/** A state paper is Khmer whoever prints it. */
const khmer = voice('km')
const english = voice('en')
type Key = Parameters<typeof text>[1]
const say = (key: Key, params: Parameters<typeof text>[2] = {}): string => text(khmer, key, params)
const both = (key: Key): { km: string; en: string } => ({ km: text(khmer, key), en: text(english, key) })

const bands = [[18, 24], [25, 34], [35, 44], [45, 54]] as const // prettier-ignore
/** Age band in the year of the event (INDICATORS); empty where the year of birth is not known. */
export const ageBand = (birthYear: number | null, year: number): string => {
  if (birthYear === null) return ''
  const age = year - birthYear
  const found = bands.find(([from, to]) => age >= from && age <= to)
  return khmerDigits(found ? `${String(found[0])}–${String(found[1])}` : age >= 55 ? '55+' : '')
}
const rowsOf = (db: Db, eventId: number) =>
  db
    .select({
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      sex: persons.sex,
      birthYear: persons.birthYear,
      position: postings.position,
      centreId: postings.centreId,
      phone: sql<string | null>`(select min(n.number) from phones n where n."personId" = ${persons.id})`,
    })
    .from(enrolments)
    .innerJoin(persons, eq(persons.id, enrolments.personId))
    .leftJoin(postings, and(eq(postings.personId, persons.id), sql`${postings.endsOn} is null`))
    .where(and(eq(enrolments.eventId, eventId), eq(enrolments.state, 'confirmed')))
    .orderBy(asc(persons.sortKey), asc(persons.id))
    .all()
/** `+85512345678` as it is written: 012 345 678. */
const local = (number: string | null): string =>
  number === null ? '' : `0${number.replace(/^\+855/, '')}`.replace(/^(\d{3})(\d{3})(\d+)$/, '$1 $2 $3')
const peopleOf = (db: Db, eventId: number, on: Day): AttendanceSheetPaper['people'] => {
  const { centre, province } = places(db)
  return rowsOf(db, eventId).map((one) => {
    const at = one.centreId === null ? undefined : centre.get(one.centreId)
    return {
      nameKm: one.nameKm,
      nameLatin: one.nameLatin,
      sexKm: one.sex === null ? '' : say(`events:paperSheet.sex.${one.sex}`),
      ageBand: ageBand(one.birthYear, Number(on.slice(0, 4))),
      position: one.position ?? '',
      centre: at?.km ?? '',
      province: (at && province.get(at.provinceId)?.km) ?? '',
      phone: local(one.phone),
      isPhotoAgreed: false,
    }
  })
}
const totalsOf = (people: AttendanceSheetPaper['people']): AttendanceSheetPaper['totals'] => {
  const women = people.filter(({ sexKm }) => sexKm === say('events:paperSheet.sex.female')).length
  const men = people.filter(({ sexKm }) => sexKm === say('events:paperSheet.sex.male')).length
  const params = { count: people.length, women, men }
  return { km: say('events:paperSheet.totals', params), en: text(english, 'events:paperSheet.totals', params) }
}
const words = (): AttendanceSheetPaper['words'] => ({
  activity: say('events:paperSheet.activity'),
  venue: say('events:paperSheet.venue'),
  dates: say('events:paperSheet.dates'),
  project: say('events:paperSheet.project'),
  listed: say('events:paperSheet.listed'),
  trainer: say('events:paperSheet.trainer'),
  signature: say('events:paperSheet.signature'),
  chief: say('events:paperSheet.chief'),
  day: say('events:paperSheet.day'),
  sheetCode: say('events:paperSheet.sheetCode'),
  presentWomen: say('events:paperSheet.presentWomen'),
  presentMen: say('events:paperSheet.presentMen'),
  page: say('events:paperSheet.page', { page: '{page}', pages: '{pages}' }),
  columns: {
    no: both('events:paperSheet.column.no'),
    nameKm: both('events:paperSheet.column.nameKm'),
    nameLatin: both('events:paperSheet.column.nameLatin'),
    sex: both('events:paperSheet.column.sex'),
    ageBand: both('events:paperSheet.column.ageBand'),
    position: both('events:paperSheet.column.position'),
    centre: both('events:paperSheet.column.centre'),
    province: both('events:paperSheet.column.province'),
    phone: both('events:paperSheet.column.phone'),
    morning: both('events:paperSheet.column.morning'),
    afternoon: both('events:paperSheet.column.afternoon'),
    photo: both('events:paperSheet.column.photo'),
  },
})
/** Date heads of the columns: day and month. */
const dayHead = (on: Day): string => `${khmerDigits(Number(on.slice(8)))} ${monthName(Number(on.slice(5, 7)))}`
/** The sign-in sheet of an event as its drawing wants it. `url`: where the sheet leads who scans it. */
export const sheetOf = (
  db: Db,
  { event, venue }: EventRow,
  sessions: readonly Session[],
  url: string,
): AttendanceSheetPaper => {
  const days = [...new Set(sessions.map(({ heldOn }) => heldOn))]
  const [first = '2000-01-01', last = first] = [days[0], days.at(-1)]
  const people = peopleOf(db, event.id, first)
  return {
    motto: { km: [say('server:state.kingdom'), say('server:state.motto')] },
    issuer: { km: [say('server:shell.ministry'), say('server:shell.agency')] },
    numberLabelKm: say('events:paperSheet.number'),
    number: `${String(event.id)}/${first.slice(0, 4)}`,
    titleKm: say('events:paperSheet.title'),
    titleEn: text(english, 'events:paperSheet.title'),
    activity: event.titleKm,
    venue: venue?.km ?? '',
    dates: first === last ? solarDate(first) : say('events:span', { from: solarDate(first), to: solarDate(last) }),
    project: '',
    days: days.map(dayHead),
    people,
    totals: totalsOf(people),
    sheet: { code: `E${String(event.id)}`, url, altKm: say('events:paperSheet.qr') },
    words: words(),
    specimen: null,
    madeAt: sessions[0]?.startsAt ?? 0,
  }
}
