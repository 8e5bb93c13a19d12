import { z } from 'zod'
import { read } from '#server/db/write'
import { query } from '#server/http/forms'
import { cursor } from '#server/http/lists'
import type { App } from '#server/module'
import { centreOf } from './centre.ts'
import { ownRecordView, recordPage, recordView } from './pages.ts'
import { recordOf } from './timeline.ts'

const RecordQuery = z.object({ before: cursor.optional() })

export const routes = (app: App): void => {
  app.get('/record', { config: { access: 'people.view' } }, (request, reply) => {
    const { db, voice, actor, now } = request
    const { before } = query(request, RecordQuery).filter
    const [rows, centre] = read(
      db,
      () => [recordOf(db, actor.person, now, before), centreOf(db, actor.person)] as const,
    )
    const record = recordView(voice, rows, { href: '/record', isFirst: before === undefined })
    return reply.page(recordPage, ownRecordView(voice, actor, centre, record))
  })
}
