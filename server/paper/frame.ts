import { INK } from './ink.ts'
import { blossom, LEAF, leaf, PETAL, petal, tendril } from './motifs.ts'
import type { Pen } from './pen.ts'

/** Distances from the edge of the sheet in mm; the band of petals is `depth` deep. */
const OUTER = 7
const BAND = 8.4
const DEPTH = 4.3
export const INNER = 14.2
const PITCH = 4.1

/** Flames that stand on the rail: distance from the corner, height, lean; each smaller and flatter than the last. */
const FLAMES = [
  [6.4, 6.2, 22],
  [10.4, 5.4, 28],
  [14, 4.6, 33],
  [17.1, 3.9, 38],
  [19.8, 3.2, 42],
  [22.1, 2.6, 45],
  [24, 2.1, 48],
] as const

const flames = (pen: Pen): void => {
  for (const [x, h, lean] of FLAMES)
    pen.put(x + h * 0.42, -0.25, { angle: 180 - lean * 1.1, sx: -h * 0.5, sy: h * 0.56 }, (one) =>
      one.fill(INK.teal).path(LEAF).add('f'),
    )
  for (const [x, h, lean] of FLAMES)
    pen.put(x, -0.25, { angle: 180 - lean, sx: -h * 0.72, sy: h }, (one) => void leaf(one, INK.gold, INK.paper))
  pen.fill(INK.teal).path('M26.3,.55 L27,.05 L27.7,.55 L27,1.05Z').add('f')
  tendril(pen, INK.gold, 0.32, [28.3, 0.55, 32, 0.53, 35, 0.55, 41, 0.55])
}
/** The lotus bud on the diagonal. */
const bud = (pen: Pen): void => {
  for (const side of [1, -1])
    pen.put(0.6, 0.6, { angle: 135 + side * 27, sx: -side * 5, sy: 7.4 }, (one) => void leaf(one, INK.gold, INK.paper))
  pen.put(1.1, 1.1, { angle: 135, sx: 5.2, sy: 9.2 }, (one) => one.fill(INK.paper).path(PETAL).add('f'))
  pen.put(1.1, 1.1, { angle: 135, sx: 4.3, sy: 8.6 }, (one) => void petal(one, INK.gold, INK.pale, INK.teal))
  const rings: [number, string][] = [
    [3.35, INK.paper],
    [3, INK.gold],
    [2.3, INK.pale],
    [1.5, INK.teal],
  ]
  for (const [r, colour] of rings) pen.fill(colour).circle(0, 0, r).add('f')
}
/** The inner corner, drawn for the upper left; the others are its mirror images. */
const corner = (pen: Pen): void => {
  pen.add('q').rect(-0.02, -0.02, 60, 60).add('W n')
  for (const matrix of ['', ' 0 1 1 0 0 0 cm']) {
    pen.add(`q${matrix}`)
    flames(pen)
    pen.add('Q')
  }
  bud(pen)
  pen.add('Q')
}

type Side = { length: number; at: (along: number) => readonly [number, number]; angle: number }
const sidesOf = (width: number, height: number): Side[] => {
  const d = BAND + DEPTH
  return [
    { length: width - 2 * d, at: (along) => [d + along, d], angle: 0 },
    { length: height - 2 * d, at: (along) => [width - d, d + along], angle: 90 },
    { length: width - 2 * d, at: (along) => [width - d - along, height - d], angle: 180 },
    { length: height - 2 * d, at: (along) => [d, height - d - along], angle: 270 },
  ]
}
/** As many petals as fit exactly, an odd number, so that one stands on the axis; tips outward, teal ones behind. */
const petals = (pen: Pen, { length, at, angle }: Side): void => {
  const count = 2 * Math.round((length / PITCH - 1) / 2) + 1
  const step = length / count
  const stand = (along: number, sx: number, sy: number, draw: (one: Pen) => void): Pen =>
    pen.put(...at(along), { angle, sx, sy }, draw)
  for (let i = 1; i < count; i++)
    stand(i * step, step * 0.7, DEPTH * 0.93, (one) => one.fill(INK.teal).path(PETAL).add('f'))
  for (let i = 0; i < count; i++)
    stand((i + 0.5) * step, step * 0.96, DEPTH * 0.9, (one) => void petal(one, INK.gold, INK.pale, INK.teal))
}
const squares = (pen: Pen, width: number, height: number): void => {
  const c = BAND + DEPTH / 2
  for (const [x, y] of [
    [c, c],
    [width - c, c],
    [c, height - c],
    [width - c, height - c],
  ] as const) {
    pen
      .fill(INK.teal)
      .rect(x - DEPTH / 2, y - DEPTH / 2, DEPTH, DEPTH)
      .add('f')
    pen.put(x, y, {}, (one) => void blossom(one, DEPTH * 0.46, INK.pale, INK.gold, INK.teal))
  }
}

/** The frame of a state certificate: rules, a band of lotus petals, corner blossoms, flame leaves inside the corners. */
export const frame = (pen: Pen, width: number, height: number): void => {
  const box = (d: number): Pen => pen.rect(d, d, width - 2 * d, height - 2 * d)
  pen.fill(INK.pale)
  box(BAND)
  box(BAND + DEPTH).add('f*')
  for (const side of sidesOf(width, height)) petals(pen, side)
  squares(pen, width, height)
  for (const [d, colour, line] of [
    [OUTER, INK.teal, 0.62],
    [BAND - 0.5, INK.gold, 0.18],
    [BAND + DEPTH + 0.32, INK.gold, 0.42],
    [INNER, INK.teal, 0.2],
  ] as const) {
    pen.stroke(colour, line)
    box(d).add('S')
  }
  const s = INNER + 0.6
  for (const sx of [1, -1])
    for (const sy of [1, -1]) pen.put(sx > 0 ? s : width - s, sy > 0 ? s : height - s, { sx, sy }, corner)
}
