import { randomUUID } from 'node:crypto'
import { page } from '#server/html/page'
import type { Problem } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import type { Intro } from './page-queries.ts'
import { leftOf, type Left } from './time-left.ts'

type IntroView = {
  kind: string
  title: string
  code: string
  back: string
  questions: number
  /** Null: no limit. */
  minutes: number | null
  passMark: number
  begun: string
  best: string | null
  limit: number | null
  /** An attempt to go on with. */
  open: { href: string; left: Left | null } | null
  isComing: boolean
  isFirst: boolean
  /** Made when the button is shown; null: no button. */
  once: string | null
  refusal: string | null
}
export const introPage = page<IntroView>(
  'assessments/intro',
  (vm) => vm.title,
  (vm) => ({ href: vm.back, label: vm.title }),
)

const begunWords = (voice: Voice, { quiz, summary }: Intro): string => {
  if (summary.attempts === 0) return text(voice, 'assessments:intro.none')
  if (quiz.attemptLimit === null) return text(voice, 'assessments:intro.begun', { count: summary.attempts })
  return text(voice, 'assessments:intro.begunOf', { begun: summary.attempts, limit: quiz.attemptLimit })
}
const bestWords = (voice: Voice, { summary: { best, passed } }: Intro): string | null =>
  best === null
    ? null
    : text(voice, passed ? 'assessments:intro.bestPassed' : 'assessments:intro.bestNotYet', { score: best })

/** `refused`: why a start that was just tried did not happen; else the rule that takes the button away is said. */
export const introView = (
  voice: Voice,
  intro: Intro,
  mayTake: boolean,
  refused: Problem | null,
  now: number,
): IntroView => {
  const { quiz, summary, reason, open } = intro
  const isComing = quiz.draw.length === 0
  const refusal = refused ?? (isComing || open ? null : reason)
  return {
    kind: text(voice, quiz.isTest ? 'assessments:intro.test' : 'assessments:intro.moduleQuiz'),
    title: either(voice, { km: quiz.titleKm, en: quiz.titleEn }),
    code: quiz.code,
    back: quiz.href,
    questions: quiz.draw.reduce((sum, { count }) => sum + count, 0),
    minutes: quiz.minutes,
    passMark: quiz.passMark,
    begun: begunWords(voice, intro),
    best: bestWords(voice, intro),
    limit: quiz.attemptLimit,
    open: open ? { href: `/attempts/${String(open.id)}`, left: leftOf(voice, open.deadlineAt, now) } : null,
    isComing,
    isFirst: summary.attempts === 0,
    once: mayTake && !open && reason === null ? randomUUID() : null,
    refusal: refusal && text(voice, refusal.key, refusal.params),
  }
}
