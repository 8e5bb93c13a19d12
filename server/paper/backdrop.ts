import { deflateSync } from 'node:zlib'
import { frame } from './frame.ts'
import { crest } from './motifs.ts'
import { ground, type Rosette } from './ground.ts'
import { MM, Pen, short } from './pen.ts'

/** Where the crest stands, in mm. */
export type Flourish = { readonly x: number; readonly y: number; readonly scale: number }
/** Drawing that is the same on every paper of a kind: operators, deflated. */
export type Backdrop = { readonly bytes: Buffer; readonly width: number; readonly height: number }
const built = new Map<string, Backdrop>()

/** Ground, frame and crest of a certificate, built and deflated once a process (some 30 ms). */
export const backdrop = (width: number, height: number, rosette: Rosette, flourish: Flourish): Backdrop => {
  const key = JSON.stringify([width, height, rosette, flourish])
  const known = built.get(key)
  if (known !== undefined) return known
  const pen = new Pen().add(`${short(MM)} 0 0 ${short(-MM)} 0 ${short(height * MM)} cm`)
  ground(pen, width, height, rosette)
  frame(pen, width, height)
  crest(pen, flourish.x, flourish.y, flourish.scale)
  const made = { bytes: deflateSync(pen.toString(), { level: 9 }), width, height }
  built.set(key, made)
  return made
}
