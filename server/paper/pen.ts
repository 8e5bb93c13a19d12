/** Points in a millimetre. */
export const MM = 72 / 25.4

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000)
/** A number for a PDF operator: three places, and no zero that need not be written. */
export const short = (value: number): string => rounded(value).replace(/^(-?)0\./, '$1.')
/** #rrggbb as the three operands of `rg` and `RG`. */
export const rgb = (hex: string): string =>
  [1, 3, 5].map((at) => short(parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ')

/** Where a motif is put: turned by `angle` degrees, scaled by `sx` and `sy`. */
export type Put = { readonly angle?: number; readonly sx?: number; readonly sy?: number }

const operators = { M: 'm', L: 'l', C: 'c' } as const
const operandsOf = { M: 2, L: 2, C: 6 } as const
type Command = keyof typeof operators
const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** How far the handles of a quarter circle reach. */
const QUARTER = 0.5523

/** Writes PDF path operators; what its numbers mean (mm, y down) the matrix before them decides. */
export class Pen {
  readonly ops: string[] = []

  add(...ops: readonly string[]): this {
    this.ops.push(...ops)
    return this
  }
  /** An SVG-like path of M C L Z with absolute numbers. */
  path(d: string): this {
    for (const [, command = '', list = ''] of d.matchAll(/([MCLZ])([^MCLZ]*)/g)) {
      if (command === 'Z') this.add('h')
      else
        this.#draw(
          command as Command,
          list
            .trim()
            .split(/[\s,]+/)
            .map(Number),
        )
    }
    return this
  }
  #draw(command: Command, values: readonly number[]): void {
    const step = operandsOf[command]
    for (let i = 0; i < values.length; i += step)
      this.add(
        `${values
          .slice(i, i + step)
          .map(short)
          .join(' ')} ${operators[command]}`,
      )
  }
  rect(x: number, y: number, width: number, height: number): this {
    return this.add(`${[x, y, width, height].map(short).join(' ')} re`)
  }
  line(x1: number, y1: number, x2: number, y2: number): this {
    return this.add(`${short(x1)} ${short(y1)} m ${short(x2)} ${short(y2)} l S`)
  }
  circle(x: number, y: number, r: number): this {
    const k = r * QUARTER
    const arcs = [
      [x - r, y - k, x - k, y - r, x, y - r],
      [x + k, y - r, x + r, y - k, x + r, y],
      [x + r, y + k, x + k, y + r, x, y + r],
      [x - k, y + r, x - r, y + k, x - r, y],
    ]
    return this.path(`M${String(x - r)},${String(y)} ${arcs.map((arc) => `C${arc.join(',')}`).join(' ')}Z`)
  }
  fill(hex: string): this {
    return this.add(`${rgb(hex)} rg`)
  }
  stroke(hex: string, width: number): this {
    return this.add(`${rgb(hex)} RG ${short(width)} w`)
  }
  put(x: number, y: number, { angle = 0, sx = 1, sy = sx }: Put, draw: (pen: this) => void): this {
    const [cos, sin] = [Math.cos(radians(angle)), Math.sin(radians(angle))]
    this.add(`q ${[cos * sx, sin * sx, -sin * sy, cos * sy, x, y].map(short).join(' ')} cm`)
    draw(this)
    return this.add('Q')
  }
  toString(): string {
    return this.ops.join('\n')
  }
}
