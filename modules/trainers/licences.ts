import { asc, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import type { Day } from '#server/time'
import { persons, postings } from '#modules/people'
import { decide, type Decision, type LeadNeed, type Level, type Licence, type Suspension } from './deciding.ts'

type Row = Omit<Licence, 'topics' | 'provinces' | 'suspensions'> & {
  topics: string
  provinces: string
  suspensions: string
}
const licenceOf = ({ topics, provinces, suspensions, ...row }: Row): Licence => ({
  ...row,
  topics: JSON.parse(topics) as number[],
  provinces: JSON.parse(provinces) as number[],
  suspensions: (JSON.parse(suspensions) as [Day, Day | null][]).map(([from, to]): Suspension => ({ from, to })),
})
/** Licences that no later fact corrects, the longest lasting first, packed: one statement however many persons. */
const select = sql`select l.id, l."personId", l.level, l."validFrom", l."validTo",
  (select json_group_array(t."topicId") from licences_topics t where t."licenceId" = l.id) topics,
  (select json_group_array(p."provinceId") from licences_provinces p where p."licenceId" = l.id) provinces,
  (select json_group_array(json_array(s."fromDay", s."liftedDay")) from licence_suspensions s where s."licenceId" = l.id) suspensions
  from licences l where not exists (select 1 from licences v where v.voids = l.id)`
const order = sql`order by l."validTo" desc, l.id desc`
/** The licences of one person, the longest lasting first. */
export const licencesOf = (db: Db, personId: number): Licence[] =>
  db.all<Row>(sql`${select} and l."personId" = ${personId} ${order}`).map(licenceOf)
/** The licences of several persons, or of all: trainers are few, however many officers there are. One statement. */
export const licencesByPerson = (db: Db, personIds?: readonly number[]): ReadonlyMap<number, readonly Licence[]> => {
  const those = personIds
    ? sql`and l."personId" in (select value from json_each(${JSON.stringify(personIds)}))`
    : sql.empty()
  const all = db.all<Row>(sql`${select} ${those} ${order}`).map(licenceOf)
  const found = new Map<number, Licence[]>()
  for (const one of all) found.set(one.personId, [...(found.get(one.personId) ?? []), one])
  return found
}
/** Whether a person may lead, or co-train, on every day of a need; else why not. One statement. */
export const licenceCheck = (db: Db, personId: number, need: LeadNeed, level: Level): Decision =>
  decide(licencesOf(db, personId), need, level)

const columns = {
  personId: persons.id,
  nameKm: persons.nameKm,
  nameLatin: persons.nameLatin,
  honorific: persons.honorific,
  centreId: sql<
    number | null
  >`(select p."centreId" from ${postings} p where p."personId" = "persons"."id" and p."endsOn" is null)`,
}
export type Trainer = {
  personId: number
  nameKm: string
  nameLatin: string
  honorific: string
  /** Where she works today. */
  centreId: number | null
  /** As the lead, and beside one. */
  check: Decision
  coCheck: Decision
}
const fit = ({ check, coCheck }: Trainer): number => (check.isOk ? 0 : coCheck.isOk ? 1 : 2)
/** Ids of whoever has a licence or the role of a trainer, as a select: SQLite begins at these few. */
export const trainerIds = sql`select l."personId" from licences l union select g."personId" from grants g where g.role = 'trainer'`
/** Everybody active who is a trainer, held against a need, the fitting ones first. Two statements. */
export const trainersFor = (db: Db, need: LeadNeed): readonly Trainer[] => {
  const licensed = licencesByPerson(db)
  return db
    .select(columns)
    .from(persons)
    .where(sql`+${persons.status} = 'active' and ${persons.id} in (${trainerIds})`)
    .orderBy(asc(persons.sortKey), asc(persons.id))
    .all()
    .map((one) => {
      const own = licensed.get(one.personId) ?? []
      return { ...one, check: decide(own, need, 'lead'), coCheck: decide(own, need, 'co') }
    })
    .toSorted((a, b) => fit(a) - fit(b))
}
