import { page, type Back } from '#server/html/page'
import { formView, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import type { Known } from '#modules/people'
import type { Course } from './catalogue.ts'

type PaperView = FormView<'course' | 'score' | 'day' | 'evidence'> & {
  once: string
  personId: number
  back: Back
  who: string
}
export const paperPage = page<PaperView>('courses/paper', 'courses:paper.title', (vm) => vm.back)
/** The form for a module that was passed on paper. */
export const paperView = (voice: Voice, person: Known, courses: readonly Course[], form: Form): PaperView => {
  const who = voice.language === 'km' ? person.nameKm : person.nameLatin
  const choices = courses.map((one) => ({
    value: one.code,
    label: text(voice, 'courses:paper.choice', { code: one.code, title: either(voice, one.title) }),
  }))
  return {
    ...formView(voice, form, {
      course: { label: 'courses:paper.course', kind: 'select', choices },
      score: { label: 'courses:paper.score', hint: 'courses:paper.scoreHint', kind: 'number', optional: true },
      day: { label: 'courses:paper.day', hint: 'courses:paper.dayHint', kind: 'date' },
      evidence: { label: 'courses:paper.evidence', hint: 'courses:paper.evidenceHint', kind: 'area' },
    }),
    once: onceOf(form),
    personId: person.id,
    back: { href: `/people/${String(person.id)}`, label: who },
    who,
  }
}
