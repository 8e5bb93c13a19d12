import { browserNeeds, findChromium, paperNeeds } from './needs.ts'
import { install } from './packages.ts'

/** `npm run setup`: what the tests need beside npm's packages. */
try {
  install([...browserNeeds, ...paperNeeds])
  console.log(`Ready. Browser tests use ${findChromium() ?? 'none'}.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
