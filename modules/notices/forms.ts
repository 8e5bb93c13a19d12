import { z } from 'zod'
import { id } from '#server/http/inputs'

export const NoticePath = z.object({ id })
export const InboxQuery = z.object({ before: id.optional() })
/** `newest`: the newest notice on the page that was seen. */
export const ReadAllForm = z.object({ newest: id })
