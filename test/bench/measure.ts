import autocannon from 'autocannon'
import type { Ask, BenchPage } from './pages.ts'

export type Way = 'plain' | 'gzip'
/** `pairs`: how often page and yardstick are measured in turn; `seconds` of each. */
export type Effort = { pairs: number; seconds: number; warmUp: number }
export type Figure = { perSecond: number; share: number; p50: number; p99: number }

type Load = { url: string; asks: readonly Ask[]; way: Way; connections: number; seconds: number }
const plainest: readonly Ask[] = [{ path: '/', token: '' }]
const requestOf = ({ path, token }: Ask, way: Way): autocannon.Request => ({
  path,
  method: 'GET',
  headers: { cookie: `login=${token}`, 'accept-encoding': way === 'gzip' ? 'gzip' : 'identity' },
})
/** Each connection begins at another reader, so that at any moment different people are served. */
const fire = async ({ url, asks, way, connections, seconds }: Load): Promise<autocannon.Result> => {
  let client = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (one) => {
      const from = (client++ * 37) % asks.length
      one.setRequests([...asks.slice(from), ...asks.slice(0, from)].map((ask) => requestOf(ask, way)))
    },
  })
  if (result.errors + result.non2xx > 0)
    throw new Error(
      `${url}${asks[0]?.path ?? ''}: ${String(result.errors)} errors, ${String(result.non2xx)} answers that are no 2xx`,
    )
  return result
}
/** Answers that came, not whole seconds that passed: a short run counts as exactly as a long one. */
const rate = ({ requests, duration }: autocannon.Result): number => requests.total / duration
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

export type Bench = { house: string; yardstick: string; effort: Effort }
export const warmUp = async (
  { house, yardstick, effort }: Bench,
  pages: readonly BenchPage[],
  way: Way,
): Promise<void> => {
  const common = { way, connections: 16, seconds: effort.warmUp }
  await fire({ url: yardstick, asks: plainest, ...common })
  for (const { asks } of pages) await fire({ url: house, asks, ...common })
}
/** The median of interleaved pairs, each against the yardstick just before and just after it. */
export const measure = async (
  { house, yardstick, effort }: Bench,
  { asks }: BenchPage,
  way: Way,
  connections: number,
): Promise<Figure> => {
  const common = { way, connections, seconds: effort.seconds }
  const stick = async (): Promise<number> => rate(await fire({ url: yardstick, asks: plainest, ...common }))
  const results: autocannon.Result[] = []
  const shares: number[] = []
  for (let before = await stick(), pair = 0; pair < effort.pairs; pair++) {
    const result = await fire({ url: house, asks, ...common })
    const after = await stick()
    results.push(result)
    shares.push((200 * rate(result)) / (before + after))
    before = after
  }
  const of = (read: (result: autocannon.Result) => number): number => median(results.map(read))
  return {
    perSecond: of(rate),
    share: median(shares),
    p50: of(({ latency }) => latency.p50),
    p99: of(({ latency }) => latency.p99),
  }
}
