import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with `N passed, N failed` alone on a line, for whoever reads only the end. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((one) => [...one.children.allTests()])
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((one) => one.state() === 'failed' && one.errors().length > 0).length
    console.log(`\n${String(count('passed'))} passed, ${String(count('failed') + broken)} failed`)
  }
}
