import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { hasRole, persons } from '#modules/people'
import { decide, type Decision, type LeadNeed, type Licence, type Suspension } from './deciding.ts'

type Row = {
  id: number
  personId: number
  level: 'lead' | 'co'
  validFrom: string
  validTo: string
  topics: string
  provinces: string
  suspensions: string
}
const licenceOf = ({ topics, provinces, suspensions, ...row }: Row): Licence => ({
  ...row,
  topics: JSON.parse(topics) as number[],
  provinces: JSON.parse(provinces) as number[],
  suspensions: (JSON.parse(suspensions) as [string, string | null][]).map(([from, to]): Suspension => ({ from, to })),
})
/** Licences that no later fact corrects, packed: one statement however many persons. */
const select = sql`select l.id, l."personId", l.level, l."validFrom", l."validTo",
  (select json_group_array(t."topicId") from licences_topics t where t."licenceId" = l.id) topics,
  (select json_group_array(p."provinceId") from licences_provinces p where p."licenceId" = l.id) provinces,
  (select json_group_array(json_array(s."fromDay", s."liftedDay")) from licence_suspensions s where s."licenceId" = l.id) suspensions
  from licences l`
const live = sql`not exists (select 1 from licences v where v.voids = l.id)`
/** The licences of one person, the longest lasting first. */
export const licencesOf = (db: Db, personId: number): Licence[] =>
  db.all<Row>(sql`${select} where l."personId" = ${personId} and ${live} order by l."validTo" desc`).map(licenceOf)
/** All licences, by person. Trainers are few, however many officers there are. */
export const licencesByPerson = (db: Db): ReadonlyMap<number, readonly Licence[]> => {
  const all = new Map<number, Licence[]>()
  for (const one of db.all<Row>(sql`${select} where ${live} order by l."validTo" desc`).map(licenceOf))
    all.set(one.personId, [...(all.get(one.personId) ?? []), one])
  return all
}
/** Whether a person may lead, or co-train, on every day of a need; else why not. */
export const licenceCheck = (db: Db, personId: number, need: LeadNeed, level: 'lead' | 'co'): Decision =>
  decide(licencesOf(db, personId), need, level)

export type Trainer = {
  personId: number
  nameKm: string
  nameLatin: string
  honorific: string
  /** As the lead, and beside one. */
  check: Decision
  coCheck: Decision
}
const order = ({ check, coCheck }: Trainer): number => (check.isOk ? 0 : coCheck.isOk ? 1 : 2)
/** Everybody with a licence or the role of a trainer, held against a need, the fitting ones first. Two statements. */
export const trainersFor = (db: Db, need: LeadNeed): Trainer[] => {
  const licensed = licencesByPerson(db)
  const ids = JSON.stringify([...licensed.keys()])
  return db
    .select({ personId: persons.id, nameKm: persons.nameKm, nameLatin: persons.nameLatin, honorific: persons.honorific })
    .from(persons)
    .where(sql`${persons.status} = 'active' and (${persons.id} in (select value from json_each(${ids})) or ${hasRole('trainer')})`)
    .all()
    .map((one) => {
      const own = licensed.get(one.personId) ?? []
      return { ...one, check: decide(own, need, 'lead'), coCheck: decide(own, need, 'co') }
    })
    .toSorted((a, b) => order(a) - order(b))
} // prettier-ignore
