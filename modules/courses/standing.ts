import type { Db } from '#server/db/open'
import { quizSummaries, type QuizSummary } from '#modules/assessments'
import { catalogue, type Course, type Lesson, type Version } from './catalogue.ts'
import { doneIn, higher, learnerInAll, nobody, versionFor, type Learner } from './learner.ts'
import type { Words } from './schema.ts'

/** Where one person stands in one course. */
export type CourseState = {
  course: Course
  href: string
  isBegun: boolean
  /** Lessons of the version that the person keeps. */
  lessons: number
  done: number
  /** Best quiz result in percent, of an attempt or from paper; null while there is none. */
  best: number | null
  isPassed: boolean
  /** Quiz attempts begun here. */
  attempts: number
  /** What comes next here. */
  next: 'coming' | 'begin' | 'continue' | 'quiz' | 'nothing'
  /** When the person last began, read or finished something in it. */
  touchedAt: number | null
}
/** The lesson to open in one tap. */
export type Resume = {
  code: string
  course: Words
  slug: string
  title: Words
  /** `/courses/F1/lessons/slug?resume=1`: opens where reading stopped. */
  href: string
  /** 1-based place of the lesson in the course, of so many. */
  number: number
  lessons: number
  done: number
  /** Minutes of the lesson that are left, at least 1. */
  minutesLeft: number
}
type Place = { course: Course; version: Version; learner: Learner }

const nextOf = (
  course: Course,
  lessons: number,
  done: number,
  isBegun: boolean,
  isPassed: boolean,
): CourseState['next'] => {
  if (isPassed) return 'nothing'
  if (course.isComing || lessons === 0) return 'coming'
  if (done === lessons) return 'quiz'
  return isBegun || done > 0 ? 'continue' : 'begin'
}
/** Where a person stands in a course, of what she has done there and in its quiz. */
export const stateOf = (
  course: Course,
  version: Version | null,
  learner: Learner,
  quiz: QuizSummary | undefined,
): CourseState => {
  const lessons = version?.lessons.length ?? 0
  const done = doneIn(version, learner)
  const isPassed = (quiz?.passed ?? false) || learner.paper !== null
  const isBegun = learner.touchedAt !== null
  return {
    course, lessons, done, isPassed, isBegun,
    href: `/courses/${course.code}`,
    best: higher(quiz?.best ?? null, learner.paper?.score ?? null),
    attempts: quiz?.attempts ?? 0,
    next: nextOf(course, lessons, done, isBegun, isPassed),
    touchedAt: learner.touchedAt,
  } // prettier-ignore
}
const latestFirst = (a: { touchedAt: number | null }, b: { touchedAt: number | null }): number =>
  (b.touchedAt ?? 0) - (a.touchedAt ?? 0)
const firstOpen = ({ version, learner }: Place): Lesson | undefined =>
  version.lessons.find(({ id }) => !learner.done.has(id))

/** Reading goes on where it stopped last, unless that lesson was done since. */
const lastRead = (places: readonly Place[]): { place: Place; lesson: Lesson } | null => {
  const place = places
    .filter(({ learner }) => learner.reading)
    .toSorted((a, b) => (b.learner.reading?.at ?? 0) - (a.learner.reading?.at ?? 0))[0]
  const id = place?.learner.reading?.lessonId
  const lesson = place?.version.lessons.find((one) => one.id === id && !place.learner.done.has(one.id))
  return place && lesson ? { place, lesson } : null
}
const firstUndone = (places: readonly Place[]): { place: Place; lesson: Lesson } | null => {
  const begun = places
    .filter(({ learner }) => learner.touchedAt !== null)
    .toSorted((a, b) => latestFirst(a.learner, b.learner))
  const fresh = places.filter(({ learner }) => learner.touchedAt === null)
  for (const place of [...begun, ...fresh]) {
    const lesson = firstOpen(place)
    if (lesson) return { place, lesson }
  }
  return null
}
const resumeAt = ({ course, version, learner }: Place, lesson: Lesson): Resume => {
  const fraction = learner.reading?.lessonId === lesson.id ? learner.reading.fraction : 0
  return {
    code: course.code,
    course: course.title,
    slug: lesson.slug,
    title: lesson.title,
    href: `/courses/${course.code}/lessons/${lesson.slug}?resume=1`,
    number: version.lessons.indexOf(lesson) + 1,
    lessons: version.lessons.length,
    done: doneIn(version, learner),
    minutesLeft: Math.max(1, Math.ceil(lesson.minutes * (1 - fraction))),
  }
}
/** States of all courses in their order, and the lesson to go on with, from two statements; call it inside `read()`. */
export const courseDesk = (db: Db, personId: number): { states: CourseState[]; resume: Resume | null } => {
  const learners = learnerInAll(db, personId)
  const quizzes = quizSummaries(db, personId)
  const states: CourseState[] = []
  const places: Place[] = []
  for (const course of catalogue(db).courses) {
    const learner = learners.get(course.id) ?? nobody
    const version = versionFor(db, course, learner)
    const state = stateOf(course, version, learner, quizzes.get(course.code))
    states.push(state)
    // A module that is passed is done with, whatever was left unread.
    if (version && !state.isPassed) places.push({ course, version, learner })
  }
  const found = lastRead(places) ?? firstUndone(places)
  return { states, resume: found && resumeAt(found.place, found.lesson) }
}
/** The course of the person's one clear step: the one under way (the last touched first), else the first to begin. */
export const nextCourse = (states: readonly CourseState[]): CourseState | null => {
  const underWay = states.filter(({ next }) => next === 'continue' || next === 'quiz').toSorted(latestFirst)
  return underWay[0] ?? states.find(({ next }) => next === 'begin') ?? null
}
