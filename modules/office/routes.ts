import { z } from 'zod'
import { NotFound } from '#server/errors'
import { params, query, submit } from '#server/http/forms'
import { id } from '#server/http/inputs'
import type { App } from '#server/module'
import { change, typedOf, valueOf, type Setting } from '#server/settings'
import type { Db } from '#server/db/open'
import { journalRows } from './journal.ts'
import { journalPage, journalView, settingsPage, settingsView } from './pages.ts'

const KeyPath = z.object({ key: z.string().max(60) })
const JournalQuery = z.object({ before: id.optional() })
const rowsOf = (db: Db, all: readonly Setting[]): { one: Setting; value: string }[] =>
  all.map((one) => ({ one, value: typedOf(db, one) ?? String(valueOf(db, one)) }))

export const routes = (app: App): void => {
  app.get('/settings', { config: { access: 'settings.change' } }, (request, reply) =>
    reply.page(settingsPage, settingsView(request.voice, rowsOf(request.db, app.settings))),
  )
  app.post('/settings/:key', { config: { access: 'settings.change' } }, (request, reply) => {
    const { key } = params(request, KeyPath)
    const one = app.settings.find((setting) => setting.key === key)
    if (!one) throw new NotFound()
    return submit(request, z.object({ value: z.string().refine((typed) => one.schema.safeParse(typed).success) }), {
      ok: ({ value }) => {
        change(request.db, request.actor, 'settings.change', one, value, request.now)
        return reply.done('/settings', 'office:settings.saved')
      },
      again: (form) =>
        reply.page(
          settingsPage,
          settingsView(request.voice, rowsOf(request.db, app.settings), { key, form }),
          form.status,
        ),
    })
  })
  app.get('/journal', { config: { access: 'journal.view' } }, (request, reply) =>
    reply.page(
      journalPage,
      journalView(request.voice, journalRows(request.db, query(request, JournalQuery).filter.before)),
    ),
  )
}
