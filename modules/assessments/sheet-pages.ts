import { page } from '#server/html/page'
import { formView, type Trouble } from '#server/http/fields'
import type { Form, Problem } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import { criterionWords, levelWords, nameWords } from './observation-words.ts'
import type { Criterion, RubricBody } from './rubric-shape.ts'
import { lacksOf, type Lack, type Mark, type OwnSheet } from './sheet-queries.ts'

type Option = { level: number; label: string; descriptor: string; isChosen: boolean; isLow: boolean }
type CriterionView = {
  code: string
  id: string
  title: string
  isCritical: boolean
  /** What was wrong with it when the sheet was sent. */
  problem: string | null
  name: string
  options: readonly (Option & { name: string })[]
  comment: string
  commentName: string
  commentId: string
  isOpen: boolean
}
type SheetView = {
  id: number
  title: string
  name: string
  lede: string
  progress: string
  done: number
  total: number
  below: number
  criteria: readonly CriterionView[]
  boxes: readonly { name: string; id: string; label: string; value: string }[]
  isBegun: boolean
  trouble: Trouble
}
export const sheetPage = page<SheetView>(
  'assessments/observation-sheet',
  (vm) => `${vm.name} · ${vm.title}`,
  (vm) => ({ href: '/observations', label: vm.title }),
)
const typed = (form: Form, name: string, saved: string): string => {
  const value = form.values[name]
  return typeof value === 'string' ? value : saved
}
/** What was typed when the sheet came back, else what is saved. */
const markOf = (form: Form, code: string, saved: Mark | undefined): Mark => {
  const level = form.values[`level.${code}`]
  return {
    level: typeof level === 'string' && /^[1-5]$/.test(level) ? Number(level) : (saved?.level ?? null),
    comment: typed(form, `comment.${code}`, saved?.comment ?? ''),
  }
}
const lackWords = { level: 'assessments:sheet.wantsLevel', comment: 'assessments:sheet.wantsComment' } as const
const problemOf = (voice: Voice, form: Form, code: string, lacks: readonly Lack[]): string | null => {
  const bad: Problem | undefined = form.errors[`comment.${code}`] ?? form.errors[`level.${code}`]
  if (bad) return text(voice, bad.key, { label: text(voice, 'assessments:sheet.comment'), ...bad.params })
  const lack = form.status === 409 ? lacks.find((one) => one.code === code) : undefined
  return lack ? text(voice, lackWords[lack.what]) : null
}
const optionsOf = (
  voice: Voice,
  { scale, commentBelow }: RubricBody,
  { code, levels }: Criterion,
  chosen: number | null,
): CriterionView['options'] =>
  levels.map(({ score, descriptor }) => ({
    name: `level.${code}`,
    level: score,
    label: levelWords(voice, scale, score),
    descriptor: either(voice, descriptor),
    isChosen: score === chosen,
    isLow: score < commentBelow,
  }))
const criterionView = (
  voice: Voice,
  rubric: RubricBody,
  form: Form,
  one: Criterion,
  at: number,
  mark: Mark,
  lacks: readonly Lack[],
): CriterionView => {
  const { code, title, critical } = one
  const problem = problemOf(voice, form, code, lacks)
  return {
    code,
    id: `c-${code}`,
    title: criterionWords(voice, at + 1, title),
    isCritical: critical,
    problem,
    name: `level.${code}`,
    options: optionsOf(voice, rubric, one, mark.level),
    comment: mark.comment,
    commentName: `comment.${code}`,
    commentId: `t-${code}`,
    isOpen: mark.comment !== '' || (mark.level !== null && mark.level < rubric.commentBelow) || problem !== null,
  }
}
const troubleOf = (voice: Voice, form: Form, criteria: readonly CriterionView[]): Trouble => {
  const { trouble } = formView(voice, form, {})
  const items = criteria.flatMap(({ id, title, problem }) =>
    problem === null ? [] : [{ href: `#${id}`, text: `${title} · ${problem}` }],
  )
  return trouble && { ...trouble, items }
}
/** How far a sheet is, for its page and its script. */
export const progressOf = (
  voice: Voice,
  { criteria }: RubricBody,
  marks: ReadonlyMap<string, Mark>,
): { words: string; done: number; total: number } => {
  const done = criteria.filter(({ code }) => (marks.get(code)?.level ?? null) !== null).length
  return {
    words: text(voice, 'assessments:sheet.progress', { done, total: criteria.length }),
    done,
    total: criteria.length,
  }
}
const boxNames = ['strengths', 'improve', 'nextStep'] as const
/** The observer's own sheet while it is a draft. */
export const sheetView = (voice: Voice, sheet: OwnSheet, saved: ReadonlyMap<string, Mark>, form: Form): SheetView => {
  const { id, rubric, tryNumber } = sheet
  const marks = new Map(rubric.criteria.map(({ code }) => [code, markOf(form, code, saved.get(code))]))
  const lacks = lacksOf(rubric, marks)
  const { words: progress, done, total } = progressOf(voice, rubric, marks)
  const criteria = rubric.criteria.map((one, at) =>
    criterionView(voice, rubric, form, one, at, marks.get(one.code) ?? { level: null, comment: '' }, lacks),
  )
  return {
    id,
    title: either(voice, rubric.title),
    name: nameWords(voice, sheet),
    lede:
      tryNumber > 1
        ? text(voice, 'assessments:sheet.ledeTry', { n: tryNumber })
        : text(voice, 'assessments:sheet.lede'),
    progress,
    done,
    total,
    below: rubric.commentBelow,
    criteria,
    boxes: boxNames.map((name) => ({
      name,
      id: `b-${name}`,
      label: either(voice, rubric.feedback[name]),
      value: typed(form, name, sheet[name]),
    })),
    isBegun: saved.size > 0,
    trouble: troubleOf(voice, form, criteria),
  }
}
