import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#server/actor'
import type { Config } from '#server/config'
import type { NavLink, Page, Shell } from '#server/html/page'
import { bodyMark, splice } from '#server/html/splice'
import { ownPath } from '#server/http/inputs'
import { languages, raw, text, type Language, type TextKey, type Voice } from '#server/i18n'
import type { Module, NavEntry } from '#server/module'
import type { Site } from '#server/site'

declare module 'fastify' {
  interface FastifyRequest {
    /** Seconds to wait before the next try, or 0; goes out as Retry-After. */
    wait: number
  }
  interface FastifyReply {
    /**
     * Renders a page; `status` for a form shown again (409, 422) or an error. A `bodyHtml: Buffer` in the view-model is
     * stored HTML: it stands in the template as {{{bodyHtml}}} and goes out as the bytes it is.
     */
    page<VM extends object>(page: Page<VM>, vm: NoInfer<VM>, status?: number): FastifyReply
    /** Leads on after a write (303) and says there in a line what was done. */
    done(href: string, message?: TextKey): FastifyReply
  }
}
type Entry = NavEntry & { texts: Record<Language, string> }
const textsOf = (key: TextKey, say: (language: Language) => string): Record<Language, string> =>
  Object.fromEntries(languages.map((language) => [language, say(language)])) as Record<Language, string>
const entriesOf = (modules: readonly Module[]): Entry[] =>
  modules
    .flatMap((one) => one.nav ?? [])
    .toSorted((a, b) => a.place - b.place)
    .map((entry) => ({ ...entry, texts: textsOf(entry.text, (language) => raw(language, entry.text) ?? entry.text) }))
const isOpen = ({ access }: NavEntry, actor: Actor): boolean =>
  access === 'signed-in' || access === 'public' || actor.reach[access] !== undefined
const linksOf = (
  entries: readonly Entry[],
  actor: Actor | null,
  { language }: Voice,
  path: string,
): Pick<Shell, 'nav' | 'bar' | 'more'> => {
  const nav: NavLink[] = []
  const bar: NavLink[] = []
  const more: NavLink[] = []
  if (actor)
    for (const entry of entries) {
      if (!isOpen(entry, actor)) continue
      const here = entry.exact ? path === entry.href : path === entry.href || path.startsWith(`${entry.href}/`)
      const link = { href: entry.href, text: entry.texts[language], icon: entry.icon, here }
      if (!entry.aside) nav.push(link)
      if (entry.bar && bar.length < mostInBar) bar.push(link)
      else more.push(link)
    }
  return { nav, bar, more }
}
/** Places of the bottom bar of a phone; what has none stands in the menu under the avatar. */
const mostInBar = 5
const firstLetter = (name: string): string =>
  new Intl.Segmenter('km').segment(name)[Symbol.iterator]().next().value?.segment ?? ''
const initials = new Map<string, string>()
/** First cluster of the given name, as on an avatar; a segmenter costs too much to make one a request. */
const initialOf = (name: string): string => {
  const known = initials.get(name)
  if (known !== undefined) return known
  if (initials.size > 5_000) initials.clear()
  const made = firstLetter(name.split(' ').at(-1) ?? name).slice(0, 1)
  initials.set(name, made)
  return made
}
const bare = (url: string): string => url.split('?', 1)[0] ?? url
/** Where the browser says it comes from, when that is our own house. */
const cameFrom = ({ headers: { referer = '' }, host }: FastifyRequest): string | null => {
  const url = URL.canParse(referer) ? new URL(referer) : null
  return url?.host === host ? ownPath.parse(url.pathname + url.search) : null
}
/** The address of a form itself when it is a page, or else the nearest page above it. */
const pageAbove = ({ server, url, routeOptions }: FastifyRequest): string => {
  const [steps, pattern] = [bare(url).split('/'), (routeOptions.url ?? '').split('/')]
  while (pattern.length > 1 && !server.hasRoute({ method: 'GET', url: pattern.join('/') })) {
    pattern.pop()
    steps.pop()
  }
  return pattern.length > 1 ? steps.join('/') : '/'
}
/**
 * Where the page shown can be asked for again. A form that came back has the address it was sent to, which may be no
 * page: then it is the page it was sent from. Sent again, even that is forgotten, and the page above must do.
 */
const askAgain = (request: FastifyRequest, pages: readonly RegExp[]): string => {
  if (request.method === 'GET') return request.url
  const [above, from] = [pageAbove(request), cameFrom(request)]
  if (from === null || (bare(from) === bare(request.url) && bare(from) !== above)) return above
  return pages.some((one) => one.test(bare(from))) ? from : above
}
/** Bodies smaller than this gain nothing from compression, in bytes. */
const smallest = 2_048
const pageType = 'text/html; charset=utf-8'

/** Adds `reply.page` and `reply.done`: the only way a page leaves the house. */
export const decorateReplies = (app: FastifyInstance, site: Site, config: Config, modules: readonly Module[]): void => {
  const entries = entriesOf(modules)
  const pages: RegExp[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('GET')) pages.push(new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`))
  })
  app.decorateRequest('wait', 0)
  app.decorateReply('page', function <
    VM extends object,
  >(this: FastifyReply, page: Page<VM>, vm: NoInfer<VM>, status = 200) {
    const { visitor, voice, url } = this.request
    const path = bare(url)
    const name = visitor ? (voice.language === 'km' ? visitor.nameKm : visitor.nameLatin) : ''
    const { nav, bar, more } = linksOf(entries, visitor, voice, path)
    const shell: Shell = {
      title: typeof page.title === 'function' ? page.title(vm) : text(voice, page.title),
      back: page.back ? page.back(vm) : null,
      nav,
      bar,
      more,
      who: visitor ? { name, initial: initialOf(name) } : null,
      here: askAgain(this.request, pages),
      isDemo: config.isDemo,
      flash: flashOf(this, voice),
    }
    const { bodyHtml: body } = vm as { bodyHtml?: unknown }
    const isStored = Buffer.isBuffer(body)
    const html = site.pages.render(page, isStored ? { ...vm, bodyHtml: bodyMark } : vm, shell, voice)
    return this.code(status)
      .type(pageType)
      .send(isStored ? splice(html, body) : html)
  })
  app.decorateReply('done', function (href: string, message?: TextKey) {
    if (message)
      this.setCookie('flash', message, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        maxAge: 60,
        secure: config.secureCookies,
      })
    return this.redirect(href, 303)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.wait > 0) void reply.header('retry-after', request.wait)
    const isPage =
      typeof payload === 'string' || (Buffer.isBuffer(payload) && reply.getHeader('content-type') === pageType)
    if (!isPage || payload.length < smallest || !accepts(request.headers['accept-encoding']))
      return void done(null, payload)
    void reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length')
    done(null, gzipSync(payload, { level: 1 }))
  })
}
const accepts = (encodings: string | string[] | undefined): boolean =>
  typeof encodings === 'string' && encodings.includes('gzip')
/** The line left by `done`, shown once. Only a known key is shown: a cookie is not to be trusted. */
const flashOf = (reply: FastifyReply, voice: Voice): string | null => {
  const key = reply.request.cookies.flash
  if (key === undefined) return null
  reply.clearCookie('flash', { path: '/' })
  return raw(voice.language, key) ?? null
}
