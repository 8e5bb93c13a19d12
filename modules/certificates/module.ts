import { factTriggers } from '#server/db/facts'
import type { Module } from '#server/module'
import type texts from '../../locales/km/certificates.json'
import { issueCertificates } from './jobs.ts'
import { check, content } from './kinds.ts'
import { person } from './privacy.ts'
import { routes } from './routes.ts'
import { certificates as table } from './schema.ts'
import { settings } from './settings.ts'
import { certified, kindSubjects } from './statements.ts'

declare module '#server/i18n' {
  interface Texts {
    certificates: typeof texts
  }
}
/** What was drawn and what was revoked is written once. */
const appendOnly = (name: string): string => `create trigger ${name}_no_update before update on ${name}
begin select raise(abort, '${name} is append-only'); end;
create trigger ${name}_no_delete before delete on ${name}
begin select raise(abort, '${name} is append-only'); end;
`
/** State papers: eligibility, batches, numbers, the certificate and its paper, verification, revocation. */
export const certificates: Module = {
  name: 'certificates',
  routes,
  nav: [{ place: 60, href: '/certificates', text: 'certificates:title', icon: 'award', access: 'certificates.view' }],
  derived: factTriggers(table) + appendOnly('certificate_papers') + appendOnly('certificate_revocations'),
  statements: [certified],
  subjects: [kindSubjects],
  person,
  settings,
  jobs: [issueCertificates],
  content,
  check,
}
