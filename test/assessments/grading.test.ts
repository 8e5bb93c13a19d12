import { expect, test } from 'vitest'
import { pointsOf, scoreOf } from '../../modules/assessments/grading.ts'

test.each([
  { type: 'single', right: [2], answer: [2], points: 1 },
  { type: 'single', right: [2], answer: [1], points: 0 },
  { type: 'single', right: [2], answer: [1, 2], points: 0 },
  { type: 'single', right: [2], answer: null, points: 0 },
  { type: 'multiple', right: [0, 2], answer: [0, 2], points: 1 },
  { type: 'multiple', right: [0, 2], answer: [0], points: 0.5 },
  { type: 'multiple', right: [0, 2], answer: [0, 1], points: 0 },
  { type: 'multiple', right: [0, 2], answer: [0, 1, 2], points: 0.5 },
  { type: 'multiple', right: [0, 2], answer: [0, 1, 2, 3], points: 0 },
  { type: 'multiple', right: [0, 2], answer: [1, 3], points: 0 },
  { type: 'multiple', right: [0, 1, 2], answer: [0, 1, 3], points: 1 / 3 },
  { type: 'multiple', right: [0, 2], answer: [0, 0], points: 0.5 },
  { type: 'multiple', right: [0, 2], answer: null, points: 0 },
] as const)('$type, right $right, answered $answer: $points', ({ type, right, answer, points }) => {
  expect(pointsOf(type, { right }, answer)).toBeCloseTo(points)
})
test.each([
  { points: [1, 1, 0], score: 67 },
  { points: [1, 0, 0], score: 33 },
  { points: [0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0], score: 25 },
  { points: [1, 1, 1, 1, 1, 1, 1, 0.5, 0, 0], score: 75 },
  { points: [], score: 0 },
])('$points make $score %', ({ points, score }) => {
  expect(scoreOf(points)).toBe(score)
})
