import type { Node, NodeKind, NodeOf, ProgrammeTree, Tier } from '#modules/programme'
import { attendance, count, course, observation, score, type Facts } from './leaves.ts'
import { phraseOf, stateOf } from './phrases.ts'
import type { Circumstances, Fact, NodeStanding, Standing, TierStanding } from './standing.ts'

type Judge<Kind extends NodeKind> = (node: NodeOf<Kind>, facts: Facts, at: Circumstances) => NodeStanding
const nothing: readonly string[] = []
const isDone = ({ status }: { status: string }): boolean => status === 'done'

const shareOf = (children: readonly NodeStanding[], n: number): number => {
  const all = children.map(({ share }) => share)
  const best = n === all.length ? all : all.sort((a, b) => b - a).slice(0, n)
  return best.reduce((sum, share) => sum + share, 0) / n
}
/** So many of these. Its share is the mean of its best ones, so that a choice not taken costs nothing. */
const group = (
  kind: 'allOf' | 'anyOf' | 'nOf',
  n: number,
  of: readonly Node[],
  facts: Facts,
  at: Circumstances,
): NodeStanding => {
  const children = of.map((node) => judge(node, facts, at))
  const done = children.filter(isDone).length
  return {
    kind,
    subject: null,
    status: done >= n ? 'done' : children.some(({ status }) => status !== 'todo') ? 'now' : 'todo',
    share: shareOf(children, n),
    reason: { key: 'progress:reason.group', params: { done: Math.min(done, n), total: n } },
    children,
    open: nothing,
  }
}
const cases: { readonly [Kind in NodeKind]: Judge<Kind> } = {
  course,
  score,
  attendance,
  observation,
  count,
  allOf: ({ kind, of }, facts, at) => group(kind, of.length, of, facts, at),
  anyOf: ({ kind, of }, facts, at) => group(kind, 1, of, facts, at),
  nOf: ({ kind, n, of }, facts, at) => group(kind, n, of, facts, at),
}
/** The record has a case for each kind; TypeScript cannot follow that the two kinds are the same one. */
const judge = (node: Node, facts: Facts, at: Circumstances): NodeStanding =>
  (cases[node.kind] as Judge<NodeKind>)(node, facts, at)

const missingOf = (node: NodeStanding): NodeStanding[] => {
  if (isDone(node)) return []
  return node.children.length === 0 ? [node] : node.children.flatMap(missingOf)
}
const tierOf = ({ n, code, icon, title, audience, requires }: Tier, facts: Facts, at: Circumstances): TierStanding => {
  const root = judge(requires, facts, at)
  const isRequired = audience === undefined || at.isTrainer
  // What somebody began or did is shown, even where nobody asked it of her.
  const status = !isRequired && root.status === 'todo' ? 'skip' : root.status
  const missing = status === 'skip' ? [] : missingOf(root)
  return {
    n,
    code,
    icon,
    title,
    status,
    share: root.share,
    isRequired,
    phrase: phraseOf(root, status),
    state: stateOf(status, root),
    root,
    missing,
  }
}
const bySubject = (facts: readonly Fact[]): Facts => {
  const all = new Map<string, Fact[]>()
  for (const fact of facts) {
    const known = all.get(fact.subject)
    if (known) known.push(fact)
    else all.set(fact.subject, [fact])
  }
  return all
}
/** One requirement alone, by the same rule: who may take a place at an event. */
export const judgeOne = (node: Node, facts: readonly Fact[], at: Circumstances): NodeStanding =>
  judge(node, bySubject(facts), at)
/**
 * Where a person is in the programme: pure, so the same facts give the same standing everywhere and at any time.
 * Complete = every tier that is asked of everybody is done (PRODUCT rule 3). `today` is a day in Phnom Penh.
 */
export const evaluate = (tree: ProgrammeTree, facts: readonly Fact[], at: Circumstances): Standing => {
  const known = bySubject(facts)
  const tiers = tree.tiers.map((tier) => tierOf(tier, known, at))
  return { tiers, isComplete: tiers.every((tier, place) => tree.tiers[place]?.audience !== undefined || isDone(tier)) }
}
