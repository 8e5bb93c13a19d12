import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { findChromium } from '../../support/setup/needs.ts'
import { newFolder, password, startServer, type Server } from './server.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
export const launch = (): Promise<Browser> => {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium: npm run setup')
  return chromium.launch({ executablePath, headless: true, args: flags })
}
export const phone = { width: 360, height: 740 }
export const desktop = { width: 1280, height: 800 }
export type Language = 'km' | 'en'

/** The demo house of one test file: its own server over its own copy, and a browser. */
export type House = {
  server: () => Server
  /** A fresh browser profile; pages open relative to the server. */
  visit: (options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext>
}
export const house = (): House => {
  let server: Server | undefined
  let browser: Browser | undefined
  let remove = (): void => undefined
  const running = (): Server => {
    if (!server) throw new Error('the server runs only inside tests')
    return server
  }
  beforeAll(async () => {
    const copy = newFolder(inject('demoFolder'))
    remove = copy.remove
    ;[server, browser] = await Promise.all([startServer(copy.folder), launch()])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    remove()
  })
  const visit: House['visit'] = (options = {}) => {
    if (!browser) throw new Error('the browser runs only inside tests')
    return browser.newContext({ baseURL: running().url, locale: 'km-KH', timezoneId: 'Asia/Phnom_Penh', ...options })
  }
  return { server: running, visit }
}
/** Signs in as a demo person, through the form. */
export const signIn = async (page: Page, staffId: string): Promise<void> => {
  await page.goto('/sign-in')
  await page.fill('input[name=login]', staffId)
  await page.fill('input[name=password]', password)
  await page.press('input[name=password]', 'Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
/** Chooses the language by the cookie that the switch leaves, and the person's own when she is signed in. */
export const speak = async (context: BrowserContext, page: Page, language: Language): Promise<void> => {
  const { origin } = new URL(page.url())
  await context.addCookies([{ name: 'language', value: language, url: origin }])
  await context.request.post(`${origin}/language`, { form: { language }, headers: { origin }, maxRedirects: 0 })
}
