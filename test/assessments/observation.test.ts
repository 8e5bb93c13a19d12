import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Forbidden, NotFound } from '#server/errors'
import { day, minute } from '#server/time'
import {
  acknowledge,
  adjudicate,
  discardSheet,
  observations,
  openPerformance,
  openSheet,
  performancesOf,
  saveFeedback,
  saveLevel,
  sendSheet,
} from '#modules/assessments'
import { standingOf } from '#modules/progress'
import { anOfficer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { begun, desk, filled, rubricNow, sent, type Desk } from './observation-desk.ts'
import { caught, entries } from './verbs.ts'

const facts = ({ db }: Desk) => db.select().from(observations).all()
const stateOf = ({ db, trainer }: Desk, id: number): string | undefined =>
  performancesOf(db, trainer.actor, 'event:1').find(({ performanceId }) => performanceId === id)?.state

test('one observer: the sheet that is sent settles the performance in one fact, which standing counts', () => {
  const house = desk()
  const { db, officer, trainer } = house
  const { id, once, rubricVersionId } = begun(house)
  const sheetId = filled(db, trainer.actor, id, { MC1: 4, MC3: 2 })
  expect(facts(house)).toEqual([])
  expect(sendSheet(db, trainer.actor, sheetId, noon + day)).toEqual({ performanceId: id })
  const levels = { MC1: 4, MC2: 3, MC3: 2, MC4: 3, MC5: 3, MC6: 3, MC7: 3, MC8: 3 }
  expect(facts(house)).toEqual([
    expect.objectContaining({
      uuid: once, personId: officer.actor.person, performanceId: id, rubricVersionId, levels,
      score: 73.75, passed: true, passPercent: 70, observers: 1, isAdjudicated: false, criticalFailed: false,
      happenedAt: noon, recordedAt: noon + day, recordedBy: trainer.actor.person, method: 'staff', voids: null,
    }),
  ]) // prettier-ignore
  expect(db.$client.prepare('select tier, kind, subject, occasion, score, passed, href from statements').get()).toEqual({
    tier: 3, kind: 'observation', subject: 'MOCK', occasion: 'event:1', score: 73.75, passed: 1, href: `/observations/${String(id)}`,
  }) // prettier-ignore
  expect(JSON.stringify(standingOf(db, officer.actor.person, noon + day))).toContain('"subject":"MOCK","status":"done"')
})
test('micro-teaching counts in tier 2 and wants 75 %', () => {
  const house = desk()
  const { db, trainer } = house
  const { id } = begun(house, { rubric: 'MICRO' })
  sendSheet(db, trainer.actor, filled(db, trainer.actor, id, {}, 'MICRO'), noon)
  expect(facts(house)).toMatchObject([{ score: 75, passed: true, passPercent: 75 }])
  expect(db.$client.prepare('select tier, subject from statements').get()).toEqual({ tier: 2, subject: 'MICRO' })
})
test('a critical criterion at level 1 fails the whole, at more than 90 %', () => {
  const house = desk()
  const { db, trainer } = house
  const { id } = begun(house)
  const high = Object.fromEntries(rubricNow(db).criteria.map(({ code }) => [code, 4]))
  sent(db, trainer.actor, id, { ...high, MC7: 1 })
  expect(facts(house)).toMatchObject([{ score: 92.5, passed: false, criticalFailed: true }])
})
test('a sheet is sent with all levels and a comment on each low one; the first that lacks is named', () => {
  const { db, trainer, ...house } = desk()
  const { id } = begun({ db, trainer, ...house })
  const sheet = openSheet(db, trainer.actor, id, noon).id
  const send = (): unknown => caught(() => sendSheet(db, trainer.actor, sheet, noon))
  const save = (criterion: string, level: number, comment?: string): void => {
    saveLevel(
      db,
      trainer.actor,
      { sheetId: sheet, criterion, level, ...(comment === undefined ? {} : { comment }) },
      noon,
    )
  }
  save('MC1', 3)
  expect(send()).toMatchObject({ key: 'assessments:refused.observation.level', params: { n: 2 } })
  for (const { code } of rubricNow(db).criteria) save(code, 3)
  save('MC4', 2)
  save('MC5', 1, '   ')
  expect(send()).toMatchObject({ key: 'assessments:refused.observation.comment', params: { n: 4 } })
  save('MC4', 2, 'មតិ')
  expect(send()).toMatchObject({ params: { n: 5 } })
  save('MC5', 3)
  save('MC4', 2)
  expect(send()).toEqual({ performanceId: id })
})
test('twice is once: opening, the sheet, sending and acknowledging', () => {
  const house = desk()
  const { db, officer, trainer } = house
  const once = randomUUID()
  const first = begun(house, { once })
  expect(begun(house, { once }).id).toBe(first.id)
  expect(begun(house).id).toBe(first.id)
  const sheet = filled(db, trainer.actor, first.id)
  expect(openSheet(db, trainer.actor, first.id, noon + minute).id).toBe(sheet)
  for (const _ of [1, 2]) sendSheet(db, trainer.actor, sheet, noon)
  for (const at of [1, 2]) acknowledge(db, officer.actor, first.id, noon + at)
  expect(facts(house)).toHaveLength(1)
  expect(db.$client.prepare('select acknowledgedAt from performances').pluck().get()).toBe(noon + 1)
  expect(entries(house, `observations/${String(first.id)}`)).toMatchObject([
    { action: 'observations.score', fields: ['personId', 'rubricVersionId', 'occasion', 'tryNumber'] },
    { action: 'observations.score', fields: ['sheet'] },
    { action: 'observations.score', fields: ['sentAt', 'levels'] },
    { action: 'observations.score', fields: ['state', 'score', 'passed'] },
    { action: 'assessments.view', fields: ['acknowledgedAt'], personId: officer.actor.person },
  ])
})
test('two trainers who begin at once have one performance; not yet leads to the next try, passed to none', () => {
  const house = desk()
  const { db, officer, trainer, second } = house
  const given = { personId: officer.actor.person, rubric: 'MOCK', occasion: 'event:1', wanted: 1 }
  const one = openPerformance(db, trainer.actor, { ...given, once: randomUUID() }, noon)
  expect(openPerformance(db, second.actor, { ...given, once: randomUUID() }, noon).id).toBe(one.id)
  expect(openPerformance(db, second.actor, { ...given, occasion: 'event:2', once: randomUUID() }, noon).id).not.toBe(
    one.id,
  )
  sent(db, trainer.actor, one.id, { MC1: 2, MC2: 2, MC3: 2, MC4: 2 })
  // The page of the second trainer still shows the first try.
  expect(openPerformance(db, second.actor, { ...given, once: randomUUID(), tryNumber: 1 }, noon).id).toBe(one.id)
  const two = openPerformance(db, second.actor, { ...given, once: randomUUID() }, noon)
  expect(two).toMatchObject({ tryNumber: 2, state: 'open' })
  sent(db, second.actor, two.id)
  expect(caught(() => begun(house))).toMatchObject({ key: 'assessments:refused.observation.passed' })
  expect(() =>
    db.$client
      .exec(`insert into performances (once, personId, rubricId, rubricVersionId, occasion, tryNumber, wanted, openedBy, openedAt)
      select 'x', personId, rubricId, rubricVersionId, occasion, tryNumber, 1, openedBy, openedAt from performances`),
  ).toThrow(/UNIQUE/)
})
test('nobody observes herself, no officer observes, and there is no such rubric or person', () => {
  const house = desk()
  const { db, officer, trainer } = house
  const own = { personId: trainer.actor.person, rubric: 'MOCK', occasion: 'event:1', wanted: 1, once: randomUUID() }
  const self = { key: 'assessments:refused.observation.self' }
  expect(caught(() => openPerformance(db, trainer.actor, own, noon))).toMatchObject(self)
  const { id } = openPerformance(db, house.second.actor, own, noon)
  expect(caught(() => openSheet(db, trainer.actor, id, noon))).toMatchObject(self)
  expect(() => openSheet(db, officer.actor, id, noon)).toThrow(Forbidden)
  expect(() => begun(house, { rubric: 'NO' })).toThrow(NotFound)
  expect(() => begun(house, { personId: 999_999 })).toThrow(NotFound)
})
test('a sheet is its observer’s alone: for everybody else there is none, and what is not in the rubric is not saved', () => {
  const house = desk()
  const { db, trainer, second, admin } = house
  const sheetId = filled(db, trainer.actor, begun(house).id)
  for (const { actor } of [second, admin]) {
    expect(() => { saveLevel(db, actor, { sheetId, criterion: 'MC1', level: 4 }, noon) }).toThrow(NotFound)
    expect(() => { saveFeedback(db, actor, { sheetId, strengths: '', improve: '', nextStep: '' }, noon) }).toThrow(NotFound)
    expect(() => sendSheet(db, actor, sheetId, noon)).toThrow(NotFound)
    expect(() => { discardSheet(db, actor, sheetId, noon) }).toThrow(NotFound)
  } // prettier-ignore
  for (const wrong of [{ criterion: 'XX', level: 3 }, { criterion: 'MC1', level: 5 }])
    expect(() => { saveLevel(db, trainer.actor, { sheetId, ...wrong }, noon) }).toThrow(NotFound) // prettier-ignore
})
test('what is sent is fixed: by the verbs and by the tables themselves', () => {
  const house = desk()
  const { db, trainer, second } = house
  const { id } = begun(house, { wanted: 2 })
  const sheetId = sent(db, trainer.actor, id, { MC1: 2 })
  const fixed = { key: 'assessments:refused.observation.sent' }
  expect(caught(() => { saveLevel(db, trainer.actor, { sheetId, criterion: 'MC1', level: 4 }, noon) })).toMatchObject(fixed) // prettier-ignore
  expect(caught(() => { discardSheet(db, trainer.actor, sheetId, noon) })).toMatchObject(fixed) // prettier-ignore
  expect(() => db.$client.exec('update sheet_levels set level = 4')).toThrow(/never changed/)
  expect(() => db.$client.exec('delete from sheet_levels')).toThrow(/never changed/)
  sent(db, second.actor, id)
  expect(() => db.$client.exec('update observations set score = 100')).toThrow(/never changed/)
  expect(caught(() => openSheet(db, house.admin.actor, id, noon))).toMatchObject({
    key: 'assessments:refused.observation.settled',
  })
})
test('it waits for as many sheets as are wanted, and for each that was opened; a forgotten one can be thrown away', () => {
  const house = desk()
  const { db, trainer, second, admin } = house
  const { id } = begun(house, { wanted: 2 })
  sent(db, trainer.actor, id, { MC1: 4 })
  const forgotten = openSheet(db, admin.actor, id, noon).id
  saveLevel(db, admin.actor, { sheetId: forgotten, criterion: 'MC1', level: 1, comment: 'ក' }, noon)
  sent(db, second.actor, id, { MC1: 3 })
  expect(stateOf(house, id)).toBe('open')
  discardSheet(db, admin.actor, forgotten, noon)
  expect(stateOf(house, id)).toBe('settled')
  expect(facts(house)).toMatchObject([{ observers: 2, levels: { MC1: 3.5 }, score: 76.25 }])
})
test.each([
  { what: 'a gap of two levels', first: { MC2: 4 }, other: { MC2: 2 }, decide: { MC2: 3 }, levels: { MC2: 3 } },
  {
    what: 'a split verdict',
    first: {},
    other: { MC1: 2, MC2: 2, MC3: 2, MC8: 2 },
    decide: { MC1: 2, MC2: 3, MC3: 3, MC8: 2 },
    levels: { MC1: 2, MC2: 3 },
  },
])(
  '$what goes to adjudication, which decides only what is in dispute and keeps every sheet',
  ({ first, other, decide, levels }) => {
    const house = desk()
    const { db, trainer, second, admin } = house
    const { id } = begun(house, { wanted: 2 })
    sent(db, trainer.actor, id, { ...first, MC5: 4 })
    sent(db, second.actor, id, { ...other, MC5: 4 })
    expect(stateOf(house, id)).toBe('adjudicating')
    expect(facts(house)).toEqual([])
    const before = db.$client.prepare('select * from sheet_levels').all()
    const wrong = (input: { levels: Readonly<Record<string, number>>; reason: string }): unknown =>
    caught(() => { adjudicate(db, admin.actor, id, input, noon) }) // prettier-ignore
    expect(wrong({ levels: {}, reason: 'ក' })).toMatchObject({ key: 'assessments:refused.observation.undecided' })
    expect(wrong({ levels: { ...decide, MC2: 9 }, reason: 'ក' })).toMatchObject({
      key: 'assessments:refused.observation.undecided',
    })
    expect(wrong({ levels: decide, reason: ' ' })).toMatchObject({ key: 'assessments:refused.observation.reason' })
    adjudicate(db, admin.actor, id, { levels: { ...decide, MC5: 1 }, reason: 'មើលវីដេអូម្តងទៀត' }, noon)
    expect(facts(house)).toMatchObject([
      { isAdjudicated: true, observers: 2, recordedBy: admin.actor.person, levels: { ...levels, MC5: 4 } },
    ])
    expect(db.$client.prepare('select * from sheet_levels').all().slice(0, before.length)).toEqual(before)
    expect(wrong({ levels: decide, reason: 'ក' })).toBeDefined()
    expect(facts(house)).toHaveLength(1)
  },
)
test('an observer, the observed person and a trainer do not adjudicate', () => {
  const house = desk()
  const { db, as, trainer, admin } = house
  const { id } = begun(house, { wanted: 2 })
  sent(db, trainer.actor, id, { MC2: 4 })
  sent(db, admin.actor, id, { MC2: 2 })
  const decide = (actor: Desk['admin']['actor']) => () => { adjudicate(db, actor, id, { levels: { MC2: 3 }, reason: 'ក' }, noon) } // prettier-ignore
  expect(decide(trainer.actor)).toThrow(Forbidden)
  expect(decide(admin.actor)).toThrow(Forbidden)
  const reach = { ...admin.actor.reach }
  expect(decide({ ...house.officer.actor, reach })).toThrow(NotFound)
  expect(decide(as(anOfficer(db).id).actor)).toThrow(Forbidden)
})
test('only the observed person acknowledges, and only what is settled', () => {
  const house = desk()
  const { db, officer, trainer, admin } = house
  const { id } = begun(house)
  expect(() => { acknowledge(db, officer.actor, id, noon) }).toThrow(NotFound) // prettier-ignore
  sent(db, trainer.actor, id)
  for (const { actor } of [trainer, admin]) expect(() => { acknowledge(db, actor, id, noon) }).toThrow(NotFound) // prettier-ignore
})
test('an occasion lists its performances without any level; the verdict only for whom it is', () => {
  const house = desk()
  const { db, officer, trainer, second, admin } = house
  const { id } = begun(house)
  const mySheetId = sent(db, trainer.actor, id)
  const common = {
    performanceId: id,
    personId: officer.actor.person,
    rubricCode: 'MOCK',
    tryNumber: 1,
    state: 'settled',
    sent: 1,
    wanted: 1,
  }
  const without = { mySheetId: null, mySheetState: null }
  expect(performancesOf(db, trainer.actor, 'event:1')).toEqual([
    { ...common, mySheetId, mySheetState: 'sent', passed: true },
  ])
  expect(performancesOf(db, second.actor, 'event:1')).toEqual([{ ...common, ...without, passed: null }])
  expect(performancesOf(db, admin.actor, 'event:1')).toEqual([{ ...common, ...without, passed: true }])
  expect(performancesOf(db, admin.actor, 'event:2')).toEqual([])
})
