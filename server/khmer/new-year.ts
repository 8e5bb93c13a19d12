/*
 * The Khmer New Year by mean solar motion in the lesser era (ចុល្លសករាជ): a year is 292,207/800 days long, and the sun
 * enters Aries 2.165 days before the new sak is raised (Eade, "The Calendrical Systems of Mainland South-East Asia").
 * The almanac's sine table gives the same days from 1900 to 2174.
 */

/** The lesser era year that begins in a Gregorian year. */
export const LESSER_ERA_OFFSET = 638

const PARTS_A_DAY = 800
const PARTS_A_YEAR = 292_207
const PARTS_AT_EPOCH = 373
const PARTS_FROM_ENTRY_TO_SAK = 1_732

/** The first day of the lesser era (22 March 638, Julian calendar) in days from 1970-01-01. */
const EPOCH = -486_420

const parts = (year: number): number => (year - LESSER_ERA_OFFSET) * PARTS_A_YEAR + PARTS_AT_EPOCH

/** មហាសង្ក្រាន្ត of a Gregorian year, the day of the New Year hour, in days from 1970-01-01: the animal turns. */
export function newYearDay(year: number): number {
  return Math.floor((parts(year) - PARTS_FROM_ENTRY_TO_SAK) / PARTS_A_DAY) + EPOCH
}

/** ឡើងស័ក, the last day of the New Year (its third; its fourth when the hour comes late in the evening): the sak turns. */
export function newSakDay(year: number): number {
  return Math.floor(parts(year) / PARTS_A_DAY) + EPOCH
}
