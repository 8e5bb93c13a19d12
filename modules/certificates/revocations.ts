import { and, eq, ne } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound, Refused } from '#server/errors'
import { record } from '#server/journal'
import { tellMany } from '#modules/notices'
import { grants } from '#modules/people'
import { reaching } from '#modules/people'
import { insistMayRevoke } from './policy.ts'
import { certificates, revocationRequests, revocations } from './schema.ts'

type Request = typeof revocationRequests.$inferSelect
const insistThere = (tx: Tx, actor: Actor, id: number): void => {
  const where = and(eq(certificates.id, id), reaching(actor, 'certificates.revoke', certificates.personId))
  if (!tx.select({ id: certificates.id }).from(certificates).where(where).get()) throw new NotFound()
}
const openOf = (tx: Tx, certificateId: number): Request | undefined =>
  tx
    .select()
    .from(revocationRequests)
    .where(and(eq(revocationRequests.certificateId, certificateId), eq(revocationRequests.state, 'open')))
    .get()
const journalled = (tx: Tx, actor: Actor, id: number, step: string, now: number, values?: unknown): void => {
  record(tx, actor, { action: 'certificates.revoke', subject: `certificates/${String(id)}`, at: now, fields: [step], values }) // prettier-ignore
}
/** A second person is wanted: whoever else may confirm is told, or nobody would ever come. */
const tellOthers = (tx: Tx, actor: Actor, { id, certificateId, reason }: Request, now: number): void => {
  const others = tx
    .selectDistinct({ id: grants.personId })
    .from(grants)
    .where(and(eq(grants.role, 'administrator'), ne(grants.personId, actor.person)))
    .all()
  const href = `/certificates/${String(certificateId)}`
  const told = { key: 'certificates:notice.toRevoke' as const, params: { reason }, href }
  tellMany(tx, others.map(({ id: personId }) => ({ ...told, personId, once: `revocations/${String(id)}/${String(personId)}` })), now) // prettier-ignore
}
/** Asks that a certificate be revoked, with the reason. Nothing happens to it until another person confirms. */
export const requestRevocation = (
  db: Db,
  actor: Actor,
  input: { certificateId: number; once: string; reason: string },
  now: number,
): Request =>
  write(db, (tx) => {
    insistMayRevoke(actor)
    const { certificateId, once, reason } = input
    insistThere(tx, actor, certificateId)
    const known = tx.select().from(revocationRequests).where(eq(revocationRequests.once, once)).get()
    if (known) return known
    if (tx.select().from(revocations).where(eq(revocations.certificateId, certificateId)).get())
      throw new Refused('certificates:refused.revokedAlready')
    if (openOf(tx, certificateId)) throw new Refused('certificates:refused.requested')
    const row = { certificateId, once, reason, requestedBy: actor.person, requestedAt: now }
    const made = tx.insert(revocationRequests).values(row).returning().get()
    journalled(tx, actor, certificateId, 'request', now, { after: { reason } })
    tellOthers(tx, actor, made, now)
    return made
  })
const closed = (tx: Tx, id: number, set: Partial<Request>): void => {
  const where = and(eq(revocationRequests.id, id), eq(revocationRequests.state, 'open'))
  const { changes } = tx.update(revocationRequests).set(set).where(where).run()
  if (changes === 0) throw new Refused('certificates:refused.noRequest')
}
/**
 * The second person confirms the request that she read: from here on the certificate is revoked. Nothing is deleted.
 * Refused where that request was taken back meanwhile, also when another one is open by now: its reason she did not see.
 */
export const confirmRevocation = (
  db: Db,
  actor: Actor,
  { certificateId, requestId }: { certificateId: number; requestId: number },
  now: number,
): void => {
  write(db, (tx) => {
    insistMayRevoke(actor)
    insistThere(tx, actor, certificateId)
    const request = openOf(tx, certificateId)
    if (!request) throw new Refused('certificates:refused.noRequest')
    if (request.id !== requestId) throw new Refused('certificates:refused.otherRequest')
    if (request.requestedBy === actor.person) throw new Refused('certificates:refused.samePerson')
    closed(tx, request.id, { state: 'confirmed' })
    const row = { certificateId, requestId: request.id, confirmedBy: actor.person, confirmedAt: now }
    tx.insert(revocations).values(row).run()
    journalled(tx, actor, certificateId, 'confirm', now, { after: { reason: request.reason } })
  })
}
/** Takes a request back; anybody who may revoke may do so. */
export const withdrawRevocation = (db: Db, actor: Actor, certificateId: number, now: number): void => {
  write(db, (tx) => {
    insistMayRevoke(actor)
    insistThere(tx, actor, certificateId)
    const request = openOf(tx, certificateId)
    if (!request) throw new Refused('certificates:refused.noRequest')
    closed(tx, request.id, { state: 'withdrawn', withdrawnBy: actor.person, withdrawnAt: now })
    journalled(tx, actor, certificateId, 'withdraw', now)
  })
}
