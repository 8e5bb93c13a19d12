import { page, type Back } from '#server/html/page'
import type { Trouble } from '#server/http/fields'
import { either, text, type Voice } from '#server/i18n'
import type { OpenQuestion, Sheet } from './attempt-queries.ts'
import { letters } from './forms.ts'
import { leftOf, type Left } from './time-left.ts'

type Common = {
  id: number
  quiz: string
  quizHref: string
  total: number
  answered: number
  left: Left | null
  trouble: Trouble
}
const backOf = ({ quizHref, quiz }: Common): Back => ({ href: quizHref, label: quiz })
const commonOf = (voice: Voice, sheet: Sheet, trouble: Trouble, now: number): Common => ({
  id: sheet.id,
  quiz: either(voice, { km: sheet.titleKm, en: sheet.titleEn }),
  quizHref: `/quizzes/${sheet.code}`,
  total: sheet.answered.length,
  answered: sheet.answered.filter(Boolean).length,
  left: leftOf(voice, sheet.deadlineAt, now),
  trouble,
})

type QuestionView = Common & {
  position: number
  segments: readonly string[]
  stem: string
  isSeveral: boolean
  options: readonly { input: 'radio' | 'checkbox'; letter: string; label: string; isChosen: boolean }[]
  isSaved: boolean
  isFirst: boolean
}
export const questionPage = page<QuestionView>(
  'assessments/question',
  (vm) => `${String(vm.position)}/${String(vm.total)} · ${vm.quiz}`,
  backOf,
)
const segment = (isAnswered: boolean, isNow: boolean): string => (isNow ? 'is-now' : isAnswered ? 'is-done' : '')

/** One question as it is answered: nothing in it tells the right option. */
export const questionView = (
  voice: Voice,
  sheet: Sheet,
  position: number,
  asked: OpenQuestion,
  trouble: Trouble,
  now: number,
): QuestionView => ({
  ...commonOf(voice, sheet, trouble, now),
  position,
  segments: sheet.answered.map((isAnswered, at) => segment(isAnswered, at + 1 === position)),
  stem: either(voice, asked.body.stem),
  isSeveral: asked.type === 'multiple',
  options: asked.optionOrder.map((place, at) => ({
    input: asked.type === 'multiple' ? 'checkbox' : 'radio',
    letter: letters.charAt(at),
    label: either(voice, asked.body.options[place] ?? { km: '', en: '' }),
    isChosen: asked.answer?.includes(place) ?? false,
  })),
  isSaved: asked.answer !== null,
  isFirst: position === 1,
})

type OverviewView = Common & {
  cells: readonly { position: number; href: string; isDone: boolean; label: string }[]
  missing: number
  firstMissing: string
}
export const overviewPage = page<OverviewView>('assessments/overview', 'assessments:overview.title', backOf)

/** All questions, answered or not, and the way to send them in. */
export const overviewView = (voice: Voice, sheet: Sheet, trouble: Trouble, now: number): OverviewView => {
  const common = commonOf(voice, sheet, trouble, now)
  const hrefOf = (position: number): string => `/attempts/${String(sheet.id)}?q=${String(position)}`
  const cells = sheet.answered.map((isDone, at) => ({
    position: at + 1,
    href: hrefOf(at + 1),
    isDone,
    label: text(voice, isDone ? 'assessments:overview.done' : 'assessments:overview.todo', { position: at + 1 }),
  }))
  const missing = cells.filter(({ isDone }) => !isDone)
  return { ...common, cells, missing: missing.length, firstMissing: missing[0]?.href ?? hrefOf(1) }
}
