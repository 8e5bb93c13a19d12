/** Where the columns of a table stand, in mm. */
export type Columns = {
  /** Left edges, and the right edge of the last one. */
  readonly edges: readonly number[]
  readonly left: (at: number) => number
  readonly right: (at: number) => number
  readonly middle: (at: number) => number
  readonly width: (at: number) => number
}
/** Columns of these widths side by side, the first at `x`. */
export const columns = (x: number, widths: readonly number[]): Columns => {
  const edges = [x]
  for (const width of widths) edges.push((edges.at(-1) ?? x) + width)
  const edge = (at: number): number => {
    const found = edges[at]
    if (found === undefined) throw new RangeError(`there is no column ${String(at)}`)
    return found
  }
  return {
    edges,
    left: edge,
    right: (at) => edge(at + 1),
    middle: (at) => (edge(at) + edge(at + 1)) / 2,
    width: (at) => edge(at + 1) - edge(at),
  }
}
