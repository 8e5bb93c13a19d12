import { chanceOf, type Chance } from '#server/chance'
import type { Db } from '#server/db/open'
import type { Demo } from '#server/module'
import { dayOf, daysLater, type Day } from '#server/time'
import { write } from '#server/db/write'
import { familyNames, mensNames, womensNames } from './demo-names.ts'
import { addPerson, type NewPerson } from './persons.ts'
import { places, type Centre } from './places.ts'

/** As PRODUCT counts them: officers over all centres, some of them trainers, one chief a centre. */
const officers = 120
const trainers = 10
type Cast = { db: Db; now: number; today: Day; chance: Chance; used: Set<string> }

const named = ({ chance, used }: Cast): Pick<NewPerson, 'nameKm' | 'nameLatin' | 'sex' | 'honorific'> => {
  const isWoman = chance.next() < 0.54
  const [familyKm, familyLatin] = chance.one(familyNames)
  const [givenKm, givenLatin] = chance.one(isWoman ? womensNames : mensNames)
  const nameKm = `${familyKm} ${givenKm}`
  if (used.has(nameKm)) return named({ chance, used } as Cast)
  used.add(nameKm)
  const honorific = isWoman ? chance.one(['លោកស្រី', 'កញ្ញា']) : 'លោក'
  // A few records come without the sex, so that "not stated" can be seen.
  return {
    nameKm,
    nameLatin: `${familyLatin} ${givenLatin}`,
    honorific,
    sex: chance.next() < 0.03 ? null : isWoman ? 'female' : 'male',
  }
}
let phone = 12_300_100
const person = (
  cast: Cast,
  centre: Centre | null,
  position: string,
  given: Pick<NewPerson, 'staffId' | 'roles'> & Partial<NewPerson>,
): void => {
  const { chance, db, now, today } = cast
  phone += 7
  const started = daysLater(today, -(200 + chance.below(2_400)))
  addPerson(
    db,
    {
      ...named(cast),
      birthYear: Number(today.slice(0, 4)) - 23 - chance.below(34),
      phones: [`+855${String(phone)}`],
      ...(centre ? { posting: { centreId: centre.id, position, startsOn: started } } : {}),
      ...given,
    },
    now,
  )
}
const staffId = (n: number): string => `NEA-${String(n).padStart(4, '0')}`
/** 120 officers over all centres, 10 of them trainers, 25 chiefs, coordinators, two administrators, an observer, an auditor. */
export const demo = ({ db, now, seed }: Demo): void => {
  write(db, (tx) => {
    const cast: Cast = { db: tx, now, today: dayOf(now), chance: chanceOf(seed), used: new Set() }
    const { centres } = places(tx)
    const centreOf = (n: number): Centre => centres[(n * 7 + Math.floor(n / centres.length)) % centres.length] as Centre
    const home = centres.find(({ code }) => code === 'JC-15') ?? centreOf(0)
    for (const [n, centre] of centres.entries())
      person(cast, centre, 'ប្រធានមជ្ឈមណ្ឌលការងារ', {
        staffId: centre.id === home.id ? 'DEMO-CHIEF' : staffId(900 + n),
        roles: [{ role: 'officer' }, { role: 'chief', centreId: centre.id }],
      })
    for (let n = 0; n < officers; n++) {
      const centre = n < 2 ? home : centreOf(n)
      const isTrainer = n > 0 && n <= trainers
      person(cast, centre, 'មន្ត្រីសេវាមុខរបរ', {
        staffId: n === 0 ? 'DEMO-OFFICER' : n === 1 ? 'DEMO-TRAINER' : staffId(100 + n),
        roles: [
          { role: 'officer' },
          ...(isTrainer ? [{ role: 'trainer' as const, provinceId: centre.provinceId }] : []),
        ],
      })
    }
    for (const centre of centres.slice(0, 5))
      person(cast, centre, 'មន្ត្រីសម្របសម្រួលខេត្ត', {
        staffId: staffId(950 + centre.id),
        roles: [{ role: 'coordinator', provinceId: centre.provinceId }],
      })
    person(cast, null, '', { staffId: 'DEMO-ADMIN', roles: [{ role: 'administrator' }] })
    person(cast, null, '', { staffId: 'DEMO-ADMIN-2', roles: [{ role: 'administrator' }] })
    person(cast, null, '', { staffId: 'DEMO-OBSERVER', roles: [{ role: 'observer' }], language: 'en' })
    person(cast, null, '', { staffId: 'DEMO-AUDITOR', roles: [{ role: 'auditor' }] })
  })
}
