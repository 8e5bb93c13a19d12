import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { inWorker } from '#server/worker'
import type { DrawAsk, Drawn } from './drawing.ts'
import { certificateTemplate } from './paper/certificate.ts'
import { certificatePapers, certificates } from './schema.ts'

const task = new URL('./drawing.ts', import.meta.url)
/** So many at once in the worker: whoever asks for one paper meanwhile waits no longer than for these. */
const group = 5

const undrawn = (db: Db, batchId: number): number[] =>
  db
    .select({ id: certificates.id })
    .from(certificates)
    .where(
      and(
        eq(certificates.batchId, batchId),
        sql`not exists (select 1 from certificate_papers p where p."certificateId" = "certificates"."id" and p.template = ${certificateTemplate})`,
      ),
    )
    .all()
    .map(({ id }) => id)
/** What was drawn, kept beside the certificate. Twice is once. */
const keep = (db: Db, drawn: readonly Drawn[], now: number): void => {
  write(db, (tx) => {
    for (const { id, template, sha256, length, problem } of drawn)
      if (problem === null)
        tx.insert(certificatePapers)
          .values({ certificateId: id, template, sha256, length, renderedAt: now })
          .onConflictDoNothing()
          .run()
  })
}
/** Draws the papers of a batch that are not drawn yet, in the worker. One that cannot be drawn does not stop the rest; then it throws. */
export const drawPapers = async (db: Db, batchId: number, now: number): Promise<void> => {
  const ids = undrawn(db, batchId)
  const problems: string[] = []
  for (let at = 0; at < ids.length; at += group) {
    const ask = { ids: ids.slice(at, at + group), hasBytes: false }
    const drawn = await inWorker<DrawAsk, Drawn[]>(db, task, ask)
    keep(db, drawn, now)
    problems.push(
      ...drawn.flatMap(({ id, problem }) => (problem === null ? [] : [`certificate ${String(id)}: ${problem}`])),
    )
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
/** The bytes of one paper, and whether they are those that were drawn first. */
export const paperOf = async (db: Db, id: number): Promise<{ bytes: Buffer; isSame: boolean }> => {
  const [drawn] = await inWorker<DrawAsk, Drawn[]>(db, task, { ids: [id], hasBytes: true })
  const { template, sha256, bytes, problem } = present(drawn, 'the drawing')
  if (problem !== null) throw new Error(problem)
  const kept = db
    .select({ sha256: certificatePapers.sha256 })
    .from(certificatePapers)
    .where(and(eq(certificatePapers.certificateId, id), eq(certificatePapers.template, template)))
    .get()
  return { bytes: Buffer.from(present(bytes, 'the bytes')), isSame: kept === undefined || kept.sha256 === sha256 }
}
