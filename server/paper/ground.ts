import { INNER } from './frame.ts'
import { INK } from './ink.ts'
import { short, type Pen } from './pen.ts'

/**
 * The fine-line ground. Both families are periodic: one period is written and repeated under a shifted or turned matrix,
 * so the stream repeats itself and 9,000 curves deflate to some 16 KB. Paler than a screen needs: printers widen hairlines.
 */
type Path = (t: number) => readonly [number, number]
const slope = (f: Path, t: number): [number, number] => {
  const [[ax, ay], [bx, by]] = [f(t - 1e-4), f(t + 1e-4)]
  return [(bx - ax) / 2e-4, (by - ay) / 2e-4]
}
/** Draws f from 0 to `end` as Bézier curves with f's own slopes. */
const trace = (pen: Pen, f: Path, end: number, pieces: number): void => {
  const h = end / pieces
  let [p, v] = [f(0), slope(f, 0)]
  pen.add(`${short(p[0])} ${short(p[1])} m`)
  for (let i = 1; i <= pieces; i++) {
    const [q, w] = [f(i * h), slope(f, i * h)]
    const handles = [p[0] + (v[0] * h) / 3, p[1] + (v[1] * h) / 3, q[0] - (w[0] * h) / 3, q[1] - (w[1] * h) / 3]
    pen.add(`${[...handles, ...q].map(short).join(' ')} c`)
    ;[p, v] = [q, w]
  }
  pen.add('S')
}

const GAP = 1.3
const WAVE = 26
/** Waves whose swing changes from line to line, so the family closes and opens like woven silk (ហូល). */
const waves = (pen: Pen, width: number, height: number): void => {
  const m = INNER + 0.2
  const rows = Math.ceil((height - 2 * m) / GAP) + 4
  const periods = Math.ceil((width - 2 * m) / WAVE / 2) * 2 + 2
  pen
    .add('q')
    .rect(m, m, width - 2 * m, height - 2 * m)
    .add('W n 1 J')
  for (const parity of [0, 1]) {
    pen.stroke(parity === 0 ? INK.waveTeal : INK.waveGold, 0.08)
    for (let row = parity; row < rows; row += 2) {
      const swing = 1.45 + 0.85 * Math.sin((row * 2 * Math.PI) / 22)
      pen.add(`q 1 0 0 1 ${short(width / 2 - (periods / 2) * WAVE)} ${short(m + (row - 2) * GAP)} cm`)
      for (let i = 0; i < periods; i++) {
        trace(pen, (t) => [t, swing * Math.sin((2 * Math.PI * t) / WAVE + (parity * Math.PI) / 2)], WAVE, 4)
        pen.add(`1 0 0 1 ${String(WAVE)} 0 cm`)
      }
      pen.add('Q')
    }
  }
  pen.add('Q')
}

type Ring = { r: number; swing: number; petals: number; curves: number; colour: string }
/** r = r₀ + a·sin(pθ + φ) and its second harmonic, for φ going round. */
const ring = (pen: Pen, x: number, y: number, { r, swing, petals, curves, colour }: Ring): void => {
  const turn = (2 * Math.PI) / petals
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const matrix = [cos, sin, -sin, cos, 0, 0].map((value) => String(Math.round(value * 1e6) / 1e6)).join(' ')
  pen.stroke(colour, 0.085)
  for (let i = 0; i < curves; i++) {
    const phase = (i / curves) * 2 * Math.PI
    const path: Path = (t) => {
      const at = r + swing * Math.sin(petals * t + phase) + swing * 0.35 * Math.sin(2 * petals * t - phase)
      return [at * Math.cos(t), at * Math.sin(t)]
    }
    pen.add(`q 1 0 0 1 ${short(x)} ${short(y)} cm 1 J`)
    for (let k = 0; k < petals; k++) {
      trace(pen, path, turn, 8)
      pen.add(`${matrix} cm`)
    }
    pen.add('Q')
  }
}

/** Where the rosette stands, in mm. */
export type Rosette = { readonly x: number; readonly y: number; readonly r: number }
/** Waves over the whole field and a rosette of three rings. */
export const ground = (pen: Pen, width: number, height: number, { x, y, r }: Rosette): void => {
  waves(pen, width, height)
  ring(pen, x, y, { r: r * 0.84, swing: r * 0.125, petals: 24, curves: 14, colour: INK.rosette })
  ring(pen, x, y, { r: r * 0.56, swing: r * 0.115, petals: 16, curves: 12, colour: INK.rosetteGold })
  ring(pen, x, y, { r: r * 0.31, swing: r * 0.1, petals: 12, curves: 10, colour: INK.rosette })
}
