import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { formView, type FormView } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { numeralChoices, text, type Voice } from '#server/i18n'
import { momentWords } from '#server/words'
import type { Login } from './logins.ts'

type SignInView = FormView<'login'> & { next: string; hasPasswordError: boolean; helpPhone: string }
export const signInPage = page<SignInView>('access/sign-in', 'access:signIn.title')
export const signInView = (voice: Voice, form: Form, helpPhone: string): SignInView => ({
  helpPhone,
  ...formView(voice, form, { login: { label: 'access:signIn.login', autocomplete: 'username' } }),
  next: typeof form.values.next === 'string' ? form.values.next : '/',
  hasPasswordError: form.errors.password !== undefined,
})

type AccountView = {
  name: string
  latin: string
  roles: readonly string[]
  numerals: readonly { value: string; label: string; isChosen: boolean }[]
  logins: readonly { id: number; device: string; seen: string; isThis: boolean }[]
}
export const accountPage = page<AccountView>('access/account', 'access:account.title')
/** "Chrome · Android" of a user agent: enough to know one's own devices. */
const deviceOf = (agent: string): string => {
  const browser = /(Firefox|Edg|OPR|SamsungBrowser|Chrome|Safari)/.exec(agent)?.[1] ?? ''
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(agent)?.[1] ?? ''
  return [browser, system].filter(Boolean).join(' · ') || '—'
}
export const accountView = (voice: Voice, actor: Actor, logins: readonly Login[]): AccountView => ({
  name: actor.nameKm,
  latin: actor.nameLatin,
  roles: actor.roles.map((role) => text(voice, `people:role.${role}`)),
  numerals: numeralChoices.map((value) => ({
    value,
    label: text(voice, `access:account.numerals.${value}`),
    isChosen: value === actor.numerals,
  })),
  logins: logins.map(({ id, device, lastSeenAt }) => ({
    id,
    device: deviceOf(device),
    seen: momentWords(voice, lastSeenAt),
    isThis: id === actor.login,
  })),
})
