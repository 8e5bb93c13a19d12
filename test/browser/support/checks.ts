import { AxeBuilder } from '@axe-core/playwright'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'

const validator = new HtmlValidate(new FileSystemConfigLoader())
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Rules of WCAG 2.2 AA and good practice that the page breaks, one line each with the first element. */
export const accessFaults = async (page: Page): Promise<string[]> => {
  // Our pages have no frames: then the one-page mode finds the same, in a fraction of the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(standards).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes[0]?.html ?? ''}`)
}
/** What html-validate says of the HTML as the server sent it, before any script ran. */
export const htmlFaults = async (html: string): Promise<string[]> => {
  const { results } = await validator.validateString(html, 'page.html')
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId} (line ${String(line)}): ${message}`),
  )
}
/** Runs in the page, so it is text: the tests are compiled without a browser's globals. */
const wideElements = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
  return [scrollWidth + ' px wide', ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))]
})()`
/** Elements that stand out of the screen to the side. A box that scrolls of itself (a wide table) may. */
export const overflowing = (page: Page): Promise<string[]> => page.evaluate<string[]>(wideElements)
/** Height of the whole page in px. */
export const tall = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollHeight')
/** Collects what the console and the network complain about, from now on. */
export const complaints = (page: Page): string[] => {
  const said: string[] = []
  page.on('console', (one) => {
    if (['error', 'warning'].includes(one.type())) said.push(one.text())
  })
  page.on('pageerror', (error) => {
    said.push(error.message)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A request that the next page cut short is no fault of this one.
    if (why !== 'net::ERR_ABORTED') said.push(`${request.url()} ${why}`)
  })
  return said
}
