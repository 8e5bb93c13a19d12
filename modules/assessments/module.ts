import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import type texts from '../../locales/km/assessments.json'
import { content } from './content.ts'
import { closeAttempt } from './jobs.ts'
import { observations } from './observation-schema.ts'
import { observed, rubricSubjects } from './observation-statements.ts'
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
/** Performances point at versions too; and what an observer sent stays as it was, but for words that erasing takes. */
const observationTriggers = `create trigger rubric_versions_no_delete before delete on rubric_versions
begin select raise(abort, 'a rubric version is never deleted'); end;
create trigger rubric_versions_no_update before update on rubric_versions
begin select raise(abort, 'a rubric version is never changed'); end;
create trigger sheet_levels_no_delete before delete on sheet_levels
when (select state from observation_sheets where id = old."sheetId") = 'sent'
begin select raise(abort, 'a sheet that is sent is never changed'); end;
create trigger sheet_levels_no_update before update on sheet_levels
when (select state from observation_sheets where id = old."sheetId") = 'sent'
  and (new."sheetId" is not old."sheetId" or new.criterion is not old.criterion or new.level is not old.level)
begin select raise(abort, 'a sheet that is sent is never changed'); end;
create trigger observation_sheets_no_delete before delete on observation_sheets when old.state = 'sent'
begin select raise(abort, 'a sheet that is sent is never deleted'); end;
`
/** Question bank, quizzes, attempts and results; rubrics and what observers saw; knows nothing of courses or events. */
export const assessments: Module = {
  name: 'assessments',
  routes,
  derived: factTriggers(results) + versionTriggers + factTriggers(observations) + observationTriggers,
  statements: [quizResults, observed],
  subjects: [testSubjects, rubricSubjects],
  nav: [
    {
      place: 46,
      href: '/observations',
      text: 'assessments:observations.title',
      icon: 'clipboard-check',
      access: 'observations.score',
      aside: true,
    },
  ],
  jobs: [closeAttempt],
  person,
  content,
}
