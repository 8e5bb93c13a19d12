import { describe, expect, test } from 'vitest'
import { evaluate, type Fact, type NodeStanding } from '#modules/progress'
import type { Node, ProgrammeTree } from '#modules/programme'
import { day } from '#server/time'
import { noon } from '../support/world.ts'

const today = '2026-11-24'
const treeOf = (requires: Node, audience?: 'trainer'): ProgrammeTree => ({
  edition: 'test',
  tiers: [
    {
      n: 1,
      code: 'one',
      icon: 'book-open',
      title: { km: 'មួយ', en: 'One' },
      requires,
      ...(audience ? { audience } : {}),
    },
  ],
})
const judge = (node: Node, facts: Fact[]): NodeStanding | undefined =>
  evaluate(treeOf(node), facts, { today, isTrainer: false }).tiers[0]?.root
const fact = (given: Partial<Fact>): Fact => ({
  kind: 'quiz', subject: 'F1', occasion: 'a', score: null, passed: null, minutes: null, plannedMinutes: null, happenedAt: noon, ...given,
}) // prettier-ignore
const half = (minutes: number, occasion = 'e1', subject = 'PROV', happenedAt = noon): Fact =>
  fact({ kind: 'attendance', subject, occasion, minutes, plannedMinutes: subject === 'PROV' ? 720 : 90, happenedAt })
const webinar = (subject: string, daysAgo: number, minutes = 90): Fact =>
  half(minutes, `w${subject}${String(daysAgo)}`, subject, noon - daysAgo * day)

const course: Node = { kind: 'course', subject: 'F1' }
const post: Node = { kind: 'score', subject: 'POST', min: 70 }
const session: Node = { kind: 'attendance', subject: 'PROV', percent: 80 }
const mock: Node = { kind: 'observation', subject: 'MOCK' }
const webinars: Node = { kind: 'count', n: 3, months: 12, percent: 80, subjects: ['W1', 'W2', 'W3', 'W4'] }
const cases: [string, Node, Fact[], Partial<NodeStanding>][] = [
  [
    'a course never tried',
    course,
    [],
    { status: 'todo', share: 0, reason: { key: 'progress:reason.course.none', params: {} } },
  ],
  [
    'a course tried',
    course,
    [fact({ score: 65, passed: false })],
    { status: 'now', share: 0, reason: { key: 'progress:reason.tried', params: { score: 65 } } },
  ],
  [
    'a course passed, then failed',
    course,
    [fact({ score: 80, passed: true }), fact({ score: 20, passed: false })],
    { status: 'done', share: 1 },
  ],
  [
    'a course passed on paper without a score',
    course,
    [fact({ kind: 'course', passed: true })],
    { status: 'done', reason: { key: 'progress:reason.passedPlain', params: {} } },
  ],
  ['another course passed', course, [fact({ subject: 'F2', passed: true })], { status: 'todo' }],
  [
    'a score just below',
    post,
    [fact({ subject: 'POST', score: 69.9, passed: true })],
    { status: 'now', reason: { key: 'progress:reason.score.some', params: { score: 69, needed: 70 } } },
  ],
  [
    'the best of two scores',
    post,
    [fact({ subject: 'POST', score: 70 }), fact({ subject: 'POST', score: 30 })],
    { status: 'done' },
  ],
  [
    'three of four half-days',
    session,
    [half(180), half(180), half(180)],
    {
      status: 'now',
      share: 0.9375,
      reason: { key: 'progress:reason.attendance.some', params: { percent: 75, planned: 720, needed: 80 } },
    },
  ],
  ['exactly 80 %', session, [half(576)], { status: 'done', share: 1 }],
  [
    'one minute less',
    session,
    [half(575)],
    {
      status: 'now',
      reason: { key: 'progress:reason.attendance.some', params: { percent: 79, planned: 720, needed: 80 } },
    },
  ],
  ['two halves of two occasions', session, [half(360, 'e1'), half(360, 'e2')], { status: 'now', share: 0.625 }],
  [
    'attendance without minutes, taken at its word',
    session,
    [fact({ kind: 'attendance', subject: 'PROV', passed: true })],
    { status: 'done' },
  ],
  [
    'an observation not yet passed',
    mock,
    [fact({ kind: 'observation', subject: 'MOCK', score: 55, passed: false })],
    { status: 'now' },
  ],
  ['a quiz is no observation', mock, [fact({ subject: 'MOCK', passed: true })], { status: 'todo' }],
  [
    'the same webinar three times',
    webinars,
    [webinar('W1', 1), webinar('W1', 2), webinar('W1', 3)],
    { status: 'now', share: 1 / 3, open: ['W2', 'W3', 'W4'] },
  ],
  [
    'two of three',
    webinars,
    [webinar('W1', 1), webinar('W2', 200)],
    { status: 'now', reason: { key: 'progress:reason.count.some', params: { have: 2, n: 3, months: 12, count: 0 } } },
  ],
  [
    'a webinar of just 12 months ago counts',
    webinars,
    [webinar('W1', 1), webinar('W2', 2), webinar('W3', 365)],
    { status: 'done' },
  ],
  [
    'one day older no longer counts',
    webinars,
    [webinar('W1', 1), webinar('W2', 2), webinar('W3', 366)],
    { status: 'now', reason: { key: 'progress:reason.count.old', params: { have: 2, n: 3, months: 12, count: 1 } } },
  ],
  ['a webinar left early', webinars, [webinar('W1', 1, 71)], { status: 'now', share: 0 }],
  [
    'all of, half done',
    { kind: 'allOf', of: [course, mock] },
    [fact({ passed: true })],
    { status: 'now', share: 0.5, reason: { key: 'progress:reason.group', params: { done: 1, total: 2 } } },
  ],
  ['any of', { kind: 'anyOf', of: [course, mock] }, [fact({ passed: true })], { status: 'done', share: 1 }],
  [
    'two of three',
    { kind: 'nOf', n: 2, of: [course, mock, post] },
    [fact({ passed: true }), fact({ subject: 'POST', score: 90 })],
    { status: 'done', share: 1 },
  ],
]
test.each(cases)('%s', (_, node, facts, expected) => {
  expect(judge(node, facts)).toMatchObject(expected)
})

describe('a tier', () => {
  const one = (node: Node, facts: Fact[], isTrainer = false, audience?: 'trainer'): ReturnType<typeof evaluate> =>
    evaluate(treeOf(node, audience), facts, { today, isTrainer })
  test('only trainers need is skipped for the rest, yet shown when it was begun', () => {
    expect(one(session, [], false, 'trainer').tiers[0]).toMatchObject({
      status: 'skip',
      missing: [],
      isRequired: false,
    })
    expect(one(session, [], true, 'trainer').tiers[0]).toMatchObject({ status: 'todo', isRequired: true })
    expect(one(session, [half(90)], false, 'trainer').tiers[0]?.status).toBe('now')
    expect(one(session, [], true, 'trainer').isComplete).toBe(true)
  })
  test('says how far it is and what is missing', () => {
    const [tier] = one({ kind: 'allOf', of: [course, { kind: 'course', subject: 'F2' }, post] }, [
      fact({ passed: true }),
    ]).tiers
    expect(tier?.phrase).toEqual({ key: 'progress:phrase.courses.some', params: { done: 1, total: 2 } })
    expect(tier?.state).toEqual({ key: 'progress:state.now', params: { count: 2 } })
    expect(tier?.missing.map(({ subject }) => subject)).toEqual(['F2', 'POST'])
    expect(one(webinars, [webinar('W1', 1)]).tiers[0]?.state.params).toEqual({ count: 2 })
  })
})
test.each<[string, Node, number]>([
  ['all of three, one done', { kind: 'allOf', of: [course, post, mock] }, 2],
  ['any of three, one begun', { kind: 'anyOf', of: [post, mock, webinars] }, 1],
  ['two of three, one done', { kind: 'nOf', n: 2, of: [course, post, mock] }, 1],
  ['webinars, one of three', webinars, 2],
])('%s: so many are still missing', (_, node, missing) => {
  const facts = [fact({ score: 80, passed: true }), fact({ subject: 'POST', score: 10 }), webinar('W1', 3)]
  expect(evaluate(treeOf(node), facts, { today, isTrainer: false }).tiers[0]?.state).toEqual({
    key: 'progress:state.now',
    params: { count: missing },
  })
})
