import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import type texts from '../../locales/km/assessments.json'
import { content } from './content.ts'
import { closeAttempt } from './jobs.ts'
import { person } from './privacy.ts'
import { routes } from './routes.ts'
import { results } from './schema.ts'
import { quizResults, testSubjects } from './statements.ts'

declare module '#server/i18n' {
  interface Texts {
    assessments: typeof texts
  }
}
/** Attempts point at versions: what was asked must stay readable as it was. */
const versionTriggers = `create trigger question_versions_no_delete before delete on question_versions
begin select raise(abort, 'a question version is never deleted'); end;
create trigger question_versions_no_update before update on question_versions
begin select raise(abort, 'a question version is never changed'); end;
`
/** Question bank, quizzes, attempts and results; knows nothing of courses or events. */
export const assessments: Module = {
  name: 'assessments',
  routes,
  derived: factTriggers(results) + versionTriggers,
  statements: [quizResults],
  subjects: [testSubjects],
  jobs: [closeAttempt],
  person,
  content,
}
