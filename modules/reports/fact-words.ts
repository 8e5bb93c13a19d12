import { methods } from '#server/db/columns'
import { text, type Voice } from '#server/i18n'
import type { SubjectsByCode } from '#modules/progress'
import { learningKinds } from './acts.ts'

/** The words of a row behind a figure, as plain values for the worker. */
export type FactLabels = Readonly<Record<'kind' | 'method' | 'evidence', Readonly<Record<string, string>>>>
export const factLabelsOf = (voice: Voice): FactLabels => ({
  kind: Object.fromEntries(learningKinds.map((one) => [one, text(voice, `reports:kind.${one}`)])),
  evidence: Object.fromEntries(learningKinds.map((one) => [one, text(voice, `reports:evidence.${one}`)])),
  method: Object.fromEntries(methods.map((one) => [one, text(voice, `reports:method.${one}`)])),
})
/** The title of what a fact is about; a subject that is gone keeps its code. */
export const factTitle = (language: 'km' | 'en', subjects: SubjectsByCode, code: string): string => {
  const found = subjects.get(code)
  return found ? (language === 'km' ? found.titleKm : found.titleEn) : code
}
