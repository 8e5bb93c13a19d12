import { eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#server/db/open'
import { valueOf } from '#server/settings'
import { certificateSeries } from './schema.ts'
import { numberScheme } from './settings.ts'

const digits = 4
const keyOf = (kind: string, year: number): string => `${kind}/${String(year)}`
const written = (db: Db, kind: string, year: number, serial: number): string => {
  const parts = { kind, year: String(year), serial: String(serial).padStart(digits, '0') }
  return valueOf(db, numberScheme).replaceAll(
    /\{(kind|year|serial)\}/g,
    (_whole, part: keyof typeof parts) => parts[part],
  )
}
/** The number that would be taken now; nothing is taken. */
export const nextNumber = (db: Db, kind: string, year: number): string => {
  const where = eq(certificateSeries.key, keyOf(kind, year))
  const last = db.select({ last: certificateSeries.last }).from(certificateSeries).where(where).get()?.last ?? 0
  return written(db, kind, year, last + 1)
}
/**
 * Takes the next number of a series and year. Only inside the transaction that keeps the certificate: what is rolled
 * back gives its number back, so the series has no gap and no number is given twice.
 */
export const takeNumber = (tx: Tx, kind: string, year: number): { serial: number; number: string } => {
  const { last: serial } = tx
    .insert(certificateSeries)
    .values({ key: keyOf(kind, year), last: 1 })
    .onConflictDoUpdate({ target: certificateSeries.key, set: { last: sql`"last" + 1` } })
    .returning()
    .get()
  return { serial, number: written(tx, kind, year, serial) }
}
