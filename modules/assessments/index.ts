export { attempts, attemptQuestions, questions, questionVersions, quizzes, results } from './schema.ts'
export { observations } from './observation-schema.ts'
export type { Draw } from './shapes.ts'
export { importQuiz, type NewQuiz } from './bank.ts'
export { QuestionList, type NewQuestion } from './question-list.ts'
export { startAttempt, type Attempt } from './attempts.ts'
export { saveAnswer } from './answers.ts'
export { submitAttempt, type Result } from './submissions.ts'
export { recordResult } from './results.ts'
export { openAttempts, quizSummaries, quizSummary, type OpenAttempt, type QuizSummary } from './queries.ts'
export { rubricCriteria, rubricList, type RubricTitle } from './rubric-queries.ts'
export {
  openPerformance,
  openSheet,
  type NewPerformance,
  type ObservationSheet,
  type Performance,
} from './observation-opening.ts'
export { saveFeedback, saveLevel, type Feedback, type LevelInput } from './sheet-saving.ts'
export { discardSheet, sendSheet } from './sheet-sending.ts'
export { acknowledge, adjudicate, type Adjudication } from './observation-deciding.ts'
export {
  observationsWaiting,
  performancesOf,
  type AllWaiting,
  type PerformanceRow,
  type Waiting,
} from './observation-queries.ts'
