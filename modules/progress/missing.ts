import { either, text, type Voice } from '#server/i18n'
import type { Subject } from '#server/statement'
import { dayOf } from '#server/time'
import { dayWords } from '#server/words'
import type { SubjectsByCode } from '#modules/programme'
import { say } from './paths.ts'
import type { NodeStanding, Standing, TierStanding } from './standing.ts'

type MissingItem = { title: string; next: string | null; href: string | null; reason: string }
/** Requirements that are missing for the same reason stand under it: eight modules not begun are one sentence. */
type MissingGroup = { reason: string; items: readonly MissingItem[]; isSeveral: boolean }
type MissingTier = {
  n: number
  tier: string
  icon: string
  title: string
  groups: readonly MissingGroup[]
  /** The next step of this tier; the first one of the page is its filled button. */
  step: { href: string; verb: string; style: string } | null
}
/** Context of the partial `progress/missing`. */
export type MissingView = { isComplete: boolean; tiers: readonly MissingTier[] }
/** `hasLinks` false: the record of somebody else, who takes these steps herself. */
type Given = { standing: Standing; subjects: SubjectsByCode; now: number; hasLinks?: boolean }

/** When a subject is next offered, by the reader's clock: what passed may still stand among its dates. */
const nextOf = (subject: Subject | undefined, { now }: Given): number | null =>
  subject?.nextOn?.find((at) => at >= now) ?? null
/** The soonest of several subjects that has a date, else the first of them. */
const soonest = (codes: readonly string[], given: Given): Subject | undefined => {
  const known = codes.flatMap((code) => given.subjects.get(code) ?? [])
  const dated = known.flatMap((one) => {
    const at = nextOf(one, given)
    return at === null ? [] : [{ one, at }]
  })
  return dated.sort((a, b) => a.at - b.at)[0]?.one ?? known[0]
}
const nextWords = (voice: Voice, subject: Subject | undefined, given: Given): string | null => {
  const at = nextOf(subject, given)
  return at === null ? null : text(voice, 'progress:missing.next', { date: dayWords(voice, dayOf(at)) })
}
const titleOf = (voice: Voice, { subject }: NodeStanding, tier: TierStanding, found: Subject | undefined): string => {
  if (subject === null) return either(voice, tier.title)
  return found ? either(voice, { km: found.titleKm, en: found.titleEn }) : subject
}
/** What the house still has to write is no delay of hers. */
const isComing = ({ kind, status }: NodeStanding, found: Subject | undefined): boolean =>
  found?.href === '' && status === 'todo' && (kind === 'course' || kind === 'score')
const itemOf = (voice: Voice, node: NodeStanding, tier: TierStanding, given: Given): MissingItem => {
  const found = node.subject === null ? soonest(node.open, given) : given.subjects.get(node.subject)
  const hasLink = found && found.href !== '' && given.hasLinks !== false
  return {
    title: titleOf(voice, node, tier, found),
    next: nextWords(voice, found, given),
    href: hasLink ? found.href : null,
    reason: isComing(node, found) ? text(voice, 'progress:reason.coming') : say(voice, node.reason),
  }
}
const verbs = { course: 'progress:verb.course', score: 'progress:verb.score', observation: 'progress:verb.event', attendance: 'progress:verb.event', count: 'progress:verb.event' } as const // prettier-ignore
const verbOf = (voice: Voice, kind: NodeStanding['kind']): string =>
  text(voice, kind in verbs ? verbs[kind as keyof typeof verbs] : 'progress:verb.event')
const grouped = (items: readonly MissingItem[]): MissingGroup[] => {
  const groups: { reason: string; items: MissingItem[] }[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last?.reason === item.reason) last.items.push(item)
    else groups.push({ reason: item.reason, items: [item] })
  }
  return groups.map((one) => ({ ...one, isSeveral: one.items.length > 1 }))
}
const tierOf = (voice: Voice, tier: TierStanding, given: Given): MissingTier => {
  const items = tier.missing.map((node) => itemOf(voice, node, tier, given))
  const place = items.findIndex(({ href }) => href !== null)
  const [node, href] = [tier.missing[place], items[place]?.href]
  const step = node && href ? { href, verb: verbOf(voice, node.kind), style: 'btn-2' } : null
  return {
    n: tier.n,
    tier: `t${String(tier.n)}`,
    icon: tier.icon,
    title: either(voice, tier.title),
    groups: grouped(items),
    step,
  }
}
/** What is missing, tier by tier, and why. One filled button: the first step. */
export const missingView = (voice: Voice, given: Given): MissingView => {
  const { standing } = given
  const tiers = standing.tiers.filter(({ missing }) => missing.length > 0).map((tier) => tierOf(voice, tier, given))
  const urgent = tiers.find(({ step }) => step)?.step
  if (urgent) urgent.style = 'btn-1'
  return { isComplete: standing.isComplete, tiers }
}
