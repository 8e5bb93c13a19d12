import { sql, type SQL } from 'drizzle-orm'
import { clusters, fold } from '#server/khmer'
import { persons } from './schema.ts'

/** The longest search that is read, in UTF-16 units: word cutting is superlinear, and this box is typed into. */
const longest = 120
/** A word as FTS5 wants it: its clusters as a phrase, the last one a beginning. */
const phrase = (word: string): string => `"${clusters(word).join(' ').replaceAll('"', '""')}"*`

/** Persons whose names or staff ID begin with each of the words typed; null when nothing was typed that can be found. */
export const foundBy = (typed: string): SQL | null => {
  const words = fold(typed.slice(0, longest))
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
  if (words.length === 0) return null
  const match = words.map(phrase).join(' ')
  return sql`${persons.id} in (select rowid from person_words where person_words match ${match})`
}
