import { execFileSync, spawnSync } from 'node:child_process'

/** What the tests need beside Node, by the names of Debian's packages. */
export type Need = { what: string; packages: readonly string[]; isThere: () => boolean }

/** Whether a program is on the PATH. */
export const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const isRoot = (): boolean => process.getuid?.() === 0
const apt = (...words: string[]): void => {
  execFileSync('apt-get', ['-qq', ...words], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
/**
 * Installs what is missing, where that can be done without asking: as root on Debian or Ubuntu.
 * Throws one Error that says what to install by hand otherwise.
 */
export const install = (needs: readonly Need[]): void => {
  const missing = needs.filter(({ isThere }) => !isThere())
  if (missing.length === 0) return
  const packages = missing.flatMap((one) => one.packages)
  const words = `Missing for the tests: ${missing.map(({ what }) => what).join(', ')}`
  if (!has('apt-get') || !isRoot())
    throw new Error(
      `${words}. On Debian or Ubuntu, as root: apt-get install ${packages.join(' ')}; elsewhere see README.md.`,
    )
  console.log(`${words}. Installing ${packages.join(' ')} …`)
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...packages)
  const still = missing.filter(({ isThere }) => !isThere())
  if (still.length > 0) throw new Error(`Still missing after installing: ${still.map(({ what }) => what).join(', ')}`)
}
