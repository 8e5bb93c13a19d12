import { createHash } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { Task } from '#server/worker'
import { certificateTemplate, drawCertificate } from './paper/certificate.ts'
import { certificates } from './schema.ts'

export type DrawAsk = { ids: readonly number[]; hasBytes: boolean }
export type Drawn = {
  id: number
  template: string
  sha256: string
  length: number
  bytes: Uint8Array | null
  /** Why it could not be drawn. */
  problem: string | null
}
/** Draws certificates from their snapshots: the same snapshot gives the same bytes. Runs in the worker. */
const drawing: Task<DrawAsk, Drawn[]> = async (db, { ids, hasBytes }) => {
  const rows = db
    .select({ id: certificates.id, snapshot: certificates.snapshot, layout: certificates.layout })
    .from(certificates)
    .where(inArray(certificates.id, [...ids]))
    .all()
  const all: Drawn[] = []
  for (const { id, snapshot, layout } of rows) {
    const none = { id, template: certificateTemplate, sha256: '', length: 0, bytes: null }
    try {
      const made = await drawCertificate(snapshot, layout)
      const sha256 = createHash('sha256').update(made).digest('hex')
      const bytes = hasBytes ? new Uint8Array(made) : null
      all.push({ ...none, sha256, length: made.length, bytes, problem: null })
    } catch (error) {
      all.push({ ...none, problem: String(error) })
    }
  }
  return all
}
export default drawing
