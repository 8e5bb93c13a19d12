import { chanceOf } from '#server/chance'
import type { Draw } from './shapes.ts'

/** One question as the draw sees it; `seen`: in how many attempts this person met it. */
export type Candidate = { questionId: number; versionId: number; tag: string; options: number; seen: number }
export type Drawn = { versionId: number; optionOrder: readonly number[] }

/**
 * "n of tag" for each row of the draw: no question twice, least met ones first, in an order and with option orders
 * that follow from the seed. The same seed, draw and candidates (in this order) give the same questions.
 * A tag with too few questions gives what it has.
 */
export const drawn = (candidates: readonly Candidate[], draw: Draw, seed: number): Drawn[] => {
  const chance = chanceOf(seed)
  const taken = new Set<number>()
  const picked = draw.flatMap(({ tag, count }) => {
    const left = candidates.filter((one) => one.tag === tag && !taken.has(one.questionId))
    const some = chance
      .shuffled(left)
      .toSorted((a, b) => a.seen - b.seen)
      .slice(0, count)
    for (const { questionId } of some) taken.add(questionId)
    return some
  })
  return chance.shuffled(picked).map(({ versionId, options }) => ({
    versionId,
    optionOrder: chance.shuffled(Array.from({ length: options }, (_, at) => at)),
  }))
}
