import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { asc } from 'drizzle-orm'
import { parse } from 'yaml'
import { z } from 'zod'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { NotFound } from '#server/errors'
import { record } from '#server/journal'
import { newestVersion } from '#modules/programme'
import { certificateKinds, grounds, layouts } from './schema.ts'

export type Kind = typeof certificateKinds.$inferSelect
const file = new URL('../../content/certificates/kinds.yaml', import.meta.url)
const words = z.strictObject({ km: z.string().min(1), en: z.string().min(1) })
const KindFile = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9]{2,15}$/),
  ground: z.enum(grounds),
  tier: z.string().min(1).optional(),
  tierNumber: z.number().int().min(1).max(4),
  titleKm: z.tuple([z.string().min(1), z.string()]),
  titleEn: z.string().min(1),
  about: words,
  body: words,
  bodyOneDay: words,
  months: z.number().int().min(1).optional(),
  layout: z.enum(layouts),
  hasRoad: z.boolean(),
})
export const KindsFile = z
  .array(KindFile)
  .min(1)
  .refine(
    (all) => all.every(({ ground, tier }) => (ground === 'tier') === (tier !== undefined)),
    'a tier names its code',
  )
type KindFile = z.output<typeof KindFile>

/** All kinds, in their order. */
export const kinds = kept((db): readonly Kind[] =>
  db.select().from(certificateKinds).orderBy(asc(certificateKinds.position)).all(),
)
/** The kind of a code; NotFound for one that is not there. */
export const kindOf = (db: Db, code: string): Kind => {
  const found = kinds(db).find((one) => one.code === code)
  if (!found) throw new NotFound()
  return found
}
const rowOf = (one: KindFile, position: number): typeof certificateKinds.$inferInsert => ({
  ...one,
  tier: one.tier ?? null,
  months: one.months ?? null,
  position,
  digest: createHash('sha256')
    .update(JSON.stringify([position, one]))
    .digest('hex'),
})
/** Brings the kinds in; one that is known takes over what its file says now. None is ever taken away: certificates name it. */
export const importKinds = (db: Db, list: readonly KindFile[], now: number): void => {
  write(db, (tx) => {
    const known = new Map(kinds(tx).map(({ code, digest }) => [code, digest]))
    const changed = list.map(rowOf).filter(({ code, digest }) => known.get(code) !== digest)
    for (const row of changed)
      tx.insert(certificateKinds).values(row).onConflictDoUpdate({ target: certificateKinds.code, set: row }).run()
    if (changed.length === 0) return
    const fields = changed.map(({ code }) => code)
    record(tx, null, { action: 'system.import', subject: 'certificates/kinds', at: now, fields })
    touch(tx)
  })
}
export const content = (db: Db, now: number): void => {
  importKinds(db, KindsFile.parse(parse(readFileSync(file, 'utf8'))), now)
}
/** Each tier that a kind asks for is one of the programme. */
export const check = (db: Db): string[] => {
  const tiers = new Set(newestVersion(db).tree.tiers.map(({ code }) => code))
  return kinds(db).flatMap(({ code, tier }) =>
    tier === null || tiers.has(tier)
      ? []
      : [`content/certificates/kinds.yaml: ${code} asks for ${tier}, which is no tier`],
  )
}
