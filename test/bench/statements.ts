import type { Db } from '#server/db/open'

type Method = 'get' | 'all' | 'run' | 'iterate'
type Statement = { source: string } & Record<Method, (...values: unknown[]) => unknown>
const methods: readonly Method[] = ['get', 'all', 'run', 'iterate']
const isFrame = (sql: string): boolean => /^(begin|commit|rollback|savepoint|release)\b/i.test(sql)

/**
 * Runs a story and returns the SQL of every statement that the driver ran meanwhile, in order; the frames of
 * transactions are left out. Listens on the driver's own statements, so that no query can go unseen.
 */
export const statementsOf = async (db: Db, story: () => Promise<unknown>): Promise<string[]> => {
  const seen: string[] = []
  const driver = Object.getPrototypeOf(db.$client.prepare('select 1')) as Statement
  const own = methods.map((name) => [name, driver[name]] as const)
  for (const [name, run] of own)
    driver[name] = function (this: Statement, ...values) {
      if (!isFrame(this.source)) seen.push(this.source)
      return run.apply(this, values)
    }
  try {
    await story()
  } finally {
    for (const [name, run] of own) driver[name] = run
  }
  return seen
}
