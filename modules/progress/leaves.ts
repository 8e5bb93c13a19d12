import { monthsLater, startOf } from '#server/time'
import type { NodeOf } from '#modules/programme'
import { enough, occasionsOf, percentOf, type Occasion } from './occasions.ts'
import type { Circumstances, Fact, NodeStanding, Phrase } from './standing.ts'

/** Facts by subject. */
export type Facts = ReadonlyMap<string, readonly Fact[]>
const none: readonly Fact[] = []
const nobody: readonly NodeStanding[] = []
const nothing: readonly string[] = []

type Leaf = Pick<NodeStanding, 'kind' | 'status' | 'share' | 'reason'> & { subject?: string; open?: readonly string[] }
const leaf = ({ kind, status, share, reason, subject, open }: Leaf): NodeStanding => ({
  kind, subject: subject ?? null, status, share, reason, children: nobody, open: open ?? nothing,
}) // prettier-ignore
/** Shown percents are cut, never rounded: 79.6 must not read as the 80 that is needed. */
const shown = (percent: number): number => Math.floor(percent + 1e-9)

type Tried = { isTried: boolean; isPassed: boolean; best: number | null }
const tried = (facts: readonly Fact[], counts: (kind: string) => boolean): Tried => {
  const found: Tried = { isTried: false, isPassed: false, best: null }
  for (const { kind, score, passed } of facts) {
    if (!counts(kind)) continue
    found.isTried = true
    if (passed === true) found.isPassed = true
    if (score !== null && (found.best === null || score > found.best)) found.best = score
  }
  return found
}
const outcome = ({ isTried, isPassed, best }: Tried, untried: Phrase): Phrase => {
  if (!isTried) return untried
  if (best === null) return { key: isPassed ? 'progress:reason.passedPlain' : 'progress:reason.triedPlain', params: {} }
  return { key: isPassed ? 'progress:reason.passed' : 'progress:reason.tried', params: { score: shown(best) } }
}
const statusOf = (isDone: boolean, isBegun: boolean): NodeStanding['status'] =>
  isDone ? 'done' : isBegun ? 'now' : 'todo'
const passing = (kind: 'course' | 'observation', subject: string, found: Tried, untried: Phrase): NodeStanding =>
  leaf({
    kind,
    subject,
    status: statusOf(found.isPassed, found.isTried),
    share: found.isPassed ? 1 : 0,
    reason: outcome(found, untried),
  })

/** Passed by any quiz or course fact; a half-way course is begun, not done. */
export const course = ({ subject }: NodeOf<'course'>, facts: Facts): NodeStanding => {
  const known = facts.get(subject) ?? none
  const isBegun = known.some(({ kind }) => kind === 'lesson')
  const untried: Phrase = { key: isBegun ? 'progress:reason.course.begun' : 'progress:reason.course.none', params: {} }
  const found = passing(
    'course',
    subject,
    tried(known, (kind) => kind === 'quiz' || kind === 'course'),
    untried,
  )
  return isBegun && found.status === 'todo' ? { ...found, status: 'now' } : found
}
export const observation = ({ subject }: NodeOf<'observation'>, facts: Facts): NodeStanding =>
  passing('observation', subject, tried(facts.get(subject) ?? none, (kind) => kind === 'observation'), {
    key: 'progress:reason.observation.none', params: {},
  }) // prettier-ignore
/** The best score of all tries counts (PRODUCT rule 3). */
export const score = ({ subject, min }: NodeOf<'score'>, facts: Facts): NodeStanding => {
  const { best } = tried(facts.get(subject) ?? none, (kind) => kind === 'quiz')
  if (best === null)
    return leaf({
      kind: 'score',
      subject,
      status: 'todo',
      share: 0,
      reason: { key: 'progress:reason.none', params: {} },
    })
  const isDone = best >= min
  const reason: Phrase = {
    key: isDone ? 'progress:reason.score.done' : 'progress:reason.score.some',
    params: { score: shown(best), needed: min },
  }
  return leaf({ kind: 'score', subject, status: statusOf(isDone, true), share: isDone ? 1 : 0, reason })
}

const attendanceReason = (best: Occasion, needed: number, isDone: boolean): Phrase => {
  const percent = Math.min(100, shown(percentOf(best)))
  const params = { percent, planned: best.planned, needed }
  if (best.planned === 0)
    return { key: isDone ? 'progress:reason.attendance.plain' : 'progress:reason.attendance.short', params }
  return { key: isDone ? 'progress:reason.attendance.done' : 'progress:reason.attendance.some', params }
}
/** Minutes of one occasion against its planned minutes; occasions do not add up, the best one counts. */
export const attendance = ({ subject, percent: needed }: NodeOf<'attendance'>, facts: Facts): NodeStanding => {
  let best: Occasion | undefined
  for (const one of occasionsOf(facts.get(subject) ?? none)) if (!best || percentOf(one) > percentOf(best)) best = one
  if (!best) {
    const reason: Phrase = { key: 'progress:reason.attendance.none', params: { needed } }
    return leaf({ kind: 'attendance', subject, status: 'todo', share: 0, reason })
  }
  const isDone = enough(best, needed)
  const share = isDone ? 1 : percentOf(best) / needed
  return leaf({
    kind: 'attendance',
    subject,
    status: statusOf(isDone, true),
    share,
    reason: attendanceReason(best, needed, isDone),
  })
}

type Counted = { have: number; old: number; isBegun: boolean; open: string[] }
const counted = ({ subjects, percent }: NodeOf<'count'>, facts: Facts, since: number): Counted => {
  const found: Counted = { have: 0, old: 0, isBegun: false, open: [] }
  for (const subject of subjects) {
    const occasions = occasionsOf(facts.get(subject) ?? none)
    const attended = occasions.filter((one) => enough(one, percent))
    if (occasions.length > 0) found.isBegun = true
    if (attended.some(({ at }) => at >= since)) found.have++
    else found.open.push(subject)
    if (attended.length > 0 && attended.every(({ at }) => at < since)) found.old++
  }
  return found
}
/** Different subjects attended since the same day so many months ago; what is older is told, so that it is no riddle. */
export const count = (node: NodeOf<'count'>, facts: Facts, { today }: Circumstances): NodeStanding => {
  const { n, months } = node
  const { have, old, isBegun, open } = counted(node, facts, startOf(monthsLater(today, -months)))
  const isDone = have >= n
  const key =
    isDone || old === 0
      ? isBegun
        ? 'progress:reason.count.some'
        : 'progress:reason.count.none'
      : 'progress:reason.count.old'
  const reason: Phrase = { key, params: { have, n, months, count: old } }
  return leaf({ kind: 'count', status: statusOf(isDone, isBegun), share: Math.min(1, have / n), reason, open })
}
