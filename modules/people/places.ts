import { asc } from 'drizzle-orm'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { centres, provinces } from './schema.ts'

export type Province = typeof provinces.$inferSelect
export type Centre = typeof centres.$inferSelect
export type Places = {
  provinces: readonly Province[]
  centres: readonly Centre[]
  province: ReadonlyMap<number, Province>
  centre: ReadonlyMap<number, Centre>
}
/** All provinces (by official code) and centres. */
export const places = kept((db): Places => {
  const allProvinces = db.select().from(provinces).orderBy(asc(provinces.id)).all()
  const allCentres = db.select().from(centres).orderBy(asc(centres.id)).all()
  return {
    provinces: allProvinces,
    centres: allCentres,
    province: new Map(allProvinces.map((one) => [one.id, one])),
    centre: new Map(allCentres.map((one) => [one.id, one])),
  }
})
export type NewPlace = { code: string; km: string; en: string; centreKm: string; centreEn: string }
/** Brings the official list in; places that exist by code keep their rows and edits. */
export const importPlaces = (db: Db, list: readonly NewPlace[], now: number): void => {
  write(db, (tx) => {
    const known = new Set(
      tx
        .select({ code: provinces.code })
        .from(provinces)
        .all()
        .map(({ code }) => code),
    )
    const missing = list.filter(({ code }) => !known.has(code))
    for (const { code, km, en, centreKm, centreEn } of missing) {
      const id = Number(code.slice('KH-'.length))
      tx.insert(provinces).values({ id, code, km, en }).run()
      tx.insert(centres)
        .values({ code: `JC-${code.slice('KH-'.length).padStart(2, '0')}`, provinceId: id, km: centreKm, en: centreEn })
        .run()
    }
    if (missing.length === 0) return
    record(tx, null, { action: 'system.import', subject: 'provinces', at: now, values: { after: missing } })
    touch(tx)
  })
}
