import { readFileSync } from 'node:fs'
import type { Db } from '#server/db/open'
import { importPlaces, type NewPlace } from './places.ts'

const file = new URL('../../content/places/provinces.csv', import.meta.url)
/** `code,km,en,centreKm,centreEn`; no field of the official list holds a comma. */
const placesOf = (csv: string): NewPlace[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [code = '', km = '', en = '', centreKm = '', centreEn = ''] = row.split(',')
      return { code, km, en, centreKm, centreEn }
    })
/** Provinces and job centres from `content/places`. */
export const content = (db: Db, now: number): void => {
  importPlaces(db, placesOf(readFileSync(file, 'utf8')), now)
}
