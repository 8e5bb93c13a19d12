import type { App } from '#server/module'
import { programmePage, programmeView } from './pages.ts'
import { subjectsByCode } from './subjects.ts'
import { versionOf } from './versions.ts'

export const routes = (app: App): void => {
  app.get('/programme', { config: { access: 'signed-in' } }, ({ db, voice, actor }, reply) =>
    reply.page(programmePage, programmeView(voice, versionOf(db, actor.person), subjectsByCode(db), actor)),
  )
}
