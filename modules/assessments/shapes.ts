/** What the JSON columns hold. */
export type Bilingual = { km: string; en: string }
/** So many questions of one tag go into each attempt. */
export type Draw = readonly { tag: string; count: number }[]
/** What everybody may read of a question while it is being answered. */
export type QuestionBody = { stem: Bilingual; options: readonly Bilingual[] }
/** The right options, as places in `options`, and why: read only once an attempt is over. */
export type QuestionKey = { right: readonly number[]; why: Bilingual }
