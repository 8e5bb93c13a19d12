import { khmerDigits } from '#server/khmer'
import { INK, style } from './ink.ts'
import { crest } from './motifs.ts'
import type { Sheet } from './sheet.ts'

/** The words of the head of a state paper, as the paper's input has them. */
export type HeadWords = {
  readonly motto: { readonly km: readonly [string, string] }
  readonly issuer: { readonly km: readonly [string, string]; readonly en?: readonly [string, string] }
  readonly numberLabel: { readonly km: string; readonly en?: string }
  /** With Latin digits; the Khmer side shows it in Khmer ones. */
  readonly number: string
}
/** Baselines in mm, sizes in points. */
export type HeadMeasures = {
  readonly motto: {
    readonly x: number
    readonly y: readonly [number, number]
    readonly size: readonly [number, number]
    /** None where the backdrop has it. */
    readonly crest?: { readonly y: number; readonly scale: number }
  }
  /** Middle of the Khmer column, of the English one where there is one, and the width of either. */
  readonly issuer: {
    readonly x: number
    readonly xEn?: number
    readonly width: number
    readonly y: readonly [number, number, number]
    readonly size: number
    readonly numberSize: number
    readonly sizeEn?: number
  }
}

const english = (sheet: Sheet, words: HeadWords, { xEn, width, y, sizeEn }: HeadMeasures['issuer']): void => {
  const { en } = words.issuer
  if (xEn === undefined || sizeEn === undefined || en === undefined) return
  const fit = { align: 'center', width, field: 'issuer.en' } as const
  sheet.line([en[0], style('bold', sizeEn, INK.soft)], xEn, y[0], fit)
  sheet.line([en[1], style('bold', sizeEn, INK.soft)], xEn, y[1], fit)
  const number = `${words.numberLabel.en ?? ''} ${words.number}`.trim()
  sheet.line([number, style('text', sizeEn, INK.soft)], xEn, y[2], { ...fit, field: 'number' })
}

const flourish = (sheet: Sheet, x: number, { y, scale }: { readonly y: number; readonly scale: number }): void => {
  sheet.artifact((pen) => {
    crest(pen, x, y, scale)
  })
}
/** The head every state paper begins with: kingdom and motto with their ornament, ministry, agency and number. */
export const stateHead = (sheet: Sheet, words: HeadWords, { motto, issuer }: HeadMeasures): void => {
  const { x, y, width, size, numberSize } = issuer
  const { km } = words.issuer
  const fit = { align: 'center', width, field: 'issuer.km' } as const
  sheet.line([words.motto.km[0], style('moul', motto.size[0], INK.deep)], motto.x, motto.y[0], { align: 'center' })
  sheet.line([words.motto.km[1], style('moul', motto.size[1], INK.deep)], motto.x, motto.y[1], { align: 'center' })
  if (motto.crest !== undefined) flourish(sheet, motto.x, motto.crest)
  sheet.line([km[0], style('moul', size)], x, y[0], fit)
  sheet.line([km[1], style('moul', size)], x, y[1], fit)
  const number = `${words.numberLabel.km} ${khmerDigits(words.number)}`
  sheet.line([number, style('text', numberSize)], x, y[2], { ...fit, field: 'number' })
  english(sheet, words, issuer)
}

/** Says outside the paper's own design that it is no real one. */
export const specimenLine = (sheet: Sheet, text: string | null): void => {
  if (text !== null)
    sheet.line([text, style('text', 5.6, INK.soft)], sheet.width - 9, 5, { align: 'right', field: 'specimen' })
}
