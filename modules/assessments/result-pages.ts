import { page } from '#server/html/page'
import type { Trouble } from '#server/http/fields'
import { either, text, type Voice } from '#server/i18n'
import type { Reviewed, Sheet } from './attempt-queries.ts'
import { pointsOf, scoreOf } from './grading.ts'
import type { Bilingual } from './shapes.ts'

type Review = {
  nth: string
  verdict: string
  isRight: boolean
  stem: string
  /** Empty: no answer. */
  given: readonly string[]
  right: readonly string[]
  why: string
  reread: string | null
}
type ResultView = {
  heading: string
  quiz: string
  quizHref: string
  ordinal: string
  back: string
  next: string
  score: number
  mark: number
  /** Where the pass mark stands on the ring, in degrees. */
  turn: number
  isPassed: boolean
  isTimeUp: boolean
  right: number
  total: number
  /** What a result below the mark means for her who reads; null when passed, or for another reader. */
  advice: string | null
  toLearn: readonly Review[]
  rest: readonly Review[]
  mayRepeat: boolean
  trouble: Trouble
}
export const resultPage = page<ResultView>(
  'assessments/result',
  (vm) => vm.heading,
  (vm) => ({ href: vm.back, label: vm.quiz }),
)

/** `/courses/F1/lessons/{tag}` → the page where a question's tag can be read again. */
export const rereadHref = (tagHref: string | null, tag: string): string | null =>
  tagHref === null ? null : tagHref.replace('{tag}', encodeURIComponent(tag))

const verdicts = {
  right: 'assessments:result.right',
  partly: 'assessments:result.partly',
  wrong: 'assessments:result.wrong',
} as const
const verdictOf = (points: number): keyof typeof verdicts => (points === 1 ? 'right' : points > 0 ? 'partly' : 'wrong')
const labels = (voice: Voice, options: readonly Bilingual[], places: readonly number[]): string[] =>
  places.flatMap((place) => (options[place] ? [either(voice, options[place])] : []))

const reviewOf = (voice: Voice, tagHref: string | null, one: Reviewed): Review => {
  const points = pointsOf(one.type, one.key, one.answer)
  return {
    nth: text(voice, 'assessments:result.nth', { position: one.position }),
    verdict: text(voice, verdicts[verdictOf(points)]),
    isRight: points === 1,
    stem: either(voice, one.body.stem),
    given: labels(voice, one.body.options, one.answer ?? []),
    right: labels(voice, one.body.options, one.key.right),
    why: either(voice, one.key.why),
    reread: rereadHref(tagHref, one.tag),
  }
}
/** Whether this was the last attempt that the limit allows. */
const isLast = ({ attemptLimit, number }: Sheet): boolean => attemptLimit !== null && number >= attemptLimit
const adviceOf = (voice: Voice, sheet: Sheet, score: number): string =>
  text(voice, isLast(sheet) ? 'assessments:result.noMore' : 'assessments:result.tryAgain', {
    score,
    mark: sheet.passMark,
  })

/**
 * A finished attempt: the score follows from the answers as it does in the fact, so a page asked for in the second
 * between the deadline and the job shows the same. `isOwn`: only the person herself may try again.
 */
export const resultView = (
  voice: Voice,
  sheet: Sheet,
  answers: readonly Reviewed[],
  isOwn: boolean,
  trouble: Trouble,
  now: number,
): ResultView => {
  const score = scoreOf(answers.map(({ type, key, answer }) => pointsOf(type, key, answer)))
  const reviews = answers.map((one) => reviewOf(voice, sheet.tagHref, one))
  const quiz = either(voice, { km: sheet.titleKm, en: sheet.titleEn })
  const isPassed = score >= sheet.passMark
  const toLearn = reviews.filter(({ isRight }) => !isRight)
  const rest = reviews.filter(({ isRight }) => isRight)
  return {
    heading: text(voice, 'assessments:result.title', { title: quiz }),
    quiz, score, isPassed, toLearn, rest, trouble,
    quizHref: `/quizzes/${sheet.code}`,
    ordinal: text(voice, 'assessments:ordinal', { number: sheet.number }),
    back: sheet.href,
    // Passed: home names what comes next; the module has nothing more to offer.
    next: isPassed ? '/' : sheet.href,
    mark: sheet.passMark,
    turn: sheet.passMark * 3.6,
    isTimeUp: sheet.deadlineAt !== null && (sheet.submittedAt ?? now) > sheet.deadlineAt,
    right: rest.length,
    total: reviews.length,
    advice: isPassed || !isOwn ? null : adviceOf(voice, sheet, score),
    mayRepeat: isOwn && !isPassed && !isLast(sheet),
  } // prettier-ignore
}
