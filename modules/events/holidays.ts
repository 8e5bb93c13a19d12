import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { isDay, type Day } from '#server/time'

const file = new URL('../../content/places/holidays.yaml', import.meta.url)
const Holidays = z.array(z.strictObject({ on: z.string().refine(isDay), km: z.string().min(1), en: z.string().min(1) }))
type Holiday = { km: string; en: string }
let read: ReadonlyMap<Day, Holiday> | undefined
/** The public holiday of a day, or undefined; the list is edited each year against the sub-decree. */
export const holidayOn = (on: Day): Holiday | undefined =>
  (read ??= new Map(Holidays.parse(parse(readFileSync(file, 'utf8'))).map((one) => [one.on, one]))).get(on)
