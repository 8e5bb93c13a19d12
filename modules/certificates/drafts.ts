import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { lunarDate } from '#server/khmer'
import { dayOf, type Day } from '#server/time'
import { batchOf, insistEligible, insistKnown, journalled, type Batch } from './batch-steps.ts'
import { kindOf } from './kinds.ts'
import { insistMayIssue } from './policy.ts'
import { certificateBatches, certificateBatchMembers, certificates, revocations } from './schema.ts'

export type NewBatch = {
  once: string
  kind: string
  occasion: string | null
  personIds: readonly number[]
  issuedOn: Day
}
type Members = readonly { personId: number; replaces: number | null }[]
const drafted = (tx: Tx, actor: Actor, { personIds: _, ...input }: NewBatch, members: Members, now: number): Batch => {
  const lunarLine = lunarDate(input.issuedOn).text
  const row = { ...input, lunarLine, createdBy: actor.person, createdAt: now }
  const made = tx.insert(certificateBatches).values(row).returning().get()
  for (const member of members) tx.insert(certificateBatchMembers).values({ batchId: made.id, ...member }).run() // prettier-ignore
  journalled(tx, actor, made.id, 'draft', now, { after: { ...input, members } })
  return made
}
/** A draft for those who meet the requirements. The same `once` again is the same draft. */
export const draftBatch = (db: Db, actor: Actor, input: NewBatch, now: number): Batch =>
  write(db, (tx) => {
    insistMayIssue(actor)
    const known = tx.select().from(certificateBatches).where(eq(certificateBatches.once, input.once)).get()
    if (known) return known
    const kind = kindOf(tx, input.kind)
    const ids = [...new Set(input.personIds)]
    if (ids.length === 0) throw new Refused('certificates:refused.nobody')
    if (input.issuedOn > dayOf(now)) throw new Refused('certificates:refused.future')
    if ((kind.ground === 'occasion') !== (input.occasion !== null)) throw new Refused('certificates:refused.occasion')
    insistKnown(tx, actor, ids)
    insistEligible(tx, input, ids, now)
    const members = ids.map((personId) => ({ personId, replaces: null }))
    return drafted(tx, actor, input, members, now)
  })
/** A corrected certificate in the place of a revoked one: a draft of one, which is approved and issued like any other. */
export const reissue = (
  db: Db,
  actor: Actor,
  input: { certificateId: number; once: string; issuedOn: Day },
  now: number,
): Batch =>
  write(db, (tx) => {
    insistMayIssue(actor)
    const { certificateId, once, issuedOn } = input
    const known = tx.select().from(certificateBatches).where(eq(certificateBatches.once, once)).get()
    if (known) return known
    const old = tx.select().from(certificates).where(eq(certificates.id, certificateId)).get()
    if (!old) throw new NotFound()
    if (issuedOn > dayOf(now)) throw new Refused('certificates:refused.future')
    const isRevoked = tx.select().from(revocations).where(eq(revocations.certificateId, old.id)).get()
    if (!isRevoked) throw new Refused('certificates:refused.notRevoked')
    if (openFor(tx, old.id)) throw new Refused('certificates:refused.reissued')
    const occasion = old.basis.startsWith('occasion:') ? old.basis.slice('occasion:'.length) : null
    const batch = { once, kind: old.kind, occasion, personIds: [old.personId], issuedOn }
    insistEligible(tx, batch, batch.personIds, now)
    return drafted(tx, actor, batch, [{ personId: old.personId, replaces: old.id }], now)
  })
/** Whether a corrected one was issued or is on its way. */
const openFor = (tx: Tx, replaced: number): boolean =>
  tx
    .select({ id: certificateBatches.id })
    .from(certificateBatchMembers)
    .innerJoin(certificateBatches, eq(certificateBatches.id, certificateBatchMembers.batchId))
    .where(and(eq(certificateBatchMembers.replaces, replaced), sql`${certificateBatches.state} <> 'withdrawn'`))
    .get() !== undefined

/** The lunar line as the signer wants it, while nobody approved it. */
export const writeLunarLine = (
  db: Db,
  actor: Actor,
  { batchId, lunarLine, rowVersion }: { batchId: number; lunarLine: string; rowVersion: number },
  now: number,
): void => {
  write(db, (tx) => {
    insistMayIssue(actor)
    const before = batchOf(tx, batchId)
    if (before.state !== 'draft') throw new Refused('certificates:refused.state')
    const where = and(eq(certificateBatches.id, batchId), eq(certificateBatches.rowVersion, rowVersion))
    const { changes } = tx.update(certificateBatches).set({ lunarLine }).where(where).run()
    if (changes === 0) throw new Refused('certificates:refused.stale', { line: before.lunarLine })
    const subject = `certificates/batches/${String(batchId)}`
    const values = { before: before.lunarLine, after: lunarLine }
    record(tx, actor, { action: 'certificates.issue', subject, at: now, fields: ['lunarLine'], values })
  })
}
