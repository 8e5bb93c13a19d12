import type { Module } from '#server/module'
import type texts from '../../locales/km/certificates.json'
import { routes } from './routes.ts'

declare module '#server/i18n' {
  interface Texts {
    certificates: typeof texts
  }
}
/** State papers: eligibility, batches, numbers, the certificate and its paper, verification, revocation. */
export const certificates: Module = { name: 'certificates', routes }
