import { expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { begunOfMany, factsOfMany, factsOfOne } from '../../modules/progress/queries.ts'
import { linesOf } from '../../modules/progress/timeline.ts'
import { world } from '../support/world.ts'
import { withFacts } from './facts.ts'

type Statement = { getQuery: () => { sql: string } }
const planOf = (db: Db, query: Statement, given: Record<string, unknown>): string[] => {
  const rows = db.$client
    .prepare<unknown[], { detail: string }>(`explain query plan ${query.getQuery().sql}`)
    .all(...Object.values(given))
  return rows.map(({ detail }) => detail)
}
/** Tables of reference data, a handful of rows each, may be walked; whatever grows with persons or facts may not. */
const small = new Set(['event_topics', 'courses', 'quizzes', 'tests', 'rubrics'])
const scans = (db: Db, plan: readonly string[]): string[] => {
  const tables = new Set(
    db.$client.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all(),
  )
  return plan.filter((line) => {
    const name = /^SCAN (\S+)/.exec(line)?.[1]
    return name !== undefined && tables.has(name) && !small.has(name)
  })
}
const now = Number.MAX_SAFE_INTEGER
type Build = (db: Db) => Statement
const queries: [string, Build, Record<string, unknown>][] = [
  ['the standing of one person', factsOfOne, { person: 1, again: 1 }],
  ['the standings of a page', factsOfMany, { persons: '[1,2]' }],
  ['the courses begun by the persons of a page', begunOfMany, { persons: '[1,2]' }],
  ['the time line', linesOf, { person: 1, at: now, line: '' }],
]
test.each(queries)('%s finds its facts by index, in every branch of the view', (_, build, given) => {
  const { db } = world()
  const real = planOf(db, build(db), given)
  expect(scans(db, real), real.join('\n')).toEqual([])
  const ours = planOf(db, build(withFacts(db)), given)
  expect(scans(db, ours), ours.join('\n')).toEqual([])
  expect(ours.join('\n')).toMatch(/test_results_person[^]*test_visits_person/)
})
