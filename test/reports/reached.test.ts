import { expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { attendances } from '#modules/events'
import { periodOf } from '../../modules/reports/period.ts'
import { anOfficer, aPerson } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { house, move } from './house.ts'

test('the total is the parts and who did not state the sex, whose row is there even when it is empty', () => {
  const { db, attend, cube } = house()
  for (const sex of ['female', 'female', 'male', null] as const) attend(aPerson(db, { sex }).id, 'W1', '2026-03-02')
  const { at, rows } = cube()
  expect((['female', 'male', 'none', null] as const).map((sex) => at(4, sex, null).persons)).toEqual([2, 1, 1, 4])
  expect(rows.filter(({ tier, province }) => tier === 2 && province === null).map(({ sex }) => sex)).toEqual([
    'female',
    'male',
    'none',
    null,
  ])
})
test('one person three times is one person and three participations; in two tiers she is once in all', () => {
  const { db, attend, pass, cube } = house()
  const { id } = anOfficer(db)
  attend(id, 'W1', '2026-03-02')
  attend(id, 'W1', '2026-04-02')
  attend(id, 'W2', '2026-03-02')
  pass(id, 'F1', '2026-02-02')
  const { at } = cube()
  expect(at(4, null, null)).toMatchObject({ persons: 1, participations: 3 })
  expect(at(1, null, null)).toMatchObject({ persons: 1, participations: 1 })
  expect(at(null, null, null)).toMatchObject({ persons: 1, participations: 4 })
})
test('lessons, tests and the pass of one module are one participation; another test is one of its own', () => {
  const { db, read, pass, test: sit, cube } = house()
  const { id } = anOfficer(db)
  read(id, 0, '2026-02-01')
  read(id, 1, '2026-02-03')
  sit(id, 'F1', '2026-02-04')
  sit(id, 'F1', '2026-02-05')
  pass(id, 'F1', '2026-02-06')
  expect(cube().at(1, null, null)).toMatchObject({ persons: 1, participations: 1 })
  sit(id, 'POST', '2026-02-07')
  expect(cube().at(1, null, null)).toMatchObject({ persons: 1, participations: 2 })
})
test('who was on the list but absent is not reached', () => {
  const { db, attend, cube } = house()
  attend(anOfficer(db).id, 'W1', '2026-03-02', 0)
  expect(cube().at(null, null, null).persons).toBe(0)
})
test('who moved is in both provinces, once in the country; participations add up', () => {
  const { db, attend, cube } = house()
  const { id } = anOfficer(db, 15)
  move(db, id, 1, '2026-06-01')
  attend(id, 'W1', '2026-05-31')
  attend(id, 'W2', '2026-06-01')
  const { at } = cube()
  expect([at(4, null, 15), at(4, null, 1)]).toMatchObject([
    { persons: 1, participations: 1 },
    { persons: 1, participations: 1 },
  ])
  expect(at(4, null, null)).toMatchObject({ persons: 1, participations: 2 })
})
test('a module begun before the move belongs to the province where it began', () => {
  const { db, read, cube } = house()
  const { id } = anOfficer(db, 15)
  move(db, id, 1, '2026-06-01')
  read(id, 0, '2026-05-30')
  read(id, 1, '2026-06-02')
  const { at } = cube()
  expect([at(1, null, 15).participations, at(1, null, 1).participations, at(1, null, null).participations]).toEqual([
    1, 0, 1,
  ])
})
test('who had no centre on that day has a row', () => {
  const { db, attend, cube } = house()
  attend(anOfficer(db).id, 'W1', '2023-05-05')
  const { at, rows } = cube({ from: '2023-01-01', to: '2023-12-31' })
  expect(at(4, 'female', 0)).toMatchObject({ persons: 1, participations: 1 })
  expect(rows.some(({ province }) => province === 0)).toBe(true)
})
test('both days of a period count, from midnight to midnight in Phnom Penh', () => {
  const { db, attend, read, cube } = house()
  const { id } = anOfficer(db)
  for (const day of ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01']) attend(id, 'W1', day)
  const persons = (from: string, to: string): number => cube({ from, to }).at(null, null, null).participations
  expect(persons('2026-03-01', '2026-03-31')).toBe(2)
  expect(persons('2026-03-02', '2026-03-30')).toBe(0)
  expect(persons('2026-02-28', '2026-02-28')).toBe(1)
  // 00:00 in Phnom Penh is 17:00 of the day before in UTC.
  read(anOfficer(db).id, 0, '2026-05-01')
  expect([persons('2026-04-30', '2026-04-30'), persons('2026-05-01', '2026-05-01')]).toEqual([0, 1])
})
test('a record that a later one voids does not count, the correction does', () => {
  const { db, attend, cube, admin } = house()
  const { id } = anOfficer(db)
  const wrong = attend(id, 'W1', '2026-03-02', 80)
  const { id: _id, ...row } = db
    .select()
    .from(attendances)
    .all()
    .find((one) => one.id === wrong) as typeof attendances.$inferSelect
  const correction = { ...row, uuid: randomUUID(), voids: wrong, recordedAt: noon, recordedBy: admin.person }
  db.insert(attendances)
    .values({ ...correction, minutes: 0 })
    .run()
  expect(cube().at(null, null, null).persons).toBe(0)
  const again =
    db
      .select()
      .from(attendances)
      .all()
      .find(({ voids }) => voids === wrong)?.id ?? 0
  db.insert(attendances)
    .values({ ...correction, uuid: randomUUID(), voids: again, minutes: 45 })
    .run()
  expect(cube().at(4, null, null)).toMatchObject({ persons: 1, participations: 1 })
})
test('a filter narrows all numbers alike', () => {
  const { db, attend, pass, cube } = house()
  const [woman, man] = [aPerson(db, { centre: 15 }).id, aPerson(db, { sex: 'male' }).id]
  attend(woman, 'W1', '2026-03-02')
  attend(man, 'W1', '2026-03-02')
  pass(man, 'F1', '2026-03-02')
  const all = cube()
  for (const tier of [1, 4]) expect(cube({ tier }).at(tier, null, null)).toEqual(all.at(tier, null, null))
  expect(cube({ sex: 'male' }).at(null, 'male', null)).toEqual(all.at(null, 'male', null))
  expect(cube({ province: 15 }).at(4, 'female', 15)).toEqual(all.at(4, 'female', 15))
})
test.each([
  [{}, '2026-01-01', '2026-11-24', false],
  [{ from: '2025-03-01' }, '2025-03-01', '2026-11-24', false],
  [{ to: '2025-06-30' }, '2025-01-01', '2025-06-30', false],
  [{ from: '2026-05-01', to: '2026-05-01' }, '2026-05-01', '2026-05-01', false],
  [{ from: '2026-05-02', to: '2026-05-01' }, '2026-01-01', '2026-11-24', true],
  [{ from: '2027-01-01' }, '2026-01-01', '2026-11-24', true],
])('the days %o are %s to %s', (typed, from, to, isTurned) => {
  expect(periodOf(typed, '2026-11-24')).toEqual({ from, to, isTurned })
})
