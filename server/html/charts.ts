/** A part of a bar: `look` is its class, `isHatched` what is never a hue ("not stated"). */
export type BarPart = { value: number; look: string; isHatched?: boolean }
export type Bar = { label: string; parts: readonly BarPart[]; total: string }
type Segment = {
  x: string
  y: number
  width: string
  look: string
  isHatched: boolean
  text: string | null
  textX: string
  textY: number
}
type Row = {
  label: string
  labelY: number
  segments: readonly Segment[]
  total: string
  totalX: string
  totalY: number
}
/** Context of a partial that draws stacked bars: lengths in percent of the width, so that letters keep their size. */
export type BarsView = { height: number; thickness: number; rows: readonly Row[] }

/** Pixels: a line of words, the bar below it, the space to the next. */
const [words, thickness, gap] = [24, 24, 16]
/** Percent of the width that the longest bar takes: the rest is for the number at its end. */
const longest = 84
/** Percent of the width below which a number does not fit into its part. */
const narrowest = 9
const percent = (share: number): string => `${share.toFixed(2)}%`

/** Horizontal stacked bars, the longest of them nearly as long as the drawing; `say` writes a number. */
export const stackedBars = (bars: readonly Bar[], say: (n: number) => string): BarsView => {
  const sum = ({ parts }: Bar): number => parts.reduce((total, { value }) => total + value, 0)
  const unit = longest / Math.max(1, ...bars.map(sum))
  const rowOf = (bar: Bar, at: number): Row => {
    const top = at * (words + thickness + gap)
    let x = 0
    const segments = bar.parts.flatMap(({ value, look, isHatched = false }): Segment[] => {
      if (value === 0) return []
      const [start, width] = [x, value * unit]
      x += width
      return [
        {
          x: percent(start),
          y: top + words,
          width: percent(width),
          look,
          isHatched,
          text: width < narrowest || isHatched ? null : say(value),
          textX: percent(start + width / 2),
          textY: top + words + thickness / 2,
        },
      ]
    })
    return {
      label: bar.label,
      labelY: top + words / 2,
      segments,
      total: bar.total,
      totalX: percent(x),
      totalY: top + words + thickness / 2,
    }
  }
  return { height: bars.length * (words + thickness + gap) - gap, thickness, rows: bars.map(rowOf) }
}
