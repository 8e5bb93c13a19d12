import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Action, Actor, Role } from '#server/actor'
import { isUnique } from '#server/db/driver'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import type { Language, Numerals } from '#server/i18n'
import { record } from '#server/journal'
import { searchText, sortKey, storeName } from '#server/khmer'
import type { Day } from '#server/time'
import { visibleTo } from './policy.ts'
import { grants, persons, phones, postings, type sexes } from './schema.ts'

export type Person = typeof persons.$inferSelect
export type NewPerson = {
  staffId: string
  nameKm: string
  nameLatin: string
  honorific?: string
  sex?: (typeof sexes)[number] | null
  birthYear?: number | null
  phones?: readonly string[]
  posting?: { centreId: number; position: string; startsOn: Day }
  roles: readonly { role: Role; provinceId?: number; centreId?: number }[]
  language?: Language
}
/** Adds a person with phones, posting and roles. A staff ID that is taken is refused. Only the house itself does so yet (command line, demo). */
export const addPerson = (db: Db, input: NewPerson, now: number): Person =>
  write(db, (tx) => {
    const nameKm = storeName(input.nameKm)
    const nameLatin = storeName(input.nameLatin).toUpperCase()
    const values = {
      staffId: input.staffId.trim().toUpperCase(),
      nameKm,
      nameLatin,
      honorific: input.honorific ?? '',
      sex: input.sex ?? null,
      birthYear: input.birthYear ?? null,
      language: input.language ?? 'km',
      sortKey: sortKey(nameKm || nameLatin),
      searchText: searchText([nameKm, nameLatin, input.staffId].join(' ')),
      createdAt: now,
    }
    const made = inserted(() => tx.insert(persons).values(values).returning().get(), values.staffId)
    for (const number of input.phones ?? []) tx.insert(phones).values({ personId: made.id, number }).run()
    if (input.posting)
      tx.insert(postings)
        .values({ personId: made.id, ...input.posting })
        .run()
    for (const grant of input.roles)
      tx.insert(grants)
        .values({ personId: made.id, ...grant })
        .run()
    record(tx, null, {
      action: 'system.command',
      subject: `people/${String(made.id)}`,
      at: now,
      fields: Object.keys(input),
      values: { after: input },
    })
    return made
  })
const inserted = <T>(insert: () => T, staffId: string): T => {
  try {
    return insert()
  } catch (error) {
    if (isUnique(error)) throw new Refused('people:taken.staffId', { staffId })
    throw error
  }
}
/** A person chooses how pages speak to her. */
export const prefer = (
  db: Db,
  actor: Actor,
  input: { language?: Language; numerals?: Numerals },
  now: number,
): void => {
  write(db, (tx) => {
    tx.update(persons).set(input).where(eq(persons.id, actor.person)).run()
    record(tx, actor, {
      action: 'person.preferences',
      subject: `people/${String(actor.person)}`,
      at: now,
      fields: Object.keys(input),
    })
  })
}
/** The centre where a person was posted on the Phnom Penh day of an instant, as a correlated sub-select for `statements`. */
// Names stand literally: drizzle drops table names in a one-table select, and a correlated sub-select then reads wrong rows.
export const centreOn = (person: string, at: string): ReturnType<typeof sql<number | null>> =>
  sql<number | null>`(select p."centreId" from postings p where p."personId" = ${sql.raw(person)}
    and p."startsOn" <= date(${sql.raw(at)} / 1000 + 25200, 'unixepoch')
    and (p."endsOn" is null or p."endsOn" > date(${sql.raw(at)} / 1000 + 25200, 'unixepoch')) order by p."startsOn" desc limit 1)`

export type Known = Pick<Person, 'id' | 'staffId' | 'nameKm' | 'nameLatin' | 'honorific' | 'sex'> & {
  centreId: number | null
  position: string | null
}
/** A person whom the actor's action reaches, with her current posting. NotFound for anybody else: 404. */
export const personFor = (db: Db, actor: Actor, action: Action, id: number): Known => {
  const found = db
    .select({
      id: persons.id,
      staffId: persons.staffId,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      honorific: persons.honorific,
      sex: persons.sex,
      centreId: postings.centreId,
      position: postings.position,
    })
    .from(persons)
    .leftJoin(postings, and(eq(postings.personId, persons.id), isNull(postings.endsOn)))
    .where(and(eq(persons.id, id), visibleTo(actor, action)))
    .get()
  if (!found) throw new NotFound()
  return found
}
/** The active person of a staff ID, whoever asks: who stands in the room with a badge has shown it. */
export const personByStaffId = (db: Db, staffId: string): Pick<Person, 'id' | 'nameKm' | 'nameLatin'> | undefined =>
  db
    .select({ id: persons.id, nameKm: persons.nameKm, nameLatin: persons.nameLatin })
    .from(persons)
    .where(and(eq(persons.staffId, staffId.trim().toUpperCase()), eq(persons.status, 'active')))
    .get()
