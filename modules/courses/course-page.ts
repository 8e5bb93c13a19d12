import type { Actor } from '#server/actor'
import { page, type Back } from '#server/html/page'
import { formView, type Trouble } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import type { FoundCourse } from './queries.ts'
import { minutesWords, numbered, percent } from './words.ts'

type LessonRow = { href: string; number: string; title: string; minutes: string; isDone: boolean; isNext: boolean }
type Quiz = {
  href: string
  passMark: number
  hasBest: boolean
  best: number
  isPassed: boolean
  isFromPaper: boolean
  attempts: number
  isNext: boolean
}
type CourseView = {
  back: Back
  numbered: string
  title: string
  summary: string
  outcomes: readonly string[]
  lessons: readonly LessonRow[]
  progress: string
  isComing: boolean
  minutes: string
  begin: string | null
  goOn: { href: string; verb: string } | null
  quiz: Quiz | null
  trouble: Trouble
}
export const coursePage = page<CourseView>(
  'courses/course',
  (vm) => vm.title,
  (vm) => vm.back,
)

const lessonsOf = (voice: Voice, { state, version, learner }: FoundCourse): LessonRow[] => {
  const nextAt = version?.lessons.findIndex(({ id }) => !learner.done.has(id))
  return (version?.lessons ?? []).map((one, at) => ({
    href: `${state.href}/lessons/${one.slug}`,
    number: voice.number(at + 1),
    title: either(voice, one.title),
    minutes: minutesWords(voice, one.minutes),
    isDone: learner.done.has(one.id),
    isNext: at === nextAt && state.isBegun,
  }))
}
/** Where "continue" leads: the lesson that is open, at the place where reading stopped; else the first not done. */
const goOnOf = (voice: Voice, { state, version, learner }: FoundCourse): CourseView['goOn'] => {
  const { reading, done } = learner
  const open = version?.lessons.filter(({ id }) => !done.has(id)) ?? []
  const lesson = open.find(({ id }) => id === reading?.lessonId) ?? open[0]
  if (!lesson) return null
  const resume = lesson.id === reading?.lessonId ? '?resume=1' : ''
  return {
    href: `${state.href}/lessons/${lesson.slug}${resume}`,
    verb: text(voice, state.isBegun ? 'courses:continue' : 'courses:begin'),
  }
}
const quizOf = ({ state, learner }: FoundCourse): Quiz | null =>
  state.course.isComing
    ? null
    : {
        href: `/quizzes/${state.course.code}`,
        passMark: state.course.passMark,
        hasBest: state.best !== null,
        best: percent(state.best ?? 0),
        isPassed: state.isPassed,
        isFromPaper: learner.paper !== null,
        attempts: state.attempts,
        isNext: state.next === 'quiz',
      }
export const courseView = (voice: Voice, actor: Actor, found: FoundCourse, form: Form): CourseView => {
  const { state } = found
  const { course } = state
  const mayBegin =
    actor.reach['courses.learn'] !== undefined && found.learner.versionId === null && state.done === 0 && !state.isBegun
  return {
    back: { href: '/courses', label: text(voice, 'courses:title') },
    numbered: numbered(voice, course),
    title: either(voice, course.title),
    summary: either(voice, course.summary),
    outcomes: course.outcomes.map((one) => either(voice, one)),
    lessons: lessonsOf(voice, found),
    progress: text(voice, 'courses:progress', { done: state.done, lessons: state.lessons }),
    isComing: course.isComing,
    minutes: minutesWords(voice, course.minutes),
    begin: mayBegin && !course.isComing ? `${state.href}/enrolments` : null,
    goOn: mayBegin ? null : goOnOf(voice, found),
    quiz: quizOf(found),
    trouble: formView(voice, form, {}).trouble,
  }
}
