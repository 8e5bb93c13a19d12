import { sql } from 'drizzle-orm'
import type { Tx } from '#server/db/open'
import { valueOf } from '#server/settings'
import { certificateSeries } from './schema.ts'
import { numberScheme } from './settings.ts'

const digits = 4
/**
 * Takes the next number of a series and year. Only inside the transaction that keeps the certificate: what is rolled
 * back gives its number back, so the series has no gap and no number is given twice.
 */
export const takeNumber = (tx: Tx, kind: string, year: number): { serial: number; number: string } => {
  const { last: serial } = tx
    .insert(certificateSeries)
    .values({ key: `${kind}/${String(year)}`, last: 1 })
    .onConflictDoUpdate({ target: certificateSeries.key, set: { last: sql`"last" + 1` } })
    .returning()
    .get()
  const parts = { kind, year: String(year), serial: String(serial).padStart(digits, '0') }
  const number = valueOf(tx, numberScheme).replaceAll(
    /\{(kind|year|serial)\}/g,
    (_whole, part: keyof typeof parts) => parts[part],
  )
  return { serial, number }
}
