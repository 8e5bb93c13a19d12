import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'] // prettier-ignore
const remedy = 'Install Chromium (on Debian: apt-get install chromium) or set CHROME_PATH to one.'
/** Where a Chromium is, or undefined. CHROME_PATH goes before the usual places. */
export const findChromium = (): string | undefined =>
  [process.env.CHROME_PATH ?? '', ...places].find((place) => place !== '' && existsSync(place))

const isRoot = (): boolean => process.getuid?.() === 0
const apt = (...words: string[]): void => {
  execFileSync('apt-get', words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
/** Finds Chromium or, as root on Debian, installs its package. Throws with what to do where neither works. */
export const chromium = (): string => {
  const found = findChromium()
  if (found) return found
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) throw new Error(`No browser was found. ${remedy}`)
  console.log('No browser was found; installing the Debian package chromium …')
  apt('update', '-q')
  apt('install', '-y', '-q', '--no-install-recommends', 'chromium')
  const installed = findChromium()
  if (!installed) throw new Error(`The package was installed, but no browser was found. ${remedy}`)
  return installed
}
