import { Refused } from '#server/errors'
import type { TextKey } from '#server/i18n'
import { Misfit } from '#server/paper/index'

/** Which line of a paper cannot be set, in the words of those who can change it. */
const lines: readonly (readonly [RegExp, TextKey])[] = [
  [/^person name$/, 'certificates:unfit.name'],
  [/^person$/, 'certificates:unfit.person'],
  [/^personLineKm$/, 'certificates:unfit.details'],
  [/^body(Km|En)$/, 'certificates:unfit.body'],
  [/^lunarKm$/, 'certificates:unfit.lunar'],
  [/^solarKm$/, 'certificates:unfit.place'],
  [/^signatory/, 'certificates:unfit.signatory'],
  [/^number$/, 'certificates:unfit.number'],
  [/^(title of|row|tiers|stations) /, 'certificates:unfit.rows'],
]
export const unfitKey = (field: string): TextKey =>
  lines.find(([pattern]) => pattern.test(field))?.[1] ?? 'certificates:unfit.other'
/** The line that does not fit, as it travels from the worker; null: all of them do. */
export type Unfit = { field: string }
export const unfitOf = (error: unknown): Unfit => {
  if (error instanceof Misfit) return { field: error.field }
  throw error
}
export const insistFits = (unfit: Unfit | null): void => {
  if (unfit) throw new Refused(unfitKey(unfit.field))
}
