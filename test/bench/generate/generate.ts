import { rmSync } from 'node:fs'
import { chanceOf } from '#server/chance'
import { derivedOf, learnAll } from '#server/compose'
import { migrate } from '#server/db/migrate'
import { open, type Db } from '#server/db/open'
import { write } from '#server/db/write'
import { foldersOf } from '#server/prepare'
import { modules } from '../../../modules/index.ts'
import { hireOfficers, signInAll, type Officer, type Stage } from './cast.ts'
import { tell, type Place } from './history.ts'
import { gather } from './gathering.ts'
import { kitOf } from './kit.ts'
import { openQuiz } from './sitting.ts'
import { sizes, type Size, type SizeName } from './sizes.ts'
import { writeAnnounced } from './whole-courses.ts'

const seed = 20_261_124
/** Officers written in one transaction. */
const chunk = 2_000

const tellAll = (stage: Stage, officers: readonly Officer[], { facts }: Size): Map<Officer, Place> => {
  const kit = kitOf(stage)
  const places = new Map<Officer, Place>()
  for (let at = 0; at < officers.length; at += chunk)
    write(stage.db, () => {
      for (const officer of officers.slice(at, at + chunk))
        places.set(officer, tell(kit, officer, Math.round(facts * (0.5 + stage.chance.next()))))
    })
  return places
}
const fill = (stage: Stage, size: Size): void => {
  const officers = write(stage.db, () => hireOfficers(stage, size))
  const places = tellAll(stage, officers, size)
  const signedIn = write(stage.db, () => signInAll(stage, officers))
  write(stage.db, () => {
    const kit = kitOf(stage)
    for (const officer of signedIn) {
      const { study, sat } = places.get(officer) as Place
      openQuiz(kit, officer.id, study.quiz, sat + 1)
    }
  })
  gather(stage, officers, signedIn)
}
/** Fills an open, migrated house of one size; the same on every machine but for its dates and uuids. */
export const fillHouse = (db: Db, size: Size, now: number): void => {
  for (const one of modules) one.content?.(db, now)
  writeAnnounced(db, now)
  fill({ db, chance: chanceOf(seed), now }, size)
}
/** Makes the file of one size below a folder, in the place of an earlier one, and returns the open house. */
export const generate = (folder: string, name: SizeName, now: number): Db => {
  rmSync(folder, { recursive: true, force: true })
  learnAll(modules)
  const db = open(foldersOf(folder).file)
  migrate(db, derivedOf(modules))
  db.$client.pragma('synchronous = OFF')
  fillHouse(db, sizes[name], now)
  return db
}
