import type { Actor } from '#server/actor'
import { page, type Back } from '#server/html/page'
import { formView, type Trouble } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { either, text, type Language, type Voice } from '#server/i18n'
import type { FoundLesson } from './queries.ts'
import { minutesWords, numbered } from './words.ts'

type LessonView = {
  back: Back
  title: string
  position: string
  minutes: string
  segments: readonly { state: string }[]
  read: string
  /** Stored HTML, spliced in as bytes. */
  bodyHtml: Buffer
  /** Of the text, where it is not the page's: then a note says so. */
  otherLanguage: Language | null
  reader: { positions: string; slug: string; resumeAt: string } | null
  previous: string | null
  /** The form of "done"; null when it is done, or the person does not learn. */
  done: { action: string; uuid: string; isLast: boolean } | null
  next: { href: string; verb: string } | null
  isDone: boolean
  trouble: Trouble
}
export const lessonPage = page<LessonView>(
  'courses/lesson',
  (vm) => vm.title,
  (vm) => vm.back,
)

const stateOf = (isDone: boolean, isNow: boolean): string => (isNow ? 'is-now' : isDone ? 'is-done' : '')
const nextOf = (voice: Voice, { course, version }: FoundLesson, at: number): LessonView['next'] => {
  const next = version.lessons[at + 1]
  if (next) return { href: `/courses/${course.code}/lessons/${next.slug}`, verb: text(voice, 'courses:lesson.next') }
  return { href: `/courses/${course.code}`, verb: text(voice, 'courses:lesson.toCourse') }
}
const readerOf = ({ course, lesson, learner }: FoundLesson, form: Form): NonNullable<LessonView['reader']> => ({
  positions: `/courses/${course.code}/positions`,
  slug: lesson.slug,
  resumeAt:
    form.values.resume === '1' && learner.reading?.lessonId === lesson.id ? learner.reading.fraction.toFixed(4) : '',
})
const doneOf = ({ course, version, lesson, learner }: FoundLesson, form: Form): NonNullable<LessonView['done']> => ({
  action: `/courses/${course.code}/lessons/${lesson.slug}/completions`,
  uuid: String(form.values.uuid),
  isLast: version.lessons.every(({ id }) => id === lesson.id || learner.done.has(id)),
})
export const lessonView = (voice: Voice, actor: Actor, found: FoundLesson, form: Form): LessonView => {
  const { course, version, lesson, learner, bodyLanguage } = found
  const at = version.lessons.indexOf(lesson)
  const isDone = learner.done.has(lesson.id)
  const mayLearn = actor.reach['courses.learn'] !== undefined
  const before = version.lessons[at - 1]
  const read = version.lessons.filter(({ id }) => learner.done.has(id)).length
  return {
    back: { href: `/courses/${course.code}`, label: numbered(voice, course) },
    title: either(voice, lesson.title),
    position: text(voice, 'courses:lesson.position', { number: at + 1, lessons: version.lessons.length }),
    minutes: minutesWords(voice, lesson.minutes),
    segments: version.lessons.map(({ id }) => ({ state: stateOf(learner.done.has(id), id === lesson.id) })),
    read: text(voice, 'courses:progress', { done: read, lessons: version.lessons.length }),
    bodyHtml: found.body,
    otherLanguage: bodyLanguage === voice.language ? null : bodyLanguage,
    reader: mayLearn ? readerOf(found, form) : null,
    previous: before ? `/courses/${course.code}/lessons/${before.slug}` : null,
    done: mayLearn && !isDone ? doneOf(found, form) : null,
    next: mayLearn && !isDone ? null : nextOf(voice, found, at),
    isDone,
    trouble: formView(voice, form, {}).trouble,
  }
}
