import { chromium } from './chromium.ts'

console.log(`Browser: ${chromium()}`)
