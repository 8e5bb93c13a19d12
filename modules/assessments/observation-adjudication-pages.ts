import { page } from '#server/html/page'
import { formView, type Trouble } from '#server/http/fields'
import type { Form } from '#server/http/forms'
import { either, type Voice } from '#server/i18n'
import type { Dispute } from './observation-deciding.ts'
import type { ObservationResult } from './observation-queries.ts'
import { criterionWords, levelWords, nameWords } from './observation-words.ts'
import type { Criterion } from './rubric-shape.ts'

type Disputed = {
  title: string
  isCritical: boolean
  seen: readonly { who: string; level: string; comment: string }[]
  options: readonly { name: string; level: number; label: string; descriptor: string; isChosen: boolean }[]
}
type AdjudicationView = {
  id: number
  title: string
  name: string
  isSplit: boolean
  disputed: readonly Disputed[]
  reason: string
  trouble: Trouble
}
export const adjudicationPage = page<AdjudicationView>(
  'assessments/observation-adjudication',
  (vm) => `${vm.name} · ${vm.title}`,
  (vm) => ({ href: `/observations/${String(vm.id)}`, label: vm.title }),
)
const disputedView = (
  voice: Voice,
  { rubric, sheets }: ObservationResult,
  form: Form,
  one: Criterion,
  at: number,
): Disputed => ({
  title: criterionWords(voice, at + 1, one.title),
  isCritical: one.critical,
  seen: sheets.flatMap((sheet) => {
    const { level = null, comment = '' } = sheet.marks.get(one.code) ?? {}
    return level === null
      ? []
      : [{ who: nameWords(voice, sheet), level: levelWords(voice, rubric.scale, level), comment }]
  }),
  options: one.levels.map(({ score, descriptor }) => ({
    name: `level.${one.code}`,
    level: score,
    label: levelWords(voice, rubric.scale, score),
    descriptor: either(voice, descriptor),
    isChosen: form.values[`level.${one.code}`] === String(score),
  })),
})
/** The criteria on which the observers differ too much, with what each of them saw, for the third person to decide. */
export const adjudicationView = (
  voice: Voice,
  result: ObservationResult,
  { judgement, performance }: Dispute,
  form: Form,
): AdjudicationView => ({
  id: performance.id,
  title: either(voice, result.rubric.title),
  name: nameWords(voice, result),
  isSplit: judgement.isSplit,
  disputed: result.rubric.criteria.flatMap((one, at) =>
    judgement.disputed.includes(one.code) ? [disputedView(voice, result, form, one, at)] : [],
  ),
  reason: typeof form.values.reason === 'string' ? form.values.reason : '',
  trouble: formView(voice, form, {}).trouble,
})
