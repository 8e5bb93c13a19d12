import { either, text, type Voice } from '#server/i18n'
import type { Bilingual } from './shapes.ts'

/** "៣" for a level; "២,៥" for a mean, with the comma that Khmer writes. */
export const levelFigure = (voice: Voice, level: number): string => {
  const plain = String(Math.round(level * 10) / 10)
  return voice.number(voice.language === 'km' ? plain.replace('.', ',') : plain)
}
/** "កម្រិត ៣ · មានសមត្ថភាព": a level as the scale names it. */
export const levelWords = (voice: Voice, scale: readonly Bilingual[], level: number): string => {
  const label = scale[level - 1]
  const words = text(voice, 'assessments:sheet.level', { level: levelFigure(voice, level) })
  return label ? `${words} · ${either(voice, label)}` : words
}
/** "៣. ការវិភាគតម្រូវការ": a criterion as the page counts it, from 1. */
export const criterionWords = (voice: Voice, n: number, title: Bilingual): string =>
  `${voice.number(n)}. ${either(voice, title)}`
export const nameWords = (voice: Voice, { nameKm, nameLatin }: { nameKm: string; nameLatin: string }): string =>
  either(voice, { km: nameKm, en: nameLatin })
