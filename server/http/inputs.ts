import { z } from 'zod'
import { says } from '#server/http/forms'
import { latinDigits } from '#server/khmer'
import { isDay } from '#server/time'

/** The longest line a person may type, in UTF-16 units: a visible Khmer letter takes up to four. */
const longestLine = 400
const longestNote = 4_000

/** What forms are made of; both ០–៩ and 0–9 are read everywhere. */
export const line = z.string().min(1).max(longestLine)
export const optionalLine = z.string().max(longestLine).default('')
export const note = z.string().min(1).max(longestNote)
export const uuid = z.uuid()
/** A row's number in a form or a path. */
export const id = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
export const whole = (min: number, max: number): z.ZodType<number, string> =>
  z
    .string()
    .min(1)
    .transform((typed) => latinDigits(typed.trim()))
    .pipe(
      z
        .string()
        .regex(/^-?\d{1,9}$/, says('server:form.number'))
        .transform(Number)
        .pipe(z.number().min(min).max(max)),
    )
/** `YYYY-MM-DD`, as a date field sends it, or the day/month/year that people type. */
export const dayInput = z
  .string()
  .min(1)
  .transform((typed) => {
    const latin = latinDigits(typed.trim())
    const [, date = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(latin) ?? []
    return year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : latin
  })
  .refine(isDay, says('server:form.day'))
/** Nothing of the programme was written down earlier; a year like 0026 is a slip of the hand. */
const earliest = '2000-01-01'
/** The day on which something on paper happened. */
export const paperDay = dayInput.refine((day) => day >= earliest, says('server:form.tooEarly'))
const own = 'http://own.invalid'
/**
 * Where a form leads afterwards: a path of our own house, else '/'. It is read as browsers read it: they drop tabs and
 * take '\\' for '/', so `/<tab>/evil.example` names another site.
 */
export const ownPath = z
  .string()
  .default('/')
  .transform((typed) => {
    const url = typed.startsWith('/') && URL.canParse(typed, own) ? new URL(typed, own) : null
    return url?.origin === own && !url.pathname.startsWith('//') ? url.href.slice(own.length) : '/'
  })
/** One box or many of one name. */
export const many = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([])
