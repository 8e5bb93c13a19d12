import { chromium } from './chromium.ts'

/** Before the browser tests: there is a browser, or it is installed. */
export const setup = (): void => {
  chromium()
}
