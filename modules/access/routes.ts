import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageCookie, loginCookie } from '#server/app'
import { Refused } from '#server/errors'
import { empty, params, query, submit, type Form } from '#server/http/forms'
import { forgive, throttle, type Limit } from '#server/http/limits'
import type { App } from '#server/module'
import { latinDigits } from '#server/khmer'
import { valueOf } from '#server/settings'
import { day, minute } from '#server/time'
import { phoneNumber, prefer } from '#modules/people'
import { LanguageForm, LoginPath, NextQuery, NumeralsForm, SignInForm } from './forms.ts'
import { loginsOf, signIn, signOut } from './logins.ts'
import { accountPage, accountView, signInPage, signInView } from './pages.ts'
import { whoIs } from './passwords.ts'
import { helpPhone, loginDays } from './settings.ts'

/** Tries of one name, and of one address (a whole office may share it). */
const perName: Limit = { name: 'signIn.name', tries: 10, window: 15 * minute }
const perAddress: Limit = { name: 'signIn.address', tries: 100, window: 15 * minute }
/** The language is remembered for a year. */
const languageLasts = 365 * day

const keepCookie = (reply: FastifyReply, name: string, value: string, ms: number): FastifyReply =>
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: reply.server.config.secureCookies,
    maxAge: ms / 1000,
  })

const enter = async (request: FastifyRequest, reply: FastifyReply, login: string, password: string): Promise<void> => {
  const { db, now, ip } = request
  throttle(db, perAddress, ip, now)
  const name = phoneNumber(login) ?? latinDigits(login.trim()).toUpperCase()
  throttle(db, perName, name, now)
  const person = await whoIs(db, login, password)
  if (person === null) throw new Refused('access:signIn.wrong')
  forgive(db, perName, name)
  keepCookie(
    reply,
    loginCookie,
    signIn(db, person, request.headers['user-agent'] ?? '', now),
    valueOf(db, loginDays) * day,
  )
}
const showSignIn = (request: FastifyRequest, reply: FastifyReply, form: Form): FastifyReply =>
  reply.page(signInPage, signInView(request.voice, form, valueOf(request.db, helpPhone)), form.status)

export const routes = (app: App): void => {
  app.get('/sign-in', { config: { access: 'public' } }, (request, reply) => {
    const { filter } = query(request, NextQuery)
    return request.visitor ? reply.redirect(filter.next, 303) : showSignIn(request, reply, empty(filter))
  })
  app.post('/sign-in', { config: { access: 'public' } }, (request, reply) =>
    submit(request, SignInForm, {
      ok: async ({ login, password, next }) => {
        await enter(request, reply, login, password)
        return reply.redirect(next, 303)
      },
      again: (form) => showSignIn(request, reply, form),
    }),
  )
  app.post('/sign-out', { config: { access: 'public' } }, (request, reply) => {
    if (request.visitor) signOut(request.db, request.visitor, request.visitor.login, request.now)
    return reply.clearCookie(loginCookie, { path: '/' }).header('clear-site-data', '"cache"').redirect('/', 303)
  })
  app.post('/language', { config: { access: 'public' } }, (request, reply) =>
    submit(request, LanguageForm, {
      ok: ({ language, next }) => {
        if (request.visitor) prefer(request.db, request.visitor, { language }, request.now)
        return keepCookie(reply, languageCookie, language, languageLasts).redirect(next, 303)
      },
      again: () => reply.redirect('/', 303),
    }),
  )
  app.get('/account', { config: { access: 'signed-in' } }, (request, reply) =>
    reply.page(
      accountPage,
      accountView(request.voice, request.actor, loginsOf(request.db, request.actor.person, request.now)),
    ),
  )
  app.post('/account/numerals', { config: { access: 'signed-in' } }, (request, reply) =>
    submit(request, NumeralsForm, {
      ok: ({ numerals }) => {
        prefer(request.db, request.actor, { numerals }, request.now)
        return reply.done('/account', 'access:account.saved')
      },
      again: () => reply.redirect('/account', 303),
    }),
  )
  app.post('/account/logins/:id/ends', { config: { access: 'signed-in' } }, (request, reply) => {
    signOut(request.db, request.actor, params(request, LoginPath).id, request.now)
    return reply.done('/account', 'access:account.ended')
  })
}
