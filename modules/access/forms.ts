import { z } from 'zod'
import { id, line, ownPath as next } from '#server/http/inputs'
import { languages, numeralChoices } from '#server/i18n'

export const SignInForm = z.object({ login: line, password: z.string().min(1).max(200), next })
export const LanguageForm = z.object({ language: z.enum(languages), next })
export const NumeralsForm = z.object({ numerals: z.enum(numeralChoices) })
export const LoginPath = z.object({ id })
export const NextQuery = z.object({ next })
