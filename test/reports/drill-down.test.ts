import { expect, test } from 'vitest'
import { chanceOf } from '#server/chance'
import { dayOf, daysLater } from '#server/time'
import { statements } from '#modules/progress'
import { centres, persons } from '#modules/people'
import { factsPage, counts, type Count, type FactRow } from '../../modules/reports/facts.ts'
import type { ReachedFilter } from '../../modules/reports/acts.ts'
import type { Cell } from '../../modules/reports/reached.ts'
import { aPerson } from '../support/factories.ts'
import { house, move, year, type House } from './house.ts'

/** Officers of four provinces, some moved, with facts of all kinds over two years. */
const randomHouse = (seed: number): House => {
  const made = house()
  const chance = chanceOf(seed)
  const anyDay = (): string => daysLater('2025-01-01', chance.below(690))
  const days = new Set<string>()
  const once = (key: string): boolean => days.size < days.add(key).size
  for (let n = 0; n < 40; n++) {
    const { id } = aPerson(made.db, { centre: chance.one([1, 2, 15, 25]), sex: chance.one(['female', 'male', null]) })
    if (chance.below(3) === 0) move(made.db, id, chance.one([1, 2, 15]), anyDay())
    for (let facts = chance.below(8); facts > 0; facts--) {
      const day = anyDay()
      const [topic, code] = [chance.one(['W1', 'W2', 'PROV', 'TOT']), chance.one(['F1', 'F2', 'F3'])]
      if (!once(`${String(id)} ${day} ${topic} ${code}`)) continue
      const kind = chance.below(4)
      if (kind === 0) made.attend(id, topic, day, chance.one([0, 30, 90]))
      else if (kind === 1 && once(`${String(id)} ${code}`)) made.pass(id, code, day)
      else if (kind === 2) made.test(id, chance.one(['F1', 'F2', 'POST']), day)
      else made.read(id, chance.below(4), day)
    }
  }
  return made
}
const key = (tier: unknown, sex: unknown, province: unknown): string => [tier, sex, province].map(String).join('/')
/** The same report counted plainly, one statement after the other: what the query is held against. */
const countedByHand = (
  { db }: House,
  { from, to }: ReachedFilter,
): Map<string, { persons: number; participations: number }> => {
  const sexOf = new Map(db.select().from(persons).all().map(({ id, sex }) => [id, sex ?? 'none'])) // prettier-ignore
  const provinceOf = new Map(db.select().from(centres).all().map((one) => [one.id, one.provinceId])) // prettier-ignore
  const firsts = new Map<string, { person: number; sides: readonly [number, string, number] }>()
  const all = db
    .select()
    .from(statements)
    .all()
    .toSorted((a, b) => a.happenedAt - b.happenedAt)
  for (const { personId, tier, kind, subject, occasion, minutes, happenedAt, centreId } of all) {
    const day = dayOf(happenedAt)
    if (day < from || day > to || (kind === 'attendance' && !minutes)) continue
    const act = kind === 'attendance' ? occasion : `study ${subject.split('/')[0] ?? ''}`
    const id = key(personId, tier, act)
    const province = centreId === null ? 0 : (provinceOf.get(centreId) ?? 0)
    if (!firsts.has(id)) firsts.set(id, { person: personId, sides: [tier, sexOf.get(personId) ?? 'none', province] })
  }
  const found = new Map<string, number[]>()
  for (const {
    person,
    sides: [tier, sex, province],
  } of firsts.values())
    for (const t of [tier, null])
      for (const s of [sex, null])
        for (const p of [province, null]) {
          const at = key(t, s, p)
          found.set(at, [...(found.get(at) ?? []), person])
        }
  return new Map([...found].map(([at, who]) => [at, { persons: new Set(who).size, participations: who.length }]))
}
const seeds = [1, 2, 3, 20_261_124]
test.each(seeds)('house %i: every cell is what counting by hand gives', (seed) => {
  const made = randomHouse(seed)
  for (const filter of [year, { from: '2025-03-15', to: '2026-04-14' }]) {
    const byHand = countedByHand(made, filter)
    const { rows, at } = made.cube(filter)
    expect(byHand.size).toBeGreaterThan(20)
    for (const { tier, sex, province, ...numbers } of rows)
      expect(numbers, key(tier, sex, province)).toEqual(
        byHand.get(key(tier, sex, province)) ?? { persons: 0, participations: 0 },
      )
    const listed = new Set(rows.map(({ tier, sex, province }) => key(tier, sex, province)))
    expect([...byHand.keys()].filter((one) => !listed.has(one))).toEqual([])
    for (const tier of [1, 2, 3, 4, null]) {
      const parts = (['female', 'male', 'none'] as const).map((sex) => at(tier, sex, null).persons)
      expect(at(tier, null, null).persons).toBe(parts.reduce((sum, n) => sum + n))
    }
  }
})
/** All rows of a drill-down, page after page. */
const walk = ({ db }: House, cell: Cell, count: Count): { rows: FactRow[]; total: number } => {
  const filter = {
    ...year,
    tier: cell.tier ?? undefined,
    sex: cell.sex ?? undefined,
    province: cell.province ?? undefined,
  }
  const rows: FactRow[] = []
  let after: { key: string; id: number } | undefined
  for (;;) {
    const found = factsPage(db, { filter, count, isNamed: true, after })
    rows.push(...found.rows)
    const last = found.rows.at(-1)
    if (found.after === null || !last) return { rows, total: found.total }
    after = { key: last.mark, id: 0 }
  }
}
test.each(seeds)(
  'house %i: what stands behind a cell is as much as the cell says, for every cell and both numbers',
  (seed) => {
    const made = randomHouse(seed)
    let filled = 0
    for (const cell of made.cube().rows)
      for (const count of counts) {
        const { rows, total } = walk(made, cell, count)
        expect([total, rows.length], key(cell.tier, cell.sex, cell.province)).toEqual([cell[count], cell[count]])
        expect(new Set(rows.map(({ mark }) => mark)).size).toBe(rows.length)
        if (count === 'persons') expect(new Set(rows.map(({ who }) => who?.personId)).size).toBe(rows.length)
        if (cell.sex !== null) expect(rows.every(({ sex }) => sex === cell.sex)).toBe(true)
        if (cell.province !== null) expect(rows.every(({ province }) => province === cell.province)).toBe(true)
        if (count === 'persons')
          expect(rows.reduce((sum, { participations }) => sum + participations, 0)).toBe(cell.participations)
        filled += rows.length
      }
    expect(filled).toBeGreaterThan(300)
  },
)
test('120 participations come on three pages, newest first, each once, forth and back', () => {
  const { db, attend } = house()
  for (let n = 0; n < 120; n++) attend(aPerson(db).id, 'W1', daysLater('2026-01-05', n % 7))
  const ask = { filter: year, count: 'participations' as const, isNamed: false }
  const first = factsPage(db, ask)
  const at = (row: FactRow | undefined): { key: string; id: number } => ({ key: row?.mark ?? '', id: 0 })
  const second = factsPage(db, { ...ask, after: at(first.rows.at(-1)) })
  const third = factsPage(db, { ...ask, after: at(second.rows.at(-1)) })
  expect([first, second, third].map(({ rows, total }) => [rows.length, total])).toEqual([
    [50, 120],
    [50, 120],
    [20, 120],
  ])
  const all = [...first.rows, ...second.rows, ...third.rows].map(({ mark }) => mark)
  expect(new Set(all).size).toBe(120)
  expect(all).toEqual(all.toSorted().toReversed())
  expect([third.after, first.before]).toEqual([null, null])
  expect(factsPage(db, { ...ask, before: at(third.rows[0]) }).rows).toEqual(second.rows)
})
