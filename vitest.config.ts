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
          // Each test has a house of its own, so files share what they import: less than half the time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/support/house.ts'],
          exclude: ['**/*.slow.test.ts'],
          // After the others, one file at a time: a browser that waits for a core tells nothing about a page.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          ...isolated,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['test/**/*.slow.test.ts'],
          globalSetup: ['test/browser/support/house.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...isolated,
          testTimeout: 600_000,
        },
      },
    ],
  },
})
