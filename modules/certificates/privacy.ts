import { eq, sql } from 'drizzle-orm'
import type { Module } from '#server/module'
import { certificateBatchMembers, certificates } from './schema.ts'

/** The register stays, also of who is erased: a certificate that was given was given. Snapshots are never rewritten. */
export const person: NonNullable<Module['person']> = {
  merge: (tx, from, into) => {
    for (const table of [certificates, certificateBatchMembers])
      tx.run(sql`update or ignore ${table} set "personId" = ${into} where "personId" = ${from}`)
  },
  erase: () => undefined,
  export: (db, who) => ({
    certificates: db
      .select({
        kind: certificates.kind,
        number: certificates.number,
        code: certificates.code,
        issuedOn: certificates.issuedOn,
        expiresOn: certificates.expiresOn,
        paper: certificates.snapshot,
      })
      .from(certificates)
      .where(eq(certificates.personId, who))
      .all(),
  }),
}
