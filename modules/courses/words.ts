import { text, type Voice } from '#server/i18n'
import type { Course } from './catalogue.ts'

/** "ម៉ូឌុលទី១", "Module 1": how a course is called beside its title. */
export const numbered = (voice: Voice, { code }: Course): string =>
  text(voice, 'courses:numbered', { number: Number(code.slice(1)) })
export const minutesWords = (voice: Voice, minutes: number): string =>
  text(voice, 'courses:minutes', { count: minutes })
/** A score in percent; cut, not rounded, so that 69.6 never looks like a pass at 70. */
export const percent = (score: number): number => Math.floor(score)
