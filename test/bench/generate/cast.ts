import { createHash } from 'node:crypto'
import type { Role } from '#server/actor'
import type { Chance } from '#server/chance'
import type { Db } from '#server/db/open'
import { day, dayOf, daysLater, type Day } from '#server/time'
import { addPerson, places, postings, type Centre } from '#modules/people'
import { newestVersion, programmeEnrolments } from '#modules/programme'
import { logins } from '../../../modules/access/schema.ts'
import { familyNames, mensNames, womensNames } from '../../../modules/people/demo-names.ts'
import { inserter } from './inserter.ts'
import { browsers, tokens, type Size } from './sizes.ts'

/** `trains`: tier 2 is asked of her too. */
export type Officer = { id: number; trains: boolean }
type Grant = { role: Role; provinceId?: number; centreId?: number }
type Hired = { n: number; centre: Centre; startsOn: Day; roles: readonly Grant[] }
export type Stage = { db: Db; chance: Chance; now: number }

const every = (n: number, step: number): boolean => n % step === step - 1
const hire = ({ db, chance, now }: Stage, { n, centre, startsOn, roles }: Hired): number => {
  const isWoman = chance.next() < 0.54
  const [familyKm, familyLatin] = chance.one(familyNames)
  const [givenKm, givenLatin] = chance.one(isWoman ? womensNames : mensNames)
  const made = addPerson(
    db,
    {
      staffId: `BENCH-${String(n)}`,
      nameKm: `${familyKm} ${givenKm}`,
      nameLatin: `${familyLatin} ${givenLatin}`,
      sex: every(n, 30) ? null : isWoman ? 'female' : 'male',
      birthYear: 1966 + chance.below(36),
      phones: [`+85512${String(200_000 + n)}`],
      posting: { centreId: centre.id, position: 'មន្ត្រីសេវាមុខរបរ', startsOn },
      roles,
      language: every(n, 10) ? 'en' : 'km',
    },
    now,
  )
  return made.id
}
/** Officers over all centres: one in ten trains, one in eight was moved once, the first of each centre is its chief. */
export const hireOfficers = (stage: Stage, { persons }: Size): Officer[] => {
  const { centres } = places(stage.db)
  const post = inserter(stage.db, postings)
  const enrol = inserter(stage.db, programmeEnrolments)
  const versionId = newestVersion(stage.db).id
  return Array.from({ length: persons }, (_, n) => {
    const centre = centres[n % centres.length] as Centre
    const startsOn = daysLater(dayOf(stage.now), -(400 + stage.chance.below(1_500)))
    const trains = every(n, 10)
    const roles: Grant[] = [{ role: 'officer' }]
    if (trains) roles.push({ role: 'trainer', provinceId: centre.provinceId })
    if (n < centres.length) roles.push({ role: 'chief', centreId: centre.id })
    const id = hire(stage, { n, centre, startsOn, roles })
    const before = {
      centreId: stage.chance.one(centres).id,
      position: '—',
      startsOn: daysLater(startsOn, -900),
      endsOn: startsOn,
    }
    if (every(n, 8)) post({ personId: id, ...before })
    enrol({ personId: id, versionId, enrolledAt: stage.now - 400 * day })
    return { id, trains }
  })
}
const signIn = ({ db, now }: Stage): ((personId: number, token: string) => void) => {
  const login = inserter(db, logins)
  return (personId, token) => {
    const digest = createHash('sha256').update(token).digest('base64url')
    login({
      token: digest,
      personId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + 365 * day,
      device: 'Chrome Android',
    })
  }
}
/** Who is signed in: the officers after the chiefs in turn, one chief, one administrator. Returns those officers. */
export const signInAll = (stage: Stage, officers: readonly Officer[]): Officer[] => {
  const { centres } = places(stage.db)
  const login = signIn(stage)
  const plain = officers.slice(centres.length)
  const used = plain.slice(0, browsers)
  for (let n = 0; n < browsers; n++) login((used[n % used.length] as Officer).id, tokens.officer(n))
  login((officers[0] as Officer).id, tokens.chief)
  const roles: Grant[] = [{ role: 'administrator' }]
  const startsOn = daysLater(dayOf(stage.now), -900)
  login(hire(stage, { n: officers.length, centre: centres[0] as Centre, startsOn, roles }), tokens.administrator)
  return used
}
