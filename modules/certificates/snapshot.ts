import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { present } from '#server/errors'
import { text, type Voice } from '#server/i18n'
import type { Day } from '#server/time'
import { persons, places, postings } from '#modules/people'
import { subjectsByCode, versionOf } from '#modules/programme'
import type { Evidence } from './evidence.ts'
import type { Kind } from './kinds.ts'
import { english, filled, heads, hoursOf, khmer, paperDate, signatoryOf, solarOf, verifyOf } from './paper-words.ts'
import type { CertificatePaper } from './paper/certificate.ts'

type Both = { km: string; en: string }
export type Occasion = { issuedOn: Day; lunarLine: string; base: string; isSpecimen: boolean }
type Given = { kind: Kind; personId: number; evidence: Evidence; occasion: Occasion; number: string; code: string }

/** Who it is for, as she is called on the day of issue. Office and centre in English stand only where somebody wrote them so. */
export const paperPerson = (db: Db, personId: number): CertificatePaper['person'] => {
  const found = present(
    db
      .select({
        nameKm: persons.nameKm,
        nameLatin: persons.nameLatin,
        honorific: persons.honorific,
        sex: persons.sex,
        position: postings.position,
        centreId: postings.centreId,
      })
      .from(persons)
      .leftJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
      .where(eq(persons.id, personId))
      .get(),
    'the person',
  )
  const centre = found.centreId === null ? undefined : places(db).centre.get(found.centreId)
  const position = found.position ?? ''
  return {
    honorific: found.honorific,
    nameKm: found.nameKm,
    nameLatin: found.nameLatin,
    sexKm: found.sex === null ? '' : text(khmer, `people:sex.${found.sex}`),
    positionKm: position,
    centreKm: centre?.km ?? '',
    titleEn: found.sex === null ? '' : text(english, `certificates:paper.title.${found.sex}`),
    positionEn: /^[\p{Script=Latin}\p{P}\p{N}\s]+$/u.test(position) ? position : '',
    centreEn: centre?.en ?? '',
  }
}
/** What is not known of a person leaves no gap in the line. */
const lineKm = ({ sexKm, positionKm, centreKm }: CertificatePaper['person']): string =>
  [
    sexKm && text(khmer, 'certificates:paper.sex', { sex: sexKm }),
    positionKm && text(khmer, 'certificates:paper.position', { position: positionKm }),
    centreKm && text(khmer, 'certificates:paper.centre', { centre: centreKm }),
  ]
    .filter(Boolean)
    .join(' ')
const lineEn = ({ titleEn, nameLatin, positionEn, centreEn }: CertificatePaper['person'], body: string): string => {
  const who = [[titleEn, nameLatin].filter(Boolean).join(' '), positionEn, centreEn].filter(Boolean).join(', ')
  return text(english, 'certificates:paper.awarded', { who, body })
}
/** Of an occasion its topic, else what the kind is about. */
const aboutOf = (db: Db, kind: Kind, { subject }: Evidence): Both => {
  const topic = kind.ground === 'occasion' && subject !== null ? subjectsByCode(db).get(subject) : undefined
  return topic ? { km: topic.titleKm, en: topic.titleEn } : kind.about
}
/** The tiers that were walked, each with its hours. */
const stationsOf = (db: Db, { kind, personId, evidence }: Given): CertificatePaper['stations'] =>
  kind.hasRoad
    ? versionOf(db, personId).tree.tiers.flatMap(({ n, title }) => {
        const minutes = evidence.tiers.get(n)
        if (minutes === undefined) return []
        const hours = hoursOf(minutes)
        const said = (voice: Voice, count: string): string => text(voice, 'certificates:paper.hours', { hours: count })
        return [{ n, ...title, hours: hours.n, hoursKm: said(khmer, hours.km), hoursEn: said(english, hours.en) }]
      })
    : []
/** Everything that will stand on the paper, as it is today. Nothing of it is read again later. */
export const snapshotOf = (db: Db, given: Given, now: number): CertificatePaper => {
  const { kind, personId, evidence, occasion, number, code } = given
  const person = paperPerson(db, personId)
  const [start, end, hours] = [paperDate(evidence.startsOn), paperDate(evidence.endsOn), hoursOf(evidence.minutes)]
  const about = aboutOf(db, kind, evidence)
  const body = evidence.startsOn === evidence.endsOn ? kind.bodyOneDay : kind.body
  const wordsIn = (language: 'km' | 'en'): Record<string, string> => ({
    course: about[language],
    hours: hours[language],
    start: start[language],
    end: end[language],
  })
  const solar = solarOf(db, occasion.issuedOn)
  return {
    ...heads(),
    number,
    title: { km: kind.titleKm, en: kind.titleEn },
    awardLabel: text(khmer, 'certificates:paper.award'),
    person,
    personLineKm: lineKm(person),
    bodyKm: filled(body.km, wordsIn('km')),
    bodyEn: lineEn(person, filled(body.en, wordsIn('en'))),
    stations: stationsOf(db, given),
    lunarKm: occasion.lunarLine,
    solarKm: solar.km,
    solarEn: solar.en,
    signatory: signatoryOf(db),
    verify: verifyOf(occasion.base, code),
    specimen: occasion.isSpecimen ? text(khmer, 'certificates:paper.specimen') : null,
    keep: [start, end].flatMap(({ km, en }) => [km, en]).concat(
      text(khmer, 'certificates:paper.hours', { hours: hours.km }), about.km, person.centreKm, person.nameLatin,
    ).filter(Boolean), // prettier-ignore
    issuedAt: now,
  }
}
