import type { z } from 'zod'
import { QuestionList } from '#modules/assessments'
import type { OpenCourse } from './course-file.ts'
import type { Report } from './problems.ts'
import { readYaml, type LineOf } from './yaml-file.ts'

/** A bank below this repeats itself at the second attempt. */
const smallestBank = 14
export type Questions = z.output<typeof QuestionList>

const checkTags = (questions: Questions, { lessons }: OpenCourse, lineOf: LineOf, report: Report): void => {
  for (const [at, { id, tag }] of questions.entries())
    if (!lessons.some(({ slug }) => slug === tag))
      report(lineOf(at, 'tag'), `question ${id}: no lesson has the slug ${tag}`)
}
const checkDraw = (questions: Questions, { quiz }: OpenCourse, lineOf: LineOf, report: Report): void => {
  for (const [at, { tag, count }] of quiz.draw.entries()) {
    const found = questions.filter((one) => one.tag === tag).length
    if (found < count)
      report(
        lineOf('quiz', 'draw', at),
        `draws ${String(count)} questions of ${tag}, and the bank has ${String(found)}: draw fewer or write more`,
      )
  }
}
/** Reads `questions.yaml` against its course; null when it does not fit. `reportCourse` names the line of the draw. */
export const readQuestions = (
  source: string,
  read: { course: OpenCourse; lineOf: LineOf },
  report: Report,
  reportCourse: Report,
): Questions | null => {
  const file = readYaml(source, QuestionList, report)
  if (!file) return null
  const { value: questions, lineOf } = file
  if (questions.length < smallestBank)
    report(1, `the bank has ${String(questions.length)} questions: a quiz needs ${String(smallestBank)} or more`)
  checkTags(questions, read.course, lineOf, report)
  checkDraw(questions, read.course, read.lineOf, reportCourse)
  return questions
}
