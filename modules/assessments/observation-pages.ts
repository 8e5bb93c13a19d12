import { page } from '#server/html/page'
import type { Trouble } from '#server/http/fields'
import { either, text, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords } from '#server/words'
import type { ObservationResult, SentSheet } from './observation-queries.ts'
import { criterionWords, levelFigure, levelWords, nameWords } from './observation-words.ts'
import type { Criterion } from './rubric-shape.ts'

/** `who` is left out where there is one observer only. */
type Seen = { who: string | null; level: string; descriptor: string; comment: string }
type CriterionView = {
  title: string
  isCritical: boolean
  /** The level that decided, where it is not just the one observer's. */
  final: string | null
  seen: readonly Seen[]
}
type Verdict = {
  passed: boolean
  words: string
  score: number
  mark: number
  turn: number
  detail: string
  why: string | null
}
export type ResultView = {
  id: number
  title: string
  heading: string
  back: string
  about: string
  /** Who observed. */
  observers: string | null
  verdict: Verdict | null
  /** What it still waits for; null when settled. */
  waits: string | null
  adjudicate: string | null
  feedback: readonly { who: string; isOneOfMany: boolean; boxes: readonly { label: string; words: string }[] }[]
  criteria: readonly CriterionView[]
  decision: { who: string; reason: string } | null
  mayAcknowledge: boolean
  acknowledged: string | null
  trouble: Trouble
}
export const observationPage = page<ResultView>(
  'assessments/observation',
  (vm) => `${vm.heading} · ${vm.title}`,
  (vm) => ({ href: vm.back, label: vm.title }),
)
const criticalWords = (voice: Voice, { rubric, fact }: ObservationResult): string => {
  const low = rubric.criteria.flatMap((one, at) =>
    one.critical && (fact?.levels[one.code] ?? 0) < 1.5 ? [criterionWords(voice, at + 1, one.title)] : [],
  )
  return text(voice, 'assessments:observed.critical', { criteria: low.join(' · ') })
}
const verdictOf = (voice: Voice, result: ObservationResult, isMine: boolean): Verdict | null => {
  const { fact } = result
  if (!fact) return null
  const score = Math.floor(fact.score + 1e-9)
  const params = { score, mark: fact.passPercent, count: fact.observers }
  const advice = fact.passed || !isMine ? null : text(voice, 'assessments:observed.advice')
  return {
    passed: fact.passed,
    words: text(voice, fact.passed ? 'assessments:observed.passed' : 'assessments:observed.notYet'),
    score,
    mark: fact.passPercent,
    turn: 3.6 * fact.passPercent,
    detail: text(voice, 'assessments:observed.detail', params),
    why: fact.criticalFailed ? criticalWords(voice, result) : advice,
  }
}
const seenBy = (
  voice: Voice,
  { rubric, sheets }: ObservationResult,
  { code, levels }: Criterion,
  one: SentSheet,
): Seen[] => {
  const { level = null, comment = '' } = one.marks.get(code) ?? {}
  if (level === null) return []
  const descriptor = levels[level - 1]?.descriptor
  return [
    {
      who: sheets.length > 1 ? nameWords(voice, one) : null,
      level: levelWords(voice, rubric.scale, level),
      descriptor: descriptor ? either(voice, descriptor) : '',
      comment,
    },
  ]
}
const finalOf = (voice: Voice, { fact, sheets, decision }: ObservationResult, code: string): string | null => {
  const level = fact?.levels[code]
  if (level === undefined || sheets.length < 2) return null
  const isDecided = (decision?.marks.get(code)?.level ?? null) !== null
  return text(voice, isDecided ? 'assessments:observed.decided' : 'assessments:observed.mean', {
    level: levelFigure(voice, level),
  })
}
const feedbackOf = (voice: Voice, { rubric, sheets }: ObservationResult): ResultView['feedback'] =>
  sheets
    .map((one) => ({
      who: nameWords(voice, one),
      isOneOfMany: sheets.length > 1,
      boxes: (['strengths', 'improve', 'nextStep'] as const).flatMap((name) =>
        one.sheet[name] === '' ? [] : [{ label: either(voice, rubric.feedback[name]), words: one.sheet[name] }],
      ),
    }))
    .filter(({ boxes }) => boxes.length > 0)
const waitsFor = (voice: Voice, { performance, sheets }: ObservationResult): string | null => {
  if (performance.state === 'settled') return null
  if (performance.state === 'adjudicating') return text(voice, 'assessments:observed.adjudicating')
  return text(voice, 'assessments:observed.waiting', {
    sent: sheets.length,
    wanted: Math.max(performance.wanted, sheets.length),
  })
}
const observersOf = (voice: Voice, { sheets }: ObservationResult): string | null =>
  sheets.length > 0
    ? text(voice, 'assessments:observed.observers', { names: sheets.map((one) => nameWords(voice, one)).join(' · ') })
    : null
const aboutOf = (voice: Voice, { performance: { openedAt, tryNumber } }: ObservationResult): string =>
  [
    dayWords(voice, dayOf(openedAt)),
    ...(tryNumber > 1 ? [text(voice, 'assessments:observed.try', { n: tryNumber })] : []),
  ].join(' · ')

/** What the observers saw, for whom it is readable. `mayDecide`: the actor may adjudicate it now. */
export const observationView = (
  voice: Voice,
  result: ObservationResult,
  reader: { person: number; mayDecide: boolean },
  trouble: Trouble,
): ResultView => {
  const { performance, rubric, sheets, decision } = result
  const isMine = performance.personId === reader.person
  return {
    id: performance.id,
    title: either(voice, rubric.title),
    heading: nameWords(voice, result),
    back: isMine ? '/record' : '/observations',
    about: aboutOf(voice, result),
    observers: observersOf(voice, result),
    verdict: verdictOf(voice, result, isMine),
    waits: waitsFor(voice, result),
    adjudicate: reader.mayDecide ? `/observations/${String(performance.id)}/adjudications` : null,
    feedback: feedbackOf(voice, result),
    criteria: rubric.criteria.map((one, at) => ({
      title: criterionWords(voice, at + 1, one.title),
      isCritical: one.critical,
      final: finalOf(voice, result, one.code),
      seen: sheets.flatMap((sheet) => seenBy(voice, result, one, sheet)),
    })),
    decision: decision ? { who: nameWords(voice, decision), reason: decision.sheet.reason } : null,
    mayAcknowledge: isMine && performance.acknowledgedAt === null && performance.state === 'settled',
    acknowledged:
      performance.acknowledgedAt === null
        ? null
        : text(voice, 'assessments:observed.acknowledged', { day: dayWords(voice, dayOf(performance.acknowledgedAt)) }),
    trouble,
  }
}
