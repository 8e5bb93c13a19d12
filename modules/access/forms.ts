import { z } from 'zod'
import { id, line } from '#server/http/inputs'
import { languages, numeralChoices } from '#server/i18n'

/** Where a form leads afterwards: a path of our own house, never another site. */
const next = z
  .string()
  .default('/')
  .transform((path) => (/^\/(?![/\\])[^\n\r]*$/.test(path) ? path : '/'))
export const SignInForm = z.object({ login: line, password: z.string().min(1).max(200), next })
export const LanguageForm = z.object({ language: z.enum(languages), next })
export const NumeralsForm = z.object({ numerals: z.enum(numeralChoices) })
export const LoginPath = z.object({ id })
export const NextQuery = z.object({ next })
