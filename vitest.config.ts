import { defineConfig } from 'vitest/config'

const isolated = { isolate: true, testTimeout: 30_000 }
/** `house`: everything in memory or on files of its own · `browser`: the real server in a real Chromium · `slow`: long ones. */
export default defineConfig({
  test: {
    reporters: ['default', './test/support/setup/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: ['**/*.slow.test.ts', 'test/browser/**', '**/node_modules/**'],
          ...isolated,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/setup/browser.ts'],
          fileParallelism: false,
          ...isolated,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'slow', include: ['test/**/*.slow.test.ts'], ...isolated, testTimeout: 600_000 } },
    ],
  },
})
