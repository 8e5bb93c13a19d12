import { existsSync } from 'node:fs'
import { has, type Need } from './packages.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
/** A Chromium of the system: CHROME_PATH first, then where distributions put it; undefined when there is none. */
export const findChromium = (): string | undefined => {
  const given = process.env.CHROME_PATH
  if (given !== undefined && !existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which is not there`)
  return given ?? places.find((path) => existsSync(path))
}
/** Pages bring their own fonts; a machine with none at all draws no digits or dashes in between. */
const isFontThere = (): boolean => existsSync('/usr/share/fonts') || process.platform !== 'linux'

export const browserNeeds: readonly Need[] = [
  { what: 'Chromium', packages: ['chromium'], isThere: () => findChromium() !== undefined },
  { what: 'a font', packages: ['fonts-liberation'], isThere: isFontThere },
]
export const paperNeeds: readonly Need[] = [
  { what: 'pdftotext and pdftoppm', packages: ['poppler-utils'], isThere: () => has('pdftotext') && has('pdftoppm') },
]
