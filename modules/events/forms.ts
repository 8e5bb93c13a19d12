import { z } from 'zod'
import { says } from '#server/http/forms'
import { dayInput, id, line, many, note, optionalLine, paperDay, uuid, whole } from '#server/http/inputs'
import { cursor } from '#server/http/lists'
import { latinDigits } from '#server/khmer'
import { minute, startOf } from '#server/time'
import type { Plan, PlannedSession } from './planning.ts'

/** The longest event anybody holds, in minutes: ten days. */
const longest = 10 * 8 * 60
export const PaperAttendanceForm = z.object({
  once: uuid,
  personId: id,
  topic: z.string().min(1).max(12),
  heldOn: paperDay,
  minutes: whole(0, longest),
  evidence: note,
})
export const PersonQuery = z.object({ person: id.default(0) })
export const EventPath = z.object({ id })
export const EnrolForm = z.object({ once: uuid })
export const AdmitForm = z.object({ once: uuid, staffId: line, reason: line })
export const NominateForm = z.object({ once: uuid, personId: id, reason: line })
export const ObserveForm = z.object({
  once: uuid,
  personId: id,
  rubric: z.string().max(12),
  tryNumber: whole(1, 20),
  wanted: whole(1, 3),
})
export const MemberPath = z.object({ id, person: id })
export const ReasonForm = z.object({ reason: z.string().max(400).default(''), seen: id.optional() })
export const EventQuery = z.object({
  topic: z.string().max(12).optional(),
  province: id.optional(),
  past: z.literal('1').optional(),
  kind: z.enum(['tot', 'provincial', 'webinar']).optional(),
  after: cursor.optional(),
  before: cursor.optional(),
})

/** The most days of one plan; a longer workshop is two. */
export const mostDays = 5
const clock = z
  .string()
  .transform((typed) => latinDigits(typed.trim()))
  .pipe(z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, says('events:plan.clock')))
  .transform((typed) => {
    const [hours = 0, minutes = 0] = typed.split(':').map(Number)
    return (hours * 60 + minutes) * minute
  })
const tick = z.literal('1').optional()
const Half = z
  .object({ on: tick, from: z.string().default(''), to: z.string().default('') })
  .transform(({ on, from, to }, context) => {
    if (!on) return null
    const [start, end] = [clock.safeParse(from), clock.safeParse(to)]
    if (!start.success) context.addIssue({ code: 'custom', path: ['from'], message: says('events:plan.clock') })
    if (!end.success) context.addIssue({ code: 'custom', path: ['to'], message: says('events:plan.clock') })
    if (!start.success || !end.success) return z.NEVER
    if (end.data <= start.data)
      context.addIssue({ code: 'custom', path: ['to'], message: says('events:plan.backwards') })
    return { from: start.data, to: end.data }
  })
const off = { on: undefined, from: '', to: '' }
const DayRow = z.object({ on: z.string(), am: Half.prefault(off), pm: Half.prefault(off) })
const optionalId = z.union([z.literal('').transform(() => null), id]).default(null)
/** More provinces than there are, and more trainers than any event has. */
const mostIds = 40
const ids = many.transform((all) =>
  all
    .filter((one) => /^\d{1,15}$/.test(one))
    .slice(0, mostIds)
    .map(Number),
)

type Row = z.output<typeof DayRow>
export const sessionsIn = (days: readonly Row[], minutes: number): PlannedSession[] =>
  days.flatMap(({ on, am, pm }) =>
    [am, pm].flatMap((half) =>
      half
        ? [
            {
              heldOn: on,
              startsAt: startOf(on) + half.from,
              endsAt: startOf(on) + half.to,
              plannedMinutes: Math.min(minutes, (half.to - half.from) / minute),
            },
          ]
        : [],
    ),
  )
/** A row of the grid without a ticked half-day asks for nothing, not even for its day. */
export const Days = z
  .array(DayRow)
  .max(mostDays)
  .default([])
  .transform((rows, context) => {
    const used = rows.flatMap((row, place) => (row.am || row.pm ? [{ row, place }] : []))
    return used.map(({ row, place }) => {
      const read = dayInput.safeParse(row.on)
      if (read.success) return { ...row, on: read.data }
      context.addIssue({ code: 'custom', path: [place, 'on'], message: says('server:form.day') })
      return z.NEVER
    })
  })
/** What the planning form sends; halves of days become sessions. */
export const PlanForm = z
  .object({
    once: uuid,
    seen: z.coerce.number().int().default(0),
    topic: z.string().min(1).max(12),
    licenceTopicId: optionalId,
    titleKm: line,
    titleEn: optionalLine,
    provinceId: optionalId,
    venueId: optionalId,
    venueName: optionalLine,
    link: z.union([z.literal(''), z.url({ protocol: /^https$/, error: says('events:plan.link') })]).default(''),
    capacity: whole(1, 1000),
    minutes: whole(1, 600),
    bring: z.string().max(2_000).default(''),
    invited: ids,
    leadId: optionalId,
    coIds: ids,
    days: Days,
  })
  .transform(({ days, minutes, ...rest }): Plan & { once: string; seen: number } => ({
    ...rest,
    sessions: sessionsIn(days, minutes),
  }))
