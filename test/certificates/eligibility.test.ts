import { expect, test } from 'vitest'
import { day } from '#server/time'
import { newestVersion } from '#modules/programme'
import { evaluate, type Fact } from '#modules/progress'
import { eligibility } from '#modules/certificates'
import { attendedEnough } from '../../modules/certificates/eligibility.ts'
import { demoCertificates, kinds } from '#modules/certificates'
import { noon, world } from '../support/world.ts'
import { house, pass, rows, today } from './house.ts'
import { anOfficer } from '../support/factories.ts'

const at = noon - 30 * day
const fact = (kind: string, subject: string, more: Partial<Fact> = {}): Fact => ({
  kind, subject, occasion: `${kind}/${subject}`, score: null, passed: true, minutes: null, plannedMinutes: null, happenedAt: at, ...more,
}) // prettier-ignore
const modules = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => fact('course', `F${String(n)}`, { score: 80 }))
const tier1 = [...modules, fact('quiz', 'POST', { score: 75 })]
const tier3 = [
  fact('attendance', 'PROV', { minutes: 600, plannedMinutes: 720, passed: null }),
  ...['MOCK', 'CASE', 'DIGITAL'].map((code) => fact('observation', code, { score: 80 })),
]
const tier4 = ['W1', 'W2', 'W3'].map((code) => fact('attendance', code, { minutes: 90, plannedMinutes: 90 }))
const tot = [fact('attendance', 'TOT', { minutes: 1800, plannedMinutes: 1800 }), fact('observation', 'MICRO')]
const judged = (facts: readonly Fact[], ground: 'tier' | 'pathway', tier: string | null, isTrainer = false) =>
  eligibility({ ground, tier }, evaluate(newestVersion(world().db).tree, facts, { today, isTrainer }))

test.each([
  ['online', tier1, 0],
  ['online', modules, 1],
  ['provincial', tier3, 0],
  ['provincial', tier3.slice(1), 1],
  ['tot', tot, 0],
  ['tot', [], 2],
] as const)('%s with %o: %i missing', (tier, facts, missing) => {
  const found = judged(facts, 'tier', tier)
  expect(found.isEligible).toBe(missing === 0)
  expect(found.missing).toHaveLength(missing)
})
test('the pathway needs the tiers that are asked of everybody, and says of each what is missing', () => {
  expect(judged([...tier1, ...tier3, ...tier4], 'pathway', null).isEligible).toBe(true)
  const without = judged([...tier1, ...tier3], 'pathway', null)
  expect(without.missing.map(({ reason }) => reason.key)).toEqual(['progress:reason.count.none'])
})
test.each([
  [{ minutes: 80, planned: 100, isPassed: false }, true],
  [{ minutes: 79, planned: 100, isPassed: true }, false],
  [{ minutes: 0, planned: 0, isPassed: true }, true],
  [{ minutes: 0, planned: 0, isPassed: false }, false],
])('attended %o of an occasion: %s', (given, isEligible) => {
  expect(attendedEnough({ subject: 'W1', ...given }, 80).isEligible).toBe(isEligible)
})
test('the demo issues to whoever is eligible, one revoked, and nothing twice', () => {
  const { db, admin } = house()
  for (let n = 0; n < 5; n++) pass(db, admin.actor, anOfficer(db).id)
  demoCertificates({ db, now: noon, seed: 7 })
  const issued = rows(db).length
  expect(issued).toBe(4)
  expect(db.$client.prepare('select count(*) from certificate_revocations').pluck().get()).toBe(1)
  demoCertificates({ db, now: noon, seed: 7 })
  expect(rows(db)).toHaveLength(issued)
  expect(kinds(db).map(({ code }) => code)).toEqual(['COMPLETION1', 'COMPLETION3', 'TRAINER', 'PATHWAY', 'PARTICIPATION']) // prettier-ignore
})
