import { hash, verify } from '@node-rs/argon2'
import { and, eq, inArray, ne, or } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { record } from '#server/journal'
import { latinDigits } from '#server/khmer'
import { persons, phoneNumber, phones } from '#modules/people'
import { signOutEverywhere } from './logins.ts'
import { passwords } from './schema.ts'

/** argon2id, 19 MiB, 2 passes: 50–100 ms on a small server (OWASP's minimum). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const shortestPassword = 8
/** One number may be shared in an office: so many of its people are tried, no more. */
const mostCandidates = 5
/** A hash of nothing, so that an unknown name takes as long as a known one. */
let decoy: Promise<string> | undefined

export const hashed = (password: string): Promise<string> => hash(password.normalize('NFC'), cost)
/** Stores a hash and ends all logins. Hashing happens before, outside the transaction. Only the house itself does so yet. */
export const setHash = (db: Db, personId: number, made: string, now: number): void => {
  write(db, (tx) => {
    const row = { hash: made, changedAt: now }
    tx.insert(passwords)
      .values({ personId, ...row })
      .onConflictDoUpdate({ target: passwords.personId, set: row })
      .run()
    signOutEverywhere(tx, personId)
    record(tx, null, { action: 'system.command', subject: `people/${String(personId)}`, at: now, fields: ['password'] })
  })
}
type Candidate = { personId: number; hash: string }
/** Who may be meant: a staff ID names one, a phone number perhaps several. */
const candidates = (db: Db, typed: string): Candidate[] => {
  const phone = phoneNumber(typed)
  const holders = phone
    ? db.select({ id: phones.personId }).from(phones).where(eq(phones.number, phone)).limit(mostCandidates).all()
    : []
  return db
    .select({ personId: persons.id, hash: passwords.hash })
    .from(persons)
    .innerJoin(passwords, eq(passwords.personId, persons.id))
    .where(
      and(
        ne(persons.status, 'left'),
        or(
          eq(persons.staffId, latinDigits(typed.trim()).toUpperCase()),
          inArray(
            persons.id,
            holders.map(({ id }) => id),
          ),
        ),
      ),
    )
    .limit(mostCandidates)
    .all()
    .filter(({ hash: made }) => made !== '')
}
/**
 * The person whose staff ID or phone and password these are, or null: never which of the two was wrong. Refused where
 * colleagues share both phone and password: nobody signs in as somebody else.
 */
export const whoIs = async (db: Db, typed: string, password: string): Promise<number | null> => {
  const given = password.normalize('NFC')
  const found = candidates(db, typed)
  if (found.length === 0) await verify(await (decoy ??= hashed('nobody')), given)
  const fitting: number[] = []
  for (const one of found) if (await verify(one.hash, given)) fitting.push(one.personId)
  if (fitting.length > 1) throw new Refused('access:signIn.severalFit')
  return fitting[0] ?? null
}
