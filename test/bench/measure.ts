import autocannon from 'autocannon'
import type { Ask, BenchPage } from './pages.ts'
import type { Running } from './processes.ts'

export type Way = 'plain' | 'gzip'
/** `pairs`: how often page and yardstick are measured in turn; `seconds` of each. */
export type Effort = { pairs: number; seconds: number; warmUp: number }
/**
 * `share` and `cpuShare`: percent of the yardstick, by answers a second and by the processor time of one answer. The
 * second leaves the client out and holds on a machine that others use too.
 */
export type Figure = { perSecond: number; share: number; cpu: number; cpuShare: number; p50: number; p99: number }

type Load = { to: Running; asks: readonly Ask[]; way: Way; connections: number; seconds: number }
const plainest: readonly Ask[] = [{ path: '/', token: '' }]
const requestOf = ({ path, token }: Ask, way: Way): autocannon.Request => ({
  path,
  method: 'GET',
  headers: { cookie: `login=${token}`, 'accept-encoding': way === 'gzip' ? 'gzip' : 'identity' },
})
type Fired = { perSecond: number; cpu: number; p50: number; p99: number }
/** Each connection begins at another reader, so that at any moment different people are served. */
const fire = async ({ to, asks, way, connections, seconds }: Load): Promise<Fired> => {
  let client = 0
  const before = to.cpu()
  const { requests, duration, latency, errors, non2xx } = await autocannon({
    url: to.url,
    connections,
    duration: seconds,
    setupClient: (one) => {
      const from = (client++ * 37) % asks.length
      one.setRequests([...asks.slice(from), ...asks.slice(0, from)].map((ask) => requestOf(ask, way)))
    },
  })
  if (errors + non2xx > 0)
    throw new Error(`${asks[0]?.path ?? ''}: ${String(errors)} errors, ${String(non2xx)} answers that are no 2xx`)
  // Answers that came, not whole seconds that passed: a short run counts as exactly as a long one.
  const cpu = (1000 * ((to.cpu() ?? 0) - (before ?? 0))) / requests.total
  return { perSecond: requests.total / duration, cpu, p50: latency.p50, p99: latency.p99 }
}
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

export type Bench = { house: Running; yardstick: Running; effort: Effort }
export const warmUp = async (
  { house, yardstick, effort }: Bench,
  pages: readonly BenchPage[],
  way: Way,
): Promise<void> => {
  const common = { way, connections: 16, seconds: effort.warmUp }
  await fire({ to: yardstick, asks: plainest, ...common })
  for (const { asks } of pages) await fire({ to: house, asks, ...common })
}
/** The median of interleaved pairs, each against the yardstick just before and just after it. */
export const measure = async (
  { house, yardstick, effort }: Bench,
  { asks }: BenchPage,
  way: Way,
  connections: number,
): Promise<Figure> => {
  const common = { way, connections, seconds: effort.seconds }
  const stick = (): Promise<Fired> => fire({ to: yardstick, asks: plainest, ...common })
  const pairs: Figure[] = []
  for (let before = await stick(), pair = 0; pair < effort.pairs; pair++) {
    const fired = await fire({ to: house, asks, ...common })
    const after = await stick()
    const share = (200 * fired.perSecond) / (before.perSecond + after.perSecond)
    pairs.push({ ...fired, share, cpuShare: (50 * (before.cpu + after.cpu)) / fired.cpu })
    before = after
  }
  const of = (name: keyof Figure): number => median(pairs.map((one) => one[name]))
  return {
    perSecond: of('perSecond'),
    share: of('share'),
    cpu: of('cpu'),
    cpuShare: of('cpuShare'),
    p50: of('p50'),
    p99: of('p99'),
  }
}
