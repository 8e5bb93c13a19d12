import { expect, test } from 'vitest'
import { present } from '#server/errors'
import { licenceCandidates } from '../../modules/trainers/candidates.ts'
import { pass } from '../certificates/house.ts'
import { anOfficer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { completeTot, office } from './givens.ts'

/** Every row that is read of the tables with most facts, by its person. */
const watched = ['results', 'lesson_completions', 'course_passes']
test('whoever did nothing of tier 2 is not read: the branches of quizzes, lessons and courses are not entered', () => {
  const given = office()
  const { db } = given.house
  const stranger = anOfficer(db)
  pass(db, given.admin.actor, stranger.id)
  completeTot(given, given.person)
  const view = present(
    db.$client.prepare<[], string>("select sql from sqlite_master where name = 'statements'").pluck().get(),
    'the view',
  )
  const seen = new Set<unknown>()
  db.$client.function('seen', (personId: unknown) => (seen.add(personId), 1))
  // `cross join`: read first, as a plan without statistics may do it.
  const spied = watched.reduce(
    (sql, name) =>
      sql.replaceAll(
        new RegExp(`from "${name}" inner join`, 'g'),
        `from (select * from "${name}" where seen("personId") limit -1) as "${name}" cross join`,
      ),
    view.replace(/create view/i, 'create temp view'),
  )
  expect(spied.match(/seen\(/g)).toHaveLength(watched.length)
  db.$client.exec(spied)
  expect(licenceCandidates(db, noon).map(({ id }) => id)).toEqual([given.person])
  expect(db.$client.prepare(`select count(*) from statements where "personId" = ?`).pluck().get(stranger.id)).toBe(9)
  expect(seen.has(stranger.id)).toBe(true)
  seen.clear()
  licenceCandidates(db, noon)
  expect(seen.has(stranger.id)).toBe(false)
})
