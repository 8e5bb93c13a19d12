import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, house, phone, signIn, speak, type Language } from './support/browser.ts'
import { accessFaults, complaints, htmlFaults, overflowing, tall } from './support/checks.ts'

/**
 * Every page as its readers meet it: phone and desk, Khmer and English. A new page is one more line here.
 * Paths are followed as they stand, so they name things that the demo has.
 */
const lesson = '/courses/F1/lessons/what-are-public-employment-services'
const tours: Readonly<Record<string, readonly string[]>> = {
  visitor: ['/', '/sign-in', '/styleguide'],
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
  ],
  'DEMO-TRAINER': ['/', '/record'],
  'DEMO-CHIEF': ['/', '/people', '/people?q=zzz'],
  'DEMO-ADMIN': [
    '/',
    '/people?province=15',
    '/people/30',
    '/courses/passes/new?person=30',
    '/quizzes/results/new?person=30',
    '/events/attendances/new?person=30',
    '/journal',
    '/settings',
  ],
  'DEMO-OBSERVER': ['/', '/courses'],
}
const sizes = { phone, desktop }
/** How a page that has no fault reads. */
const fine = (path: string, lang: Language): Record<string, unknown> => ({
  path, status: 200, lang, h1: 1, html: [], phone: { wide: [], access: [] }, desktop: { wide: [], access: [] }, said: [],
}) // prettier-ignore

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
    atSizes[name] = { wide, access: await accessFaults(page) }
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
    const found = []
    for (const path of paths) found.push(await seen(page, path))
    await context.close()
    expect(found).toEqual(paths.map((path) => fine(path, language)))
  })
})
