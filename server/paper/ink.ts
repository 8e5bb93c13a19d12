import type { Pair } from '../khmer/type-runs.ts'

/** The colours of tokens.css and the tints that print: solid everywhere, so that a copier and PDF/A have nothing to flatten. */
export const INK = {
  ink: '#1c2530',
  soft: '#55606d',
  teal: '#0c5a5f',
  deep: '#083f43',
  mist: '#e0eeec',
  gold: '#b9822a',
  pale: '#f6ead2',
  paper: '#ffffff',
  rule: '#9fb0ad',
  hair: '#cfd8d5',
  stripe: '#f7f9f8',
  waveTeal: '#edf4f2',
  waveGold: '#faf5e9',
  rosette: '#e7efec',
  rosetteGold: '#f5ebd6',
} as const

const faces = {
  text: { km: 'battambang', latin: 'serif' },
  bold: { km: 'battambang-bold', latin: 'serif-bold' },
  moul: { km: 'moul', latin: 'serif-bold' },
} as const satisfies Record<string, Pair>
/** Faces, size in points and colour of a line. */
export type Style = { readonly faces: Pair; readonly size: number; readonly colour: string }
/** `text` and `bold` are for reading; `moul` only for the headings of the state. */
export const style = (face: keyof typeof faces, size: number, colour: string = INK.ink): Style => ({
  faces: faces[face],
  size,
  colour,
})
