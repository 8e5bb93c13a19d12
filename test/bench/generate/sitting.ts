import { randomUUID } from 'node:crypto'
import { minute } from '#server/time'
import { drawn } from '../../../modules/assessments/draw.ts'
import { told, type Kit, type Quiz } from './kit.ts'

type Sitting = { personId: number; quiz: Quiz; number: number; at: number; isOpen: boolean }
const lasts = 30 * minute
/** Of an attempt that is still open so many questions are answered. */
const answered = 3

/** An attempt with its drawn questions and, where it is over, the row of the job that closed it. */
const sit = ({ put, chance }: Kit, { personId, quiz, number, at, isOpen }: Sitting): { id: number; once: string } => {
  const [once, seed, deadlineAt] = [randomUUID(), chance.below(2 ** 31), at + lasts]
  const whose = { once, personId, quizId: quiz.id, number, seed, passMark: quiz.passMark }
  const times = {
    startedAt: at,
    deadlineAt,
    closesAt: deadlineAt + minute / 2,
    submittedAt: isOpen ? null : deadlineAt,
  }
  const id = put.attempt({ ...whose, ...times, state: isOpen ? 'open' : 'submitted' })
  for (const [place, { versionId, optionOrder }] of drawn(quiz.pool, quiz.draw, seed).entries()) {
    const answer = isOpen && place >= answered ? null : [optionOrder[0] ?? 0]
    const asked = { attemptId: id, position: place + 1, questionVersionId: versionId, optionOrder }
    put.question({ ...asked, answer, answeredAt: answer && at + minute })
  }
  if (!isOpen) put.job({ key: `bench:${String(id)}`, kind: 'bench', input: {}, dueAt: deadlineAt, doneAt: deadlineAt })
  return { id, once }
}
/** An attempt that was sent in, and its result. */
export const takeQuiz = (kit: Kit, personId: number, quiz: Quiz, number: number, at: number): void => {
  const { id: attemptId, once } = sit(kit, { personId, quiz, number, at, isOpen: false })
  const { id: quizId, passMark } = quiz
  const score = 40 + kit.chance.below(61)
  const judged = { quizId, attemptId, number, score, passMark, passed: score >= passMark }
  kit.put.result({ ...told(personId, at + lasts, once), ...judged })
}
export const openQuiz = (kit: Kit, personId: number, quiz: Quiz, number: number): void => {
  sit(kit, { personId, quiz, number, at: kit.now, isOpen: true })
}
