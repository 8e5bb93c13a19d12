import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { parse } from 'yaml'
import { touch } from '#server/db/kept'
import type { Db, Tx } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { dayOf } from '#server/time'
import { rubrics, rubricVersions } from './observation-schema.ts'
import { RubricFile, type RubricBody } from './rubric-shape.ts'

const folder = new URL('../../content/rubrics/', import.meta.url)
/** A rubric of `content/rubrics`. Throws, naming what does not fit. */
export const rubricOf = (yaml: string): RubricFile => RubricFile.parse(parse(yaml))

/** A text that returns to an earlier one gets that version back. */
const putVersion = (tx: Tx, rubricId: number, digest: string, body: RubricBody, now: number): void => {
  const next = sql<number>`(select coalesce(max(v.number), 0) + 1 from rubric_versions v where v."rubricId" = ${rubricId})`
  tx.insert(rubricVersions)
    .values({ rubricId, number: next, digest, body, createdAt: now })
    .onConflictDoNothing({ target: [rubricVersions.rubricId, rubricVersions.digest] })
    .run()
}
/** Brings a rubric in; the same again changes nothing. Performances already begun keep their version. */
export const importRubric = (db: Db, { code, tier, ...body }: RubricFile, now: number): { changed: boolean } => {
  const digest = createHash('sha256')
    .update(JSON.stringify({ tier, ...body }))
    .digest('base64url')
  return write(db, (tx) => {
    const known = tx.select().from(rubrics).where(eq(rubrics.code, code)).get()
    if (known?.digest === digest && known.retiredOn === null) return { changed: false }
    const row = { tier, titleKm: body.title.km, titleEn: body.title.en, digest, retiredOn: null }
    const { id } = tx
      .insert(rubrics)
      .values({ code, ...row })
      .onConflictDoUpdate({ target: rubrics.code, set: row })
      .returning({ id: rubrics.id })
      .get()
    putVersion(tx, id, digest, body, now)
    touch(tx)
    record(tx, null, {
      action: 'system.import',
      subject: `rubrics/${code}`,
      at: now,
      fields: known ? ['body'] : ['code', 'body'],
    })
    return { changed: true }
  })
}
/** A rubric whose file is gone is observed no more; what was observed stays. */
const retireMissing = (db: Db, codes: readonly string[], now: number): void => {
  const gone = and(isNull(rubrics.retiredOn), notInArray(rubrics.code, [...codes]))
  if (!db.select({ id: rubrics.id }).from(rubrics).where(gone).get()) return
  write(db, (tx) => {
    tx.update(rubrics)
      .set({ retiredOn: dayOf(now) })
      .where(gone)
      .run()
    touch(tx)
  })
}
/** All rubrics of the folder. */
export const rubricContent = (db: Db, now: number): void => {
  const files = readdirSync(folder).filter((one) => one.endsWith('.yaml'))
  const all = files.toSorted().map((name) => rubricOf(readFileSync(new URL(name, folder), 'utf8')))
  for (const one of all) importRubric(db, one, now)
  retireMissing(
    db,
    all.map(({ code }) => code),
    now,
  )
}
