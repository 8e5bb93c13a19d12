import { page } from '#server/html/page'
import { formView, type Choice, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import type { Known, Named } from './page-queries.ts'

type RecordView = FormView<'quiz' | 'score' | 'happenedOn' | 'evidence'> & {
  person: number
  name: string
  once: string
}
export const recordPage = page<RecordView>('assessments/record', 'assessments:record.title', ({ person, name }) => ({
  href: `/people/${String(person)}`,
  label: name,
}))
const choicesOf = (voice: Voice, all: readonly Known[]): Choice[] => [
  { value: '', label: text(voice, 'assessments:record.choose') },
  ...all.map(({ code, titleKm, titleEn }) => ({
    value: code,
    label: `${code} · ${either(voice, { km: titleKm, en: titleEn })}`,
  })),
]
/** The form for a result from paper. */
export const recordView = (voice: Voice, person: Named, quizzes: readonly Known[], form: Form): RecordView => ({
  ...formView(voice, form, {
    quiz: { label: 'assessments:record.quiz', kind: 'select', choices: choicesOf(voice, quizzes) },
    score: { label: 'assessments:record.score', kind: 'number' },
    happenedOn: { label: 'assessments:record.happenedOn', kind: 'date' },
    evidence: { label: 'assessments:record.evidence', hint: 'assessments:record.evidenceHint', kind: 'area' },
  }),
  person: person.id,
  name: either(voice, { km: person.nameKm, en: person.nameLatin }),
  once: onceOf(form),
})
