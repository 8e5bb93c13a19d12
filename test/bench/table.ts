import type { Figure, Way } from './measure.ts'
import type { BenchPage } from './pages.ts'
import type { Weight } from './weights.ts'

type Row = { size: string; page: BenchPage; way: Way; connections: number; figure: Figure; weight: Weight | undefined }
const heads = ['size', 'page', 'sent', 'conn', 'req/s', 'yardstick', 'µs CPU', 'yardstick', 'p50 ms', 'p99 ms', 'HTML', 'gzip', 'SQL', ''] // prettier-ignore
const widths = [4, 22, 5, 4, 7, 9, 7, 9, 7, 7, 7, 7, 4, 0]
const line = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at < 3 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')
/** Goals hold at 16 connections, uncompressed. */
const verdict = ({ goal, least }: BenchPage, { share }: Figure): string => {
  if (goal === null || least === null) return ''
  return share >= goal
    ? 'goal'
    : share >= least
      ? `under the goal of ${String(goal)} %`
      : `UNDER THE LEAST ${String(least)} %`
}
const percent = (share: number): string => `${share.toFixed(1)} %`
export const printHead = (): void => {
  console.log(line(heads).trimEnd())
}
export const printRow = ({ size, page, way, connections, figure, weight }: Row): void => {
  const { perSecond, share, cpu, cpuShare, p50, p99 } = figure
  const said = way === 'plain' && connections === 16 ? verdict(page, figure) : ''
  const speed = [connections, Math.round(perSecond), percent(share), Math.round(cpu), percent(cpuShare), p50, p99]
  const numbers = [...speed, weight?.plain, weight?.gzip, weight?.statements]
  console.log(line([size, page.name, way, ...numbers.map((one) => String(one ?? '')), said]).trimEnd())
}
