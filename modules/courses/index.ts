export {
  courseEnrolments,
  coursePasses,
  courses,
  courseVersionLessons,
  courseVersions,
  lessonCompletions,
  lessonRevisions,
  lessons,
  readingPositions,
  type Words,
} from './schema.ts'
export { catalogue, type Catalogue, type Course, type Lesson, type Version } from './catalogue.ts'
export { courseDesk, nextCourse, type CourseState, type Resume } from './standing.ts'
export { begin, completeLesson, type Completion } from './completions.ts'
export { keepPosition } from './positions.ts'
export { recordPass, type NewPass } from './passes.ts'
