import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, house, phone, signIn, speak, type Language } from './support/browser.ts'
import { accessFaults, complaints, htmlFaults, overflowing, tall } from './support/checks.ts'

/**
 * Every page as its readers meet it: phone and desk, Khmer and English. A new page is one more line here.
 * Paths are followed as they stand, so they name things that the demo has.
 */
const lesson = '/courses/F1/lessons/what-are-public-employment-services'
/** A path, with its status where that is not 200. */
type Stop = string | readonly [path: string, status: number]
const tours: Readonly<Record<string, readonly Stop[]>> = {
  visitor: ['/', '/sign-in', '/styleguide', '/verify', ['/verify/0000000000000000', 404]],
  'DEMO-OFFICER': [
    '/',
    '/courses',
    '/courses/F1',
    lesson,
    '/quizzes/F1',
    '/quizzes/POST',
    '/record',
    '/programme',
    '/account',
    '/events',
    '/events?past=1',
    '/events/8',
    '/notices',
    '/certificates',
  ],
  'DEMO-TRAINER': [
    '/',
    '/record',
    ['/people', 403],
    '/events/new',
    '/events/7',
    '/events/7/attendance',
    '/events/2/attendance',
    '/trainers',
    '/observations',
  ],
  'DEMO-CHIEF': ['/', '/people', '/people?q=zzz', '/people/26', ['/people/30', 404], ['/nowhere', 404]],
  // The coordinator of the first province.
  'NEA-0951': ['/', '/people', '/people?province=1', '/courses', '/record', '/programme', '/account'],
  'DEMO-ADMIN': [
    '/',
    '/people?province=15',
    '/people/30',
    '/courses/passes/new?person=30',
    '/quizzes/results/new?person=30',
    '/events/attendances/new?person=30',
    '/journal',
    '/settings',
    '/events/10',
    '/trainers',
    '/trainers/licences/new?person=30',
    '/certificates',
    '/certificates/1',
    '/certificates/batches',
    '/certificates/batches/new?kind=PATHWAY&show=missing',
    '/certificates/batches/1',
  ],
  'DEMO-OBSERVER': [
    '/',
    '/courses',
    '/reports',
    '/reports/reached',
    '/reports/reached/facts?tier=3&count=persons',
    '/reports/overrides',
  ],
  'DEMO-AUDITOR': ['/', '/people', '/people?province=15', '/people/26', '/courses', '/journal', '/programme'],
}
/**
 * Events, papers and licences speak English with the same elements as in Khmer; what an English reader opens daily, and
 * each kind of page, is measured in both.
 */
const inKhmerOnly = /^\/(events|certificates|trainers|verify|notices|observations)/
const pathOf = (stop: Stop): string => (typeof stop === 'string' ? stop : stop[0])
const sizes = { phone, desktop }
/** How a page that has no fault reads. Of a page that is none the browser says so itself. */
const fine = (stop: Stop, lang: Language): Record<string, unknown> => {
  const [path, status] = typeof stop === 'string' ? [stop, 200] : stop
  const said = status === 200 ? [] : [expect.stringContaining(`status of ${String(status)}`)]
  return {
    path,
    status,
    lang,
    h1: 1,
    html: [],
    phone: { wide: [], access: [] },
    desktop: { wide: [], access: [] },
    said,
  }
}

const seen = async (page: Page, path: string): Promise<Record<string, unknown>> => {
  const said = complaints(page)
  const answer = await page.goto(path)
  const html = await htmlFaults((await answer?.text()) ?? '')
  const atSizes: Record<string, unknown> = {}
  for (const [name, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    const wide = await overflowing(page)
    // axe takes what lies under a fixed bar at this moment as covered for ever: so the screen is as tall as the page.
    await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, await tall(page)) })
    // The English page has the same elements as the Khmer one: at the desk its width is enough to know.
    const isSame = name === 'desktop' && (await page.getAttribute('html', 'lang')) === 'en'
    atSizes[name] = { wide, access: isSame ? [] : await accessFaults(page) }
  }
  const found = {
    path,
    status: answer?.status(),
    lang: await page.getAttribute('html', 'lang'),
    h1: await page.locator('h1').count(),
  }
  page.removeAllListeners()
  return { ...found, html, ...atSizes, said }
}
const { visit } = house()
describe.each(Object.entries(tours))('%s', (who, paths) => {
  test.each(['km', 'en'] as const)('in %s: no fault on any page', async (language) => {
    const context = await visit()
    const page = await context.newPage()
    if (who === 'visitor') await page.goto('/sign-in')
    else await signIn(page, who)
    await speak(context, page, language)
    const stops = language === 'km' ? paths : paths.filter((stop) => !inKhmerOnly.test(pathOf(stop)))
    const found = []
    for (const stop of stops) found.push(await seen(page, pathOf(stop)))
    await context.close()
    expect(found).toEqual(stops.map((stop) => fine(stop, language)))
  })
})
/** An attempt has no address before it begins, so its pages are no line of a tour: they come one after the other. */
test.each(['km', 'en'] as const)('an attempt in %s, from its first question to its result', async (language) => {
  const context = await visit()
  const page = await context.newPage()
  await signIn(page, 'DEMO-OFFICER')
  await speak(context, page, language)
  await page.goto('/quizzes/F1')
  await page.click('main button.btn-1')
  await page.waitForURL(/\/attempts\/\d+/)
  const attempt = new URL(page.url()).pathname
  const question = `${attempt}?q=1`
  const paths = [question, question, `${attempt}?q=all`, '/', '/quizzes/F1', attempt]
  const found = [await seen(page, question)]
  await page.locator('label.opt').first().click()
  await page.locator('button[value=next]').click()
  await page.waitForURL((url) => url.search !== '?q=1')
  for (const path of paths.slice(1, -1)) found.push(await seen(page, path))
  await page.goto(`${attempt}?q=all`)
  await page.locator('form[action$="/submission"] button').click()
  await page.locator('.ring').waitFor()
  found.push(await seen(page, attempt))
  expect(await page.locator('.ring').count()).toBe(1)
  await context.close()
  expect(found).toEqual(paths.map((path) => fine(path, language)))
})
