import { page, type Back } from '#server/html/page'
import { formView, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { text, type Voice } from '#server/i18n'
import type { Known } from '#modules/people'
import type { Topic } from './content.ts'

type PaperView = FormView<'topic' | 'heldOn' | 'minutes' | 'evidence'> & {
  once: string
  personId: number
  back: Back
  who: string
  action: string
}
export const paperPage = page<PaperView>('events/paper', 'events:paper.title', (vm) => vm.back)
/** The form for an attendance from paper. */
export const paperView = (voice: Voice, person: Known, topics: Iterable<Topic>, form: Form): PaperView => {
  const choices = [...topics]
    .filter(({ retiredOn }) => retiredOn === null)
    .map((one) => ({
      value: one.code,
      label: text(voice, 'events:paper.choice', {
        title: voice.language === 'km' ? one.titleKm : one.titleEn,
        minutes: one.minutes,
      }),
    }))
  const who = voice.language === 'km' ? person.nameKm : person.nameLatin
  return {
    ...formView(voice, form, {
      topic: { label: 'events:paper.topic', kind: 'select', choices },
      heldOn: { label: 'events:paper.heldOn', hint: 'events:paper.heldOnHint', kind: 'date' },
      minutes: { label: 'events:paper.minutes', hint: 'events:paper.minutesHint', kind: 'number' },
      evidence: { label: 'events:paper.evidence', hint: 'events:paper.evidenceHint', kind: 'area' },
    }),
    once: onceOf(form),
    personId: person.id,
    back: { href: `/people/${String(person.id)}`, label: who },
    who,
    action: '/events/attendances',
  }
}
