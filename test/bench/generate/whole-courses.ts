import type { Db } from '#server/db/open'
import { importCourse } from '../../../modules/courses/import-course.ts'
import { readCourse, type CourseContent } from '../../../modules/courses/read-course.ts'
import { readSources } from '../../../modules/courses/source.ts'

type Whole = Extract<CourseContent, { lessons: readonly unknown[] }>
const isWhole = (content: CourseContent | null): content is Whole => content !== null && content.lessons !== null

/**
 * A house at work has all its modules. Those that are only announced get the lessons and questions of F1, under the
 * digest of their own files, so that the next start leaves them as they are.
 */
export const writeAnnounced = (db: Db, now: number): void => {
  const read = readSources().map((source) => ({ digest: source.digest, content: readCourse(source).content }))
  const model = read.map(({ content }) => content).find(isWhole)
  if (!model) throw new Error('content/courses holds no course with lessons')
  for (const { digest, content } of read) {
    if (!content || isWhole(content)) continue
    const { code, title, summary, outcomes } = content.course
    importCourse(db, { ...model, course: { ...model.course, code, title, summary, outcomes } }, digest, now)
  }
}
