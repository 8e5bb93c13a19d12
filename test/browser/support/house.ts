import type { TestProject } from 'vitest/node'
import { browserNeeds } from '../../support/setup/needs.ts'
import { install } from '../../support/setup/packages.ts'
import { newFolder, startServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    demoFolder: string
  }
}
/** Once before all browser tests: a browser, and a house in which the demo is written already. Each test file copies it. */
export const setup = async (project: TestProject): Promise<() => void> => {
  install(browserNeeds)
  const { folder, remove } = newFolder()
  try {
    const server = await startServer(folder)
    await server.stop()
  } catch (error) {
    remove()
    throw error
  }
  project.provide('demoFolder', folder)
  return remove
}
