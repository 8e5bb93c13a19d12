import { deflateSync } from 'node:zlib'
import { frame } from './frame.ts'
import { ground, type Rosette } from './ground.ts'
import { MM, Pen, short } from './pen.ts'

/** Drawing that is the same on every paper of a kind: operators, deflated. */
export type Backdrop = { readonly bytes: Buffer; readonly width: number; readonly height: number }
const built = new Map<string, Backdrop>()

/** Ground and frame of a certificate, built and deflated once a process (some 30 ms). */
export const backdrop = (width: number, height: number, rosette: Rosette): Backdrop => {
  const key = JSON.stringify([width, height, rosette])
  const known = built.get(key)
  if (known !== undefined) return known
  const pen = new Pen().add(`${short(MM)} 0 0 ${short(-MM)} 0 ${short(height * MM)} cm`)
  ground(pen, width, height, rosette)
  frame(pen, width, height)
  const made = { bytes: deflateSync(pen.toString(), { level: 9 }), width, height }
  built.set(key, made)
  return made
}
