import { basename, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { store } from '#server/khmer'
import { readCourseFile, type ComingCourse, type OpenCourse } from './course-file.ts'
import { lessonHtml } from './lesson-html.ts'
import { reportTo, type Problem, type Report } from './problems.ts'
import { readQuestions, type Questions } from './question-file.ts'
import type { Source } from './source.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
export type LessonText = { source: string; html: string }
export type LessonFile = OpenCourse['lessons'][number] & { km: LessonText; en: LessonText | null }
export type CourseContent =
  | { course: ComingCourse; lessons: null; questions: null }
  | { course: OpenCourse; lessons: readonly LessonFile[]; questions: Questions }

type Reading = { source: Source; reportIn: (name: string) => Report }
const textOf = ({ source, reportIn }: Reading, name: string, language: 'km' | 'en'): LessonText | null => {
  const words = source.files.get(name)
  if (words === undefined) return null
  const stored = store(words)
  return { source: stored, html: lessonHtml(stored, language, reportIn(name)) }
}
const lessonOf = (reading: Reading, lesson: OpenCourse['lessons'][number], at: number, line: number): LessonFile => {
  const stem = `${String(at + 1).padStart(2, '0')}-${lesson.slug}`
  const km = textOf(reading, `${stem}.km.md`, 'km')
  if (!km) reading.reportIn('course.yaml')(line, `the file ${stem}.km.md is missing: write it, or take the lesson out`)
  return { ...lesson, km: km ?? { source: '', html: '' }, en: textOf(reading, `${stem}.en.md`, 'en') }
}
/** A lesson nobody lists would silently never be read. */
const checkStrays = ({ source, reportIn }: Reading, course: OpenCourse): void => {
  const listed = course.lessons.map(({ slug }, at) => `${String(at + 1).padStart(2, '0')}-${slug}`)
  for (const name of source.files.keys())
    if (name.endsWith('.md') && !listed.includes(name.replace(/\.(km|en)\.md$/, '')))
      reportIn(name)(1, 'no lesson of course.yaml has this number and slug: rename the file, or list the lesson')
}
const openCourse = (
  reading: Reading,
  read: { course: OpenCourse; lineOf: (...path: PropertyKey[]) => number },
): CourseContent | null => {
  const { source, reportIn } = reading
  const lessons = read.course.lessons.map((one, at) => lessonOf(reading, one, at, read.lineOf('lessons', at)))
  checkStrays(reading, read.course)
  const bank = source.files.get('questions.yaml')
  if (bank === undefined) reportIn('course.yaml')(1, 'the file questions.yaml is missing: a course ends with its quiz')
  const questions =
    bank === undefined ? null : readQuestions(bank, read, reportIn('questions.yaml'), reportIn('course.yaml'))
  return questions && { course: read.course, lessons, questions }
}
/** Reads all files of a course. Anything wrong is in `problems`, and then `content` is null. */
export const readCourse = (source: Source): { content: CourseContent | null; problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const folder = relative(root, source.folder)
  const reading: Reading = { source, reportIn: (name) => reportTo(problems, `${folder}/${name}`) }
  const file = source.files.get('course.yaml')
  if (file === undefined) reading.reportIn('course.yaml')(1, 'this file is missing: a course begins with it')
  const read = file === undefined ? null : readCourseFile(file, reading.reportIn('course.yaml'))
  const content = read && contentOf(reading, read)
  return { content: problems.length > 0 ? null : content, problems }
}
const contentOf = (reading: Reading, read: NonNullable<ReturnType<typeof readCourseFile>>): CourseContent | null => {
  const { course, lineOf } = read
  const folder = basename(reading.source.folder)
  if (course.code.toLowerCase() !== folder.toLowerCase())
    reading.reportIn('course.yaml')(
      lineOf('code'),
      `the code ${course.code} is not that of its folder ${folder}: change one of them`,
    )
  return 'lessons' in course ? openCourse(reading, { course, lineOf }) : { course, lessons: null, questions: null }
}
