import { parseArgs } from 'node:util'
import { isSizeName, type SizeName } from './generate/sizes.ts'
import type { Effort, Way } from './measure.ts'

export type Options = {
  sizes: readonly SizeName[]
  /** Names of pages to measure; null: all. */
  pages: readonly string[] | null
  connections: readonly number[]
  ways: readonly Way[]
  effort: Effort
  /** Measures the file of an earlier run instead of making a new one. */
  reuse: boolean
  /** Where a CPU profile of the server goes. */
  profile: string | null
}
const help = `npm run bench -- [--size S,M] [--page home,quiz] [--connections 1,16,64] [--quick] [--reuse] [--profile <folder>]
  --size     S 120 persons, M 5,000, L 220,000 (only when asked for)
  --quick    16 connections, uncompressed, three short pairs
  --reuse    the file of an earlier run
  --profile  writes a CPU profile of the server; its figures are slower`

const list = (words: string | undefined): string[] | null => words?.split(',').map((word) => word.trim()) ?? null
const thorough: Effort = { pairs: 5, seconds: 2, warmUp: 3 }
const quick: Effort = { pairs: 3, seconds: 1, warmUp: 2 }

/** Reads the command line; an unknown word ends with the list of what there is. */
export const readOptions = (words: readonly string[]): Options => {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        size: { type: 'string', default: 'S,M' },
        page: { type: 'string' },
        connections: { type: 'string' },
        quick: { type: 'boolean', default: false },
        reuse: { type: 'boolean', default: false },
        profile: { type: 'string' },
      },
    })
    return {
      sizes: (list(values.size) ?? []).filter(isSizeName),
      pages: list(values.page),
      connections: list(values.connections)?.map(Number) ?? (values.quick ? [16] : [1, 16, 64]),
      ways: values.quick ? ['plain'] : ['plain', 'gzip'],
      effort: values.quick ? quick : thorough,
      reuse: values.reuse,
      profile: values.profile ?? null,
    }
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${help}`, { cause: error })
  }
}
