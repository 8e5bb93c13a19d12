import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { anAdministrator, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

/** What grows with authors and settings, never with persons or facts: a scan of it stays small. */
const small =
  /^SCAN (courses|programme_versions|lessons|lesson_revisions|course_versions|course_version_lessons|quizzes|reference_state|settings|CONSTANT ROW)\b/
type Spy = { sql: Set<string>; reads: () => number }
/** Listens to what a database is asked. */
const spyOn = ({ $client }: Db): Spy => {
  const sql = new Set<string>()
  let reads = 0
  const own = $client.prepare.bind($client)
  const proto = Object.getPrototypeOf(own('select 1')) as Record<
    'get' | 'all',
    (this: { reader: boolean; database: unknown }, ...given: unknown[]) => unknown
  >
  for (const name of ['get', 'all'] as const) {
    const real = proto[name]
    proto[name] = function (...given) {
      if (this.database === $client) reads++
      return real.apply(this, given)
    }
  }
  $client.prepare = (text: string) => {
    sql.add(text)
    return own(text)
  }
  return { sql, reads: () => reads }
}
const scans = (db: Db, sql: string): string[] => {
  if (!/^(with|select|update|delete|insert)/i.test(sql.trim())) return []
  const bare = sql.match(/\?/g)?.length ?? 0
  const plan = db.$client
    .prepare<null[], { detail: string }>(`explain query plan ${sql}`)
    .all(...Array<null>(bare).fill(null))
  return plan.map(({ detail }) => detail).filter((detail) => /^SCAN/.test(detail) && !small.test(detail))
}
const lesson = '/courses/F1/lessons/nea-and-job-centres'
test('no page and no verb of courses scans a table that grows with persons or facts', async () => {
  const { db, as } = world()
  const [officer, admin] = [as(anOfficer(db).id), as(anAdministrator(db).id)]
  const spy = spyOn(db)
  for (const path of ['/courses', '/courses/F1', lesson, `${lesson}?resume=1`])
    expect((await officer.get(path)).statusCode).toBe(200)
  expect((await officer.post('/courses/F2/enrolments')).statusCode).toBe(303)
  expect((await officer.post(`${lesson}/completions`, { uuid: randomUUID() })).statusCode).toBe(303)
  expect(
    (await officer.post('/courses/F1/positions', { slug: 'nea-and-job-centres', fraction: '0.5' })).statusCode,
  ).toBe(204)
  const form = {
    once: randomUUID(),
    personId: String(officer.actor.person),
    course: 'F3',
    day: '2025-01-02',
    evidence: 'x',
  }
  expect((await admin.post('/courses/passes', form)).statusCode).toBe(303)
  expect(spy.sql.size).toBeGreaterThan(12)
  expect([...spy.sql].flatMap((sql) => scans(db, sql).map((detail) => `${detail} in ${sql.slice(0, 300)}`))).toEqual([])
})
test('the spy sees a scan where there is one', () => {
  const { db } = world()
  expect(scans(db, 'select count(*) from lesson_completions where revisionId = ?')).toHaveLength(1)
})
test.each([
  [lesson, 3],
  ['/courses/F1', 4],
  ['/courses', 4],
])('%s takes %i reads, the login among them', async (path, reads) => {
  const { db, as } = world()
  const officer = as(anOfficer(db).id)
  await officer.get(path)
  const spy = spyOn(db)
  await officer.get(path)
  expect(spy.reads()).toBe(reads)
})
