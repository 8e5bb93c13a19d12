import { INK } from './ink.ts'
import type { Pen } from './pen.ts'

/** Motifs of unit size, pointing up: y from 0 to -1. */

/** ភ្ញីភ្លើង, the flame leaf: a belly and an S-bent tip. */
export const LEAF =
  'M0,0 C-.34,-.06 -.47,-.34 -.33,-.56 C-.22,-.74 .04,-.74 .2,-1 C.25,-.8 .2,-.66 .1,-.56 C.36,-.5 .34,-.14 0,0Z'
const VEIN = 'M-.03,-.12 C-.22,-.2 -.25,-.42 -.1,-.54 C-.17,-.4 -.12,-.24 -.03,-.12Z'
/** ត្របកឈូក, the lotus petal, an ogee; within it a second one and a drop. */
export const PETAL = 'M-.5,0 C-.54,-.5 -.2,-.66 0,-1 C.2,-.66 .54,-.5 .5,0Z'
const INNER = 'M-.36,0 C-.39,-.42 -.14,-.56 0,-.8 C.14,-.56 .39,-.42 .36,0Z'
const DROP = 'M-.17,0 C-.2,-.26 -.07,-.36 0,-.54 C.07,-.36 .2,-.26 .17,0Z'
const SEED = 'M0,-.22 C-.12,-.4 -.08,-.55 0,-.7 C.08,-.55 .12,-.4 0,-.22Z'

/** A flame leaf, with one vein cut out of it where it is large enough. */
export const leaf = (pen: Pen, colour: string, vein?: string): void => {
  pen.fill(colour).path(LEAF).add('f')
  if (vein !== undefined) pen.fill(vein).path(VEIN).add('f')
}
/** A lotus petal of three nested ogees. */
export const petal = (pen: Pen, outer: string, inner: string, drop: string): void => {
  pen.fill(outer).path(PETAL).add('f')
  pen.fill(inner).path(INNER).add('f')
  pen.fill(drop).path(DROP).add('f')
}
/** ផ្កាចន្ទ, the four-petalled blossom around 0,0. */
export const blossom = (pen: Pen, r: number, front: string, back: string, core: string): void => {
  for (const angle of [45, 135, 225, 315])
    pen.put(0, 0, { angle, sx: r * 0.62, sy: r * 0.92 }, (one) => one.fill(back).path(PETAL).add('f'))
  for (const angle of [0, 90, 180, 270])
    pen.put(0, 0, { angle, sx: r * 0.86, sy: r }, (one) => {
      one.fill(front).path(PETAL).add('f').fill(core).path(SEED).add('f')
    })
  pen
    .fill(core)
    .circle(0, 0, r * 0.2)
    .add('f')
    .fill(front)
    .circle(0, 0, r * 0.1)
    .add('f')
}

/** Start, two handles, end. */
export type Curve = readonly [number, number, number, number, number, number, number, number]
/** A tapering tendril: two curves that meet in a point, so it swells and dies like a brush stroke. */
export const tendril = (pen: Pen, colour: string, width: number, [x0, y0, ax, ay, bx, by, x1, y1]: Curve): void => {
  const length = Math.hypot(x1 - x0, y1 - y0)
  const [nx, ny] = [(-(y1 - y0) / length) * width, ((x1 - x0) / length) * width]
  const out = [ax + nx, ay + ny, bx + nx / 2, by + ny / 2, x1, y1]
  const back = [bx - nx / 2, by - ny / 2, ax - nx, ay - ny, x0 - nx / 2, y0 - ny / 2]
  pen
    .fill(colour)
    .path(`M${[x0 + nx / 2, y0 + ny / 2].join(',')} C${out.join(',')} C${back.join(',')}Z`)
    .add('f')
}

const half = (pen: Pen, width: number): void => {
  pen.put(1.9, 0.15, { angle: 78, sx: 2.6, sy: 5.2 }, (one) => void leaf(one, INK.gold, INK.paper))
  pen.put(1.9, -0.1, { angle: 108, sx: -1.7, sy: 3.1 }, (one) => void leaf(one, INK.gold))
  pen.put(6.6, -0.1, { angle: 84, sx: 1.5, sy: 3.6 }, (one) => void leaf(one, INK.gold))
  pen.fill(INK.teal).path('M10.9,0 L11.7,-.62 L12.5,0 L11.7,.62Z').add('f')
  tendril(pen, INK.gold, 0.34, [13.1, 0, 15, -0.02, 17, 0, width, 0])
}
/** The flourish under the motto: a blossom, flame leaves, a bead, a line that dies away. 42 mm wide at scale 1. */
export const crest = (pen: Pen, x: number, y: number, scale = 1): void => {
  for (const side of [1, -1]) pen.put(x, y, { sx: side * scale, sy: scale }, (one) => void half(one, 21))
  pen.put(x, y, { sx: scale }, (one) => void blossom(one, 2.15, INK.teal, INK.gold, INK.paper))
}
