import { text, voice, type Language, type TextKey } from '#server/i18n'

/** Who may speak in a dialogue. */
export const speakers = ['officer', 'jobseeker', 'employer', 'chief', 'colleague'] as const
export type Speaker = (typeof speakers)[number]
/** Blocks with a heading of their own before the author's title. */
export const titled = ['example', 'tip', 'practice'] as const

/** Texts that are drawn into the stored HTML of a lesson. */
export const blockLabels: readonly TextKey[] = [
  ...speakers.map((one): TextKey => `courses:speaker.${one}`),
  ...titled.map((one): TextKey => `courses:block.${one}`),
  'courses:block.remember',
  'courses:block.answer',
  'courses:block.rightAnswer',
]
export const label = (language: Language, key: TextKey): string => text(voice(language), key)
