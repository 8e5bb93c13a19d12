import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { newestVersion, type Node } from '#modules/programme'
import { standingOf, standingsOf, type Standing } from '#modules/progress'
import { day } from '#server/time'
import { anOfficer, aTrainer } from '../support/factories.ts'
import { noon, world } from '../support/world.ts'
import { aResult, aVisit, results, visits, withFacts } from './facts.ts'

type Result = typeof results.$inferSelect
type Visit = typeof visits.$inferSelect
type Act = {
  isVisit: boolean
  kind: string
  subject: string
  score: number | null
  passed: boolean | null
  occasion: number
  minutes: number | null
  daysAgo: number
  voids: boolean
}
const subjects = [
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'POST',
  'TOT',
  'PROV',
  'MOCK',
  'CASE',
  'DIGITAL',
  'MICRO',
  'W1',
  'W2',
  'W3',
  'W10',
] as const
const act: fc.Arbitrary<Act> = fc.record({
  isVisit: fc.boolean(),
  kind: fc.constantFrom('quiz', 'quiz', 'course', 'observation', 'lesson', 'certificate'),
  subject: fc.constantFrom(...subjects),
  score: fc.option(fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)),
  passed: fc.option(fc.boolean()),
  occasion: fc.integer({ min: 1, max: 3 }),
  minutes: fc.option(fc.constantFrom(0, 60, 71, 72, 90, 180, 360, 575, 576, 1400)),
  daysAgo: fc.constantFrom(0, 1, 30, 364, 365, 366, 800),
  voids: fc.boolean(),
})
const planned = (subject: string): number => (subject === 'TOT' ? 1740 : subject === 'PROV' ? 720 : 90)
/** Writes the acts; one that voids corrects the act of its kind before it, as a new fact. */
const live = (db: Db, personId: number, acts: readonly Act[]): void => {
  const last = { result: 0, visit: 0 }
  for (const { isVisit, kind, subject, score, passed, occasion, minutes, daysAgo, voids } of acts) {
    const at = { personId, subject, happenedAt: noon - daysAgo * day }
    const earlier = isVisit ? last.visit : last.result
    const correction = voids && earlier > 0 ? { voids: earlier } : {}
    if (isVisit)
      last.visit = aVisit(db, {
        ...at,
        occasion: `${subject}/${String(occasion)}`,
        minutes,
        plannedMinutes: planned(subject),
        ...correction,
      })
    else last.result = aResult(db, { ...at, kind, score, passed, ...correction })
  }
}
/** The rules again, in another way: rows straight from the tables, every question asked anew. No code of the module. */
const naive = (personId: number, rows: Result[], seen: Visit[], requires: Node): boolean => {
  const mine = <T extends { id: number; personId: number; voids: number | null }>(all: T[]): T[] =>
    all.filter((row) => row.personId === personId && !all.some((other) => other.voids === row.id))
  const tried = (subject: string, kinds: string[]): Result[] =>
    mine(rows).filter((row) => row.subject === subject && kinds.includes(row.kind))
  const visited = (subject: string): { share: number; at: number }[] => {
    const of = mine(seen).filter((row) => row.subject === subject)
    return [...new Set(of.map(({ occasion }) => occasion))].map((occasion) => {
      const part = of.filter((row) => row.occasion === occasion)
      return {
        share: part.reduce((sum, row) => sum + (row.minutes ?? 0), 0) / planned(subject),
        at: Math.max(...part.map((row) => row.happenedAt)),
      }
    })
  }
  const isMet = (node: Node): boolean => {
    if (node.kind === 'course') return tried(node.subject, ['quiz', 'course']).some(({ passed }) => passed === true)
    if (node.kind === 'observation') return tried(node.subject, ['observation']).some(({ passed }) => passed === true)
    if (node.kind === 'score')
      return tried(node.subject, ['quiz']).some(({ score }) => score !== null && score >= node.min)
    if (node.kind === 'attendance') return visited(node.subject).some(({ share }) => share >= node.percent / 100 - 1e-9)
    if (node.kind === 'count') {
      const since = Date.parse('2025-11-24T00:00:00+07:00')
      return (
        node.subjects.filter((subject) =>
          visited(subject).some(({ share, at }) => share >= node.percent / 100 - 1e-9 && at >= since),
        ).length >= node.n
      )
    }
    const met = node.of.filter(isMet).length
    return met >= (node.kind === 'allOf' ? node.of.length : node.kind === 'anyOf' ? 1 : node.n)
  }
  return isMet(requires)
}
test(
  '1,000 random histories, with voided facts: the same standing as a naive evaluation of the rows',
  { timeout: 120_000 },
  () => {
    const { db, now } = world()
    withFacts(db)
    const bystander = anOfficer(db).id
    live(
      db,
      bystander,
      subjects.map((subject) => ({
        isVisit: false,
        kind: 'quiz',
        subject,
        score: 99,
        passed: true,
        occasion: 1,
        minutes: null,
        daysAgo: 1,
        voids: false,
      })),
    )
    const { tiers } = newestVersion(db).tree
    const undo = new Error('undo')
    const alone = (id: number): Standing => standingOf(db, id, now)
    const amongOthers = (id: number): Standing => present(standingsOf(db, [bystander, id], now).get(id), 'her standing')
    const check = (acts: Act[], isTrainer: boolean, first: number): void => {
      const { id } = isTrainer ? aTrainer(db) : anOfficer(db)
      // What was worked out on the way must not be told again after more facts.
      live(db, id, acts.slice(0, first))
      const [early, late] = first % 2 === 0 ? [alone, amongOthers] : [amongOthers, alone]
      early(id)
      live(db, id, acts.slice(first))
      const standing = late(id)
      const expected = tiers.map(({ requires }) =>
        naive(id, db.select().from(results).all(), db.select().from(visits).all(), requires),
      )
      expect(standing.tiers.map(({ status }) => status === 'done')).toEqual(expected)
      expect(standing.isComplete).toBe(
        tiers.every(({ audience }, place) => audience !== undefined || expected[place] === true),
      )
      if (standing.isComplete) complete++
      expect(standing.tiers[1]?.isRequired).toBe(isTrainer)
      expect(early(id)).toEqual(standing)
    }
    // Chance alone never passes eight modules: half of the histories begin with nearly all that the programme wants.
    const plain = { kind: 'quiz', score: 80, passed: true, occasion: 1, daysAgo: 30, voids: false }
    const nearlyAll = subjects.map((subject): Act => {
      const isVisit = /^(TOT|PROV|W)/.test(subject)
      const kind = /^(MOCK|CASE|DIGITAL|MICRO)$/.test(subject) ? 'observation' : 'quiz'
      return { ...plain, subject, isVisit, kind, minutes: isVisit ? planned(subject) : null }
    })
    const begun = fc.oneof(fc.constant([]), fc.subarray(nearlyAll, { minLength: nearlyAll.length - 2 }))
    const history = fc.tuple(begun, fc.array(act, { maxLength: 60 })).map((parts) => parts.flat())
    let complete = 0
    fc.assert(
      fc.property(history, fc.boolean(), fc.nat(20), (acts, isTrainer, first) => {
        try {
          write(db, () => { check(acts, isTrainer, first); throw undo }) // prettier-ignore
        } catch (error) {
          if (error !== undo) throw error
        }
      }),
      { numRuns: 1_000 },
    )
    expect(complete).toBeGreaterThan(50)
  },
)
