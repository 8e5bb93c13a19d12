import { text, type Voice } from '#server/i18n'
import { minute, second } from '#server/time'

/** From here on the clock is shown as a warning. */
const short = 5 * minute
/** The time of an attempt as a page says it; `seconds` is what the browser counts down from. */
export type Left = { words: string; seconds: number; isShort: boolean }

const wordsOf = (voice: Voice, ms: number): string => {
  if (ms <= 0) return text(voice, 'assessments:timeUp')
  if (ms < minute) return text(voice, 'assessments:lastMinute')
  return text(voice, 'assessments:left', { count: Math.ceil(ms / minute) })
}
/** Null where there is no limit. Counted to the deadline as shown: the grace is for answers on their way. */
export const leftOf = (voice: Voice, deadlineAt: number | null, now: number): Left | null => {
  if (deadlineAt === null) return null
  const ms = Math.max(0, deadlineAt - now)
  return { words: wordsOf(voice, ms), seconds: Math.ceil(ms / second), isShort: ms < short }
}
