import { stackedBars, type BarsView } from '#server/html/charts'
import { text, type Voice } from '#server/i18n'
import type { Cube } from './cube.ts'
import type { ReportSex } from './acts.ts'
import type { Names } from './words.ts'

export type ChartView = {
  finding: string
  label: string
  legend: readonly { look: string; isHatched: boolean; text: string }[]
  bars: BarsView
}
const looks: Record<ReportSex, string> = { female: 'c1', male: 'c3', none: 'c-none' }
const isSex = (sex: ReportSex | null): sex is ReportSex => sex !== null

/** The finding in words: which tier reached most. */
const findingOf = (voice: Voice, { tiers, any, at }: Cube): string => {
  const own = tiers.filter((tier) => tier !== null)
  const persons = (tier: number): number => at(tier, any.sex, any.province).persons
  const most = Math.max(...own.map(persons))
  const best = own.filter((tier) => persons(tier) === most)
  const [first = 1] = best
  if (own.length === 1) return text(voice, 'reports:chart.one', { n: first, count: most })
  return best.length === 1
    ? text(voice, 'reports:chart.most', { n: first, count: most })
    : text(voice, 'reports:chart.tied', { tiers: best.map(voice.number).join(', '), count: most })
}
/** Unique persons by tier and sex, as bars. The label says every number, for who cannot see them. */
export const chartView = (voice: Voice, names: Names, cube: Cube): ChartView => {
  const { tiers, sexes, any, at } = cube
  const shown = sexes.filter(isSex)
  const rows = tiers
    .filter((tier) => tier !== null)
    .map((tier) => ({
      label: names.tier(tier),
      total: at(tier, any.sex, any.province).persons,
      parts: shown.map((sex) => ({ sex, value: at(tier, sex, any.province).persons })),
    }))
  const said = rows.map(({ label, total, parts }) =>
    text(voice, 'reports:chart.bar', {
      label,
      total,
      parts: parts
        .map(({ sex, value }) => text(voice, 'reports:chart.part', { label: names.sex(sex), count: value }))
        .join(', '),
    }),
  )
  return {
    finding: findingOf(voice, cube),
    label: said.join('; '),
    legend: shown.map((sex) => ({
      look: looks[sex],
      isHatched: sex === 'none',
      // Parts that are too thin to carry their number say it here.
      text:
        sex === 'none'
          ? `${names.sex(sex)}: ${rows.map(({ parts }) => voice.figure(parts.at(-1)?.value ?? 0)).join(', ')}`
          : names.sex(sex),
    })),
    bars: stackedBars(
      rows.map(({ label, total, parts }) => ({
        label,
        total: voice.figure(total),
        parts: parts.map(({ sex, value }) => ({ value, look: looks[sex], isHatched: sex === 'none' })),
      })),
      voice.figure,
    ),
  }
}
