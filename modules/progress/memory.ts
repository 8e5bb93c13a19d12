import { kept } from '#server/db/kept'
import type { Standing } from './standing.ts'

/** Persons whose standing one process remembers; about 6 KB each. */
const most = 2_000
/** All that a standing depends on beside reference data: other facts, another role, version or day are another text. */
export const circumstancesOf = (
  { mark, versionId, isTrainer }: { mark: number | null; versionId: number | null; isTrainer: number },
  today: string,
): string => `${String(mark)} ${String(versionId)} ${String(isTrainer)} ${today}`

type Remembered = { given: string; standing: Standing }
export type Memory = {
  of: (personId: number, given: string) => Standing | undefined
  keep: (personId: number, given: string, standing: Standing) => Standing
}
const empty = (): Memory => {
  const all = new Map<number, Remembered>()
  return {
    of: (personId, given) => {
      const known = all.get(personId)
      return known?.given === given ? known.standing : undefined
    },
    keep: (personId, given, standing) => {
      all.delete(personId)
      all.set(personId, { given, standing })
      // A map has its keys in the order they came: the first was worked out longest ago.
      const [oldest] = all.size > most ? all.keys() : []
      if (oldest !== undefined) all.delete(oldest)
      return standing
    },
  }
}
/**
 * Standings worked out before. No truth is kept here: standing is a pure function, and its facts, which are only ever
 * added to, carry a mark in the file that each new one changes. Titles and codes are reference data, hence `kept`.
 */
export const memory = kept(empty)
