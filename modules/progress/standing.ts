import type { Params, TextKey } from '#server/i18n'
import type { Statement } from '#server/statement'
import type { NodeKind, ProgrammeTree } from '#modules/programme'

/** `skip`: not required of this person. */
export type Status = 'done' | 'now' | 'todo' | 'skip'
/** Words with their numbers, in no language yet: `text(voice, key, params)` says them. */
export type Phrase = { readonly key: TextKey; readonly params: Params }
/** One requirement: how far it is, 0 to 1, and why. `subject` is null for a group and for a count. */
export type NodeStanding = {
  readonly kind: NodeKind
  readonly subject: string | null
  readonly status: Exclude<Status, 'skip'>
  readonly share: number
  readonly reason: Phrase
  readonly children: readonly NodeStanding[]
  /** Of a count: its subjects that do not count today, so that the next step can be one of them. */
  readonly open: readonly string[]
}
export type TierStanding = {
  readonly n: number
  readonly code: string
  readonly icon: string
  readonly title: { readonly km: string; readonly en: string }
  readonly status: Status
  readonly share: number
  readonly isRequired: boolean
  /** "5 of 8 modules", "attendance 75%". */
  readonly phrase: Phrase
  /** "completed", "2 still missing". */
  readonly state: Phrase
  readonly root: NodeStanding
  /** The requirements without children that are still missing, in the order of the tree; none where skipped. */
  readonly missing: readonly NodeStanding[]
}
/** Where a person is in the programme: a pure function of version, facts, day and role. */
export type Standing = { readonly tiers: readonly TierStanding[]; readonly isComplete: boolean }

/** What standing needs of a statement. */
export type Fact = Pick<
  Statement,
  'kind' | 'subject' | 'occasion' | 'score' | 'passed' | 'minutes' | 'plannedMinutes' | 'happenedAt'
>
export type Circumstances = { readonly today: string; readonly isTrainer: boolean }
export type Evaluate = (tree: ProgrammeTree, facts: readonly Fact[], at: Circumstances) => Standing
