import type { HeadMeasures } from '#server/paper/index'

/** One drawing, two sets of measures: baselines and distances in mm from the upper left, sizes in points. */
export type Measures = {
  readonly width: number
  readonly height: number
  readonly rosette: { readonly x: number; readonly y: number; readonly r: number }
  readonly crest: { readonly x: number; readonly y: number; readonly scale: number }
  readonly head: HeadMeasures
  readonly title: {
    readonly x: number
    readonly y: readonly [number, number, number]
    readonly size: readonly [number, number, number]
    readonly width: number
  }
  readonly award: {
    readonly label: number
    readonly name: number
    readonly details: number
    readonly size: number
    /** How far up the Khmer and down the Latin name moves where each has a line of its own. */
    readonly apart: readonly [number, number]
  }
  readonly body: {
    readonly y: number
    readonly width: number
    readonly size: number
    readonly leading: number
    readonly gap: number
  }
  readonly english: {
    readonly size: number
    readonly width: number
    readonly lines: number
    readonly isWithSignatory: boolean
  }
  readonly road: { readonly x: number; readonly y: number; readonly width: number; readonly r: number }
  /** ≥ 40 mm stay clear between post and name, for signature and seal. */
  readonly sign: {
    readonly x: number
    readonly y: number
    readonly gap: number
    readonly width: number
    readonly post: number
    readonly name: number
  }
  readonly verify: {
    readonly x: number
    readonly y: number
    readonly side: number
    readonly text: number
    readonly width: number
    readonly isBelow: boolean
  }
}

const landscape: Measures = {
  width: 297,
  height: 210,
  rosette: { x: 148.5, y: 98, r: 64 },
  crest: { x: 148.5, y: 38.8, scale: 1 },
  head: {
    motto: { x: 148.5, y: [25.6, 33.2], size: [15, 12] },
    issuer: { x: 64, xEn: 233, width: 84, y: [41.4, 48.2, 55], size: 9.6, numberSize: 10, sizeEn: 9 },
  },
  title: { x: 148.5, y: [56.6, 66.2, 72.4], size: [27, 13.4, 12], width: 98 },
  award: { label: 80.2, name: 89.8, details: 97.8, size: 17.5, apart: [2.2, 3] },
  body: { y: 106.2, width: 232, size: 12.8, leading: 1.62, gap: 5.8 },
  english: { size: 8.8, width: 224, lines: 2, isWithSignatory: false },
  road: { x: 25, y: 138, width: 156, r: 3.9 },
  sign: { x: 229, y: 131.2, gap: 6.4, width: 92, post: 144.8, name: 191.4 },
  verify: { x: 31.5, y: 161.2, side: 26, text: 61, width: 112, isBelow: false },
}
const portrait: Measures = {
  width: 210,
  height: 297,
  rosette: { x: 105, y: 140, r: 74 },
  crest: { x: 105, y: 44.6, scale: 1 },
  head: {
    motto: { x: 105, y: [30, 38.4], size: [15.5, 12.4] },
    issuer: { x: 60.5, xEn: 152.5, width: 84, y: [56, 62.8, 69.6], size: 9.2, numberSize: 10, sizeEn: 8.6 },
  },
  title: { x: 105, y: [89.4, 100.4, 107.6], size: [31, 14, 12.6], width: 164 },
  award: { label: 117.6, name: 127.8, details: 136.4, size: 18.5, apart: [2.4, 3.4] },
  body: { y: 145.8, width: 164, size: 12.4, leading: 1.75, gap: 7 },
  english: { size: 9, width: 164, lines: 4, isWithSignatory: true },
  road: { x: 22, y: 184.6, width: 166, r: 4.1 },
  sign: { x: 141, y: 217, gap: 6.8, width: 104, post: 231.4, name: 278.4 },
  verify: { x: 36.5, y: 236, side: 27, text: 50, width: 68, isBelow: true },
}
export type Layout = 'landscape' | 'portrait'
/** Without a road the lines above stand a little wider, as far as the date below them allows. */
const airy: Readonly<Record<Layout, Measures>> = {
  landscape: {
    ...landscape,
    award: { label: 80.8, name: 90.8, details: 98.8, size: 18.5, apart: [2.4, 3.4] },
    // Two lines of each language end as high as above a road: the lunar date begins below them at the right.
    body: { ...landscape.body, y: 106.2 },
  },
  portrait: {
    ...portrait,
    award: { label: 124, name: 137.4, details: 149.4, size: 20, apart: [2.8, 4] },
    body: { ...portrait.body, y: 162.4, gap: 9 },
  },
}
export const measuresOf = (layout: Layout, hasRoad: boolean): Measures =>
  hasRoad ? { landscape, portrait }[layout] : airy[layout]
