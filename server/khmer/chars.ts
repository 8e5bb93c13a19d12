/** Khmer character classes as bodies of regular-expression brackets, so that every file cuts syllables alike. */

/** Letters that can carry a syllable or stand under one: consonants and independent vowels. */
export const BASES = '\u1780-\u17a2\u17a5-\u17b3'

/** Dependent vowels and signs, without the coeng. */
export const MARKS = '\u17b6-\u17d1\u17dd'

/** The invisible letter that puts the next base under the one before. */
export const COENG = '\u17d2'

/** Khmer digits ០–៩. */
export const KHMER_DIGITS = '\u17e0-\u17e9'

/** Zero width space, non-joiner and joiner. */
export const ZERO_WIDTH = '\u200b-\u200d'

/** Any character of the Khmer block. */
export const ANY_KHMER = /[\u1780-\u17ff]/
