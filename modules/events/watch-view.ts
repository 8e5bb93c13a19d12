import { randomUUID } from 'node:crypto'
import { either, text, type Voice } from '#server/i18n'
import type { PerformanceRow, RubricTitle } from '#modules/assessments'

/** What begins an observation: the try that the page showed, so that a stale page begins no second one. */
type Start = { action: string; once: string; personId: string; rubric: string; tryNumber: number; verb: string; together: string | null } // prettier-ignore
/** What one rubric says of one participant, the way to it, and what may begin. */
export type Watch = { words: string; look: string; href: string | null; start: Start | null }
type Of = { eventId: number; personId: number; rubric: RubricTitle; mayBegin: boolean; hasOthers: boolean }

const startOf = (voice: Voice, { eventId, personId, rubric, mayBegin, hasOthers }: Of, tryNumber: number, verb: string): Start | null =>
  mayBegin
    ? { action: `/events/${String(eventId)}/observations`, once: randomUUID(), personId: String(personId), rubric: rubric.code, tryNumber, verb, together: hasOthers ? text(voice, 'events:watch.together') : null }
    : null // prettier-ignore
const settled = (voice: Voice, of: Of, title: string, found: PerformanceRow): Watch => {
  const key = found.passed === null ? 'events:watch.done' : found.passed ? 'events:watch.passed' : 'events:watch.notYet'
  const again =
    found.passed === false ? startOf(voice, of, found.tryNumber + 1, text(voice, 'events:watch.again')) : null
  return {
    words: text(voice, key, { title }),
    look: found.passed === true ? 'done' : 'soft',
    href: `/observations/${String(found.performanceId)}`,
    start: again && { ...again, together: null },
  }
}
/** The newest try of a rubric: to begin, under way, waiting for others, or the verdict. */
export const watchOf = (voice: Voice, of: Of, all: readonly PerformanceRow[]): Watch => {
  const { rubric, personId } = of
  const title = either(voice, rubric)
  const found = all.filter((one) => one.personId === personId && one.rubricCode === rubric.code).at(-1)
  if (!found) return { words: title, look: '', href: null, start: startOf(voice, of, 1, text(voice, 'events:watch.begin')) }
  if (found.state === 'settled') return settled(voice, of, title, found)
  const said = (key: 'resume' | 'adjudicating' | 'waiting'): string => text(voice, `events:watch.${key}`, { title })
  if (found.mySheetState === 'draft' && found.mySheetId !== null)
    return { words: said('resume'), look: 'warn', href: `/observations/sheets/${String(found.mySheetId)}`, start: null }
  if (found.mySheetState === 'sent')
    return { words: said(found.state === 'adjudicating' ? 'adjudicating' : 'waiting'), look: 'soft', href: `/observations/${String(found.performanceId)}`, start: null }
  const join = startOf(voice, of, found.tryNumber, text(voice, 'events:watch.join'))
  return { words: title, look: '', href: null, start: join && { ...join, together: null } }
} // prettier-ignore
