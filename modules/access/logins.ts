import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Actor, Grant } from '#server/actor'
import type { Db } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { NotFound } from '#server/errors'
import { record } from '#server/journal'
import { day, minute } from '#server/time'
import { valueOf } from '#server/settings'
import { grants, persons, type Person } from '#modules/people'
import { reachOf } from './reach.ts'
import { logins } from './schema.ts'
import { loginDays } from './settings.ts'

/** `lastSeen` is written at most this often, after the reply: a GET itself writes nothing. */
const seenEvery = 10 * minute

const $ = sql.placeholder
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
/** Login, person and roles in one statement: 9 µs. */
const found = prepared((db) =>
  db
    .select({
      login: logins.id,
      person: persons.id,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
      language: persons.language,
      numerals: persons.numerals,
      lastSeenAt: logins.lastSeenAt,
      grants: sql<string>`(select json_group_array(json_array(g.role, g."provinceId", g."centreId")) from grants g where g."personId" = ${persons.id})`,
    })
    .from(logins)
    .innerJoin(persons, eq(persons.id, logins.personId))
    .where(and(eq(logins.token, $('token')), gt(logins.expiresAt, $('now')), sql`${persons.status} <> 'left'`)),
)
type Triple = [Grant['role'], number | null, number | null]
const grantsOf = (json: string): Grant[] =>
  (JSON.parse(json) as Triple[]).map(([role, province, centre]) => ({ role, province, centre }))

/** Who holds this token; undefined when nobody does, the login ended, or the person left. */
export const identify = (db: Db, token: string, now: number): Actor | undefined => {
  const row = found(db).get({ token: digest(token), now })
  if (!row) return undefined
  const grants = grantsOf(row.grants)
  if (now - row.lastSeenAt > seenEvery)
    setImmediate(() => {
      touchLogin(db, row.login, now)
    })
  const { login, person, nameKm, nameLatin, language, numerals } = row
  return {
    login,
    person,
    nameKm,
    nameLatin,
    language,
    numerals,
    roles: grants.map(({ role }) => role),
    reach: reachOf(person, grants),
  }
}
const grantRows = prepared((db) =>
  db
    .select({ role: grants.role, province: grants.provinceId, centre: grants.centreId })
    .from(grants)
    .where(eq(grants.personId, $('person'))),
)
/** A person as an actor without a browser: for the command line, the demo and tests. */
export const actorOf = (db: Db, { id, nameKm, nameLatin, language, numerals }: Person): Actor => {
  const held = grantRows(db).all({ person: id })
  return {
    login: 0,
    person: id,
    nameKm,
    nameLatin,
    language,
    numerals,
    roles: held.map(({ role }) => role),
    reach: reachOf(id, held),
  }
}
/** A full disk or a busy file must not stop who only reads: the next visit says it again. */
const touchLogin = (db: Db, login: number, now: number): void => {
  try {
    db.update(logins).set({ lastSeenAt: now }).where(eq(logins.id, login)).run()
  } catch {
    return
  }
}
/** Makes a login and returns its token: the only time it is seen in clear. */
export const signIn = (db: Db, personId: number, device: string, now: number): string => {
  const token = randomBytes(24).toString('base64url')
  write(db, (tx) => {
    tx.insert(logins)
      .values({
        token: digest(token),
        personId,
        device: device.slice(0, 200),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: now + valueOf(tx, loginDays) * day,
      })
      .run()
    record(tx, { person: personId }, { action: 'access.signIn', subject: `people/${String(personId)}`, at: now })
  })
  return token
}
/** Ends one login of the person herself, this browser's or another's. */
export const signOut = (db: Db, actor: Actor, login: number, now: number): void => {
  write(db, (tx) => {
    const gone = tx
      .delete(logins)
      .where(and(eq(logins.id, login), eq(logins.personId, actor.person)))
      .returning({ id: logins.id })
      .all()
    if (gone.length === 0) throw new NotFound()
    record(tx, actor, { action: 'access.signOut', subject: `people/${String(actor.person)}`, at: now })
  })
}
/** Ends every login of a person, after a new password. */
export const signOutEverywhere = (db: Db, personId: number): void => {
  write(db, (tx) => {
    tx.delete(logins).where(eq(logins.personId, personId)).run()
  })
}
export type Login = typeof logins.$inferSelect
/** The browsers in which a person is signed in, the last used first. */
export const loginsOf = (db: Db, personId: number, now: number): Login[] =>
  db
    .select()
    .from(logins)
    .where(and(eq(logins.personId, personId), gt(logins.expiresAt, now)))
    .orderBy(desc(logins.lastSeenAt))
    .all()
/** Nightly: ended logins are forgotten. */
export const forgetEnded = (db: Db, now: number): void => {
  db.delete(logins).where(lt(logins.expiresAt, now)).run()
}
