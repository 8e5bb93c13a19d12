import { NotFound } from '#server/errors'
import { params, query, submit } from '#server/http/forms'
import type { App } from '#server/module'
import { shownOf, type Setting } from '#server/settings'
import type { Db } from '#server/db/open'
import { JournalQuery, KeyPath, settingForm } from './forms.ts'
import { journalRows } from './journal.ts'
import { journalPage, journalView, settingsPage, settingsView } from './pages.ts'
import { changeSetting } from './settings.ts'

const rowsOf = (db: Db, all: readonly Setting[]): { one: Setting; value: string }[] =>
  all.map((one) => ({ one, value: shownOf(db, one) }))

export const routes = (app: App): void => {
  app.get('/settings', { config: { access: 'settings.change' } }, (request, reply) =>
    reply.page(settingsPage, settingsView(request.voice, rowsOf(request.db, app.settings))),
  )
  app.post('/settings/:key', { config: { access: 'settings.change' } }, (request, reply) => {
    const { key } = params(request, KeyPath)
    const one = app.settings.find((setting) => setting.key === key)
    if (!one) throw new NotFound()
    return submit(request, settingForm(one), {
      ok: (input) => {
        changeSetting(request.db, request.actor, one, input, request.now)
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
