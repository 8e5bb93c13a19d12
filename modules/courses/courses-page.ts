import { page } from '#server/html/page'
import { either, text, type TextKey, type Voice } from '#server/i18n'
import { nextCourse, type CourseState, type Resume } from './standing.ts'
import { minutesWords, numbered, percent } from './words.ts'

/** How a course's state looks and reads in a list. */
type Mark = { badge: string; text: TextKey; station: string; icon: string | null }
const marks: Record<CourseState['next'], Mark> = {
  coming: { badge: '', text: 'courses:state.coming', station: '', icon: null },
  begin: { badge: '', text: 'courses:state.begin', station: '', icon: null },
  continue: { badge: ' badge-now', text: 'courses:state.continue', station: ' is-now', icon: 'book-open' },
  quiz: { badge: ' badge-now', text: 'courses:state.quiz', station: ' is-now', icon: 'book-open' },
  nothing: { badge: ' badge-done', text: 'courses:state.passed', station: ' is-done', icon: 'check' },
}
type Row = Omit<Mark, 'text'> & {
  href: string
  number: string
  title: string
  progress: string
  best: string | null
  state: string
}
type Step = { kicker: string; title: string; href: string; verb: string; done: number; lessons: number; label: string }
type CoursesView = { step: Step | null; rows: readonly Row[] }
export const coursesPage = page<CoursesView>('courses/courses', 'courses:title')

const progressOf = (voice: Voice, { course, done, lessons, next }: CourseState): string => {
  const minutes = minutesWords(voice, course.minutes)
  if (next === 'coming' || (next === 'nothing' && lessons === 0)) return minutes
  const learnt =
    done > 0 ? text(voice, 'courses:progress', { done, lessons }) : text(voice, 'courses:count', { count: lessons })
  return `${learnt} · ${minutes}`
}
const rowOf = (voice: Voice, state: CourseState): Row => {
  const { badge, station, icon, text: key } = marks[state.next]
  return {
    badge,
    station,
    icon,
    href: state.href,
    number: voice.number(Number(state.course.code.slice(1))),
    title: either(voice, state.course.title),
    progress: progressOf(voice, state),
    best: state.best === null ? null : text(voice, 'courses:best', { score: percent(state.best) }),
    state: text(voice, key),
  }
}
const quizStep = (voice: Voice, state: CourseState): Omit<Step, 'label'> => ({
  kicker: `${text(voice, 'courses:step.quiz')} · ${numbered(voice, state.course)}`,
  title: either(voice, state.course.title),
  href: `/quizzes/${state.course.code}`,
  verb: text(voice, 'courses:takeQuiz'),
  done: state.done,
  lessons: state.lessons,
})
const lessonStep = (voice: Voice, state: CourseState, resume: Resume): Omit<Step, 'label'> => ({
  kicker: `${text(voice, state.isBegun ? 'courses:step.continue' : 'courses:step.begin')} · ${numbered(voice, state.course)} · ${text(voice, 'courses:left', { count: resume.minutesLeft })}`,
  title: either(voice, resume.title),
  href: resume.href,
  verb: text(voice, state.isBegun ? 'courses:continue' : 'courses:begin'),
  done: resume.done,
  lessons: resume.lessons,
})
/** One clear next step: the quiz of the course under way once its lessons are done, else the lesson where reading stopped. */
const stepOf = (voice: Voice, states: readonly CourseState[], resume: Resume | null): Step | null => {
  const next = nextCourse(states)
  const at = states.find(({ course }) => course.code === resume?.code)
  const step = next?.next === 'quiz' ? quizStep(voice, next) : at && resume ? lessonStep(voice, at, resume) : null
  return step && { ...step, label: text(voice, 'courses:progress', { done: step.done, lessons: step.lessons }) }
}
export const coursesView = (
  voice: Voice,
  { states, resume }: { states: readonly CourseState[]; resume: Resume | null },
): CoursesView => ({
  step: stepOf(voice, states, resume),
  rows: states.map((state) => rowOf(voice, state)),
})
