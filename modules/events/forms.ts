import { z } from 'zod'
import { id, note, paperDay, uuid, whole } from '#server/http/inputs'

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
